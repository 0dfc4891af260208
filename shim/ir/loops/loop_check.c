/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Loops that are left where the kernel has none, and why they are. */
#include "ir/loops/loop_check.h"

#include <limits.h>

#include "base/diag.h"
#include "base/message.h"
#include "ir/analysis/cfg.h"
#include "ir/llvm/clone.h"
#include "ir/llvm/module.h"
#include "ir/llvm/passes.h"
#include "ir/llvm/source.h"
#include "ir/loops/bound_loop.h"
#include "kernel/version.h"

/* The unroller's own limit, an option of LLVM's that llvm_words.c sets. */
#define MAX_ROUNDS_UNROLLED 4096

/* Whether scalar evolution knows that the loop ends within so many rounds: then it also knows that
 * a counter of ours stays below. The function comes out as it was, in other blocks. */
static bool ends_within(struct ir *ir, LLVMModuleRef module, LLVMValueRef function, unsigned number,
			unsigned rounds)
{
	LLVMValueRef copy = clone_function(ir, module, function);
	bound_loop(ir, module, ir_name(function), number, rounds);
	ir_focus(ir, function);
	bool ends = passes_prove_bounds(ir, module) == 0 && bound_loop_held(function);
	ir_focus(ir, NULL);
	clone_restore(ir, function, copy);
	return ends;
}

static const char *why_not_unrolled(struct ir *ir, LLVMModuleRef module, LLVMValueRef function,
				    unsigned number)
{
	if (ends_within(ir, module, function, number, MAX_ROUNDS_UNROLLED))
		return "it would be too large";
	return ends_within(ir, module, function, number, UINT_MAX) ? "more than 4096 rounds"
								   : "no constant bound";
}

/* Reports one loop; false when the function has no more of them. */
static bool report_loop(struct ir *ir, LLVMModuleRef module, LLVMValueRef function, unsigned number)
{
	struct cfg cfg;
	size_t latch, header;
	struct diag_where where = {0};
	cfg_init(&cfg, function);
	bool found = cfg_back_edge(&cfg, number, &latch, &header);
	if (found)
		where = ir_where(llvm.GetBasicBlockTerminator(cfg.blocks[latch]));
	cfg_release(&cfg);
	if (!found)
		return false;
	diag_error_at(&where, "loop cannot be unrolled for Linux %u.%u (%s)",
		      KERNEL_MAJOR(ir->profile->kernel), KERNEL_MINOR(ir->profile->kernel),
		      why_not_unrolled(ir, module, function, number));
	diag_help("give it a small bound that is known at build time, as 'for _ in 0..64' with a "
		  "break has; loops may stay from Linux 5.3 on");
	return true;
}

int loops_report_left(struct ir *ir, LLVMModuleRef module)
{
	bool any = false;
	for (size_t i = 0; i < ir->entries.count; i++) {
		LLVMValueRef function = llvm.GetNamedFunction(module, ir->entries.at[i]);
		for (unsigned number = 0; report_loop(ir, module, function, number); number++)
			any = true;
	}
	return any ? -1 : 0;
}
