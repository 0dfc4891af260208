/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Loops that are left where the kernel has none, and why they are. */
#include "ir/loops/loop_check.h"

#include <limits.h>

#include "base/diag.h"
#include "base/message.h"
#include "ir/analysis/cfg.h"
#include "ir/llvm/passes.h"
#include "ir/llvm/source.h"
#include "ir/loops/bound_loop.h"
#include "kernel/version.h"

/* The unroller's own limit, an option of LLVM's that llvm_words.c sets. */
#define MOST_ROUNDS_UNROLLED 4096

/* Whether scalar evolution knows that the loop ends within so many rounds: then it also knows that
 * a counter of ours stays below. */
static bool ends_within(struct ir *ir, LLVMModuleRef module, const char *entry, unsigned number,
			unsigned rounds)
{
	LLVMModuleRef copy = llvm.CloneModule(module);
	bound_loop(ir, copy, entry, number, rounds);
	bool ends = passes_prove_bounds(ir, copy) == 0 &&
		    bound_loop_held(llvm.GetNamedFunction(copy, entry));
	llvm.DisposeModule(copy);
	return ends;
}

static const char *why_not_unrolled(struct ir *ir, LLVMModuleRef module, const char *entry,
				    unsigned number)
{
	if (ends_within(ir, module, entry, number, MOST_ROUNDS_UNROLLED))
		return "it would be too large";
	return ends_within(ir, module, entry, number, UINT_MAX) ? "more than 4096 rounds"
								: "no constant bound";
}

static void report_loop(struct ir *ir, LLVMModuleRef module, const char *entry, unsigned number,
			LLVMValueRef at)
{
	struct diag_where where = ir_where(at);
	diag_error_at(&where, "loop cannot be unrolled for Linux %u.%u (%s)",
		      KERNEL_MAJOR(ir->profile->kernel), KERNEL_MINOR(ir->profile->kernel),
		      why_not_unrolled(ir, module, entry, number));
	diag_help("give it a small bound that is known at build time, as 'for _ in 0..64' with a "
		  "break has; loops may stay from Linux 5.3 on");
}

int loops_report_left(struct ir *ir, LLVMModuleRef module)
{
	bool any = false;
	for (size_t i = 0; i < ir->entries.count; i++) {
		struct cfg cfg;
		size_t latch, header;
		const char *entry = ir->entries.at[i];
		cfg_init(&cfg, llvm.GetNamedFunction(module, entry));
		for (unsigned number = 0; cfg_back_edge(&cfg, number, &latch, &header); number++) {
			report_loop(ir, module, entry, number,
				    llvm.GetBasicBlockTerminator(cfg.blocks[latch]));
			any = true;
		}
		cfg_release(&cfg);
	}
	return any ? -1 : 0;
}
