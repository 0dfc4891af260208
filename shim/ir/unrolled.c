/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Unrolls by the plan. */
#include "ir/unrolled.h"

#include "ir/analysis/cfg.h"
#include "ir/analysis/plan.h"
#include "ir/llvm/changed.h"
#include "ir/llvm/clone.h"
#include "ir/llvm/module.h"
#include "ir/rounds.h"

/* As long as a program may be in kernels that have no loops. */
#define MAX_UNROLLED_INSNS 4096
/* A branch reaches 32,767 instructions of BPF, and one of LLVM can take two. */
#define MAX_LOWERED_INSNS (INT16_MAX / 2)

/* As if the kernel had no loops: the rounds end where the function gets too long for one. */
static int unroll_as_before_loops(struct ir *ir, LLVMModuleRef module, LLVMValueRef function)
{
	struct profile *chosen = ir->profile, loopless = *chosen;

	loopless.loops = 0;
	loopless.unrolling = UNROLL_ALL;
	loopless.max_insns = MAX_UNROLLED_INSNS;
	ir->profile = &loopless;
	int err = rounds_unroll(ir, module, function);
	ir->profile = chosen;
	return err;
}

static int unroll_function(struct ir *ir, LLVMModuleRef module, LLVMValueRef function)
{
	size_t noted = ir->changed_count;
	LLVMValueRef copy = clone_function(ir, module, function);
	int err = unroll_as_before_loops(ir, module, function);
	bool done = !err && !cfg_has_loops(function) &&
		    ir_count_instructions(function) <= MAX_UNROLLED_INSNS;

	ir_focus(ir, NULL);
	if (done) {
		clone_delete(ir, copy);
		return 1;
	}
	clone_restore(ir, function, copy);
	ir_forget_changed_since(ir, noted);
	return err;
}

int unrolled_by_plan(struct ir *ir, LLVMModuleRef module)
{
	int unrolled = 0;

	for (size_t i = 0; i < ir->plan->unrolled.count; i++) {
		const char *name = ir->plan->unrolled.at[i];
		LLVMValueRef function = llvm.GetNamedFunction(module, name);
		if (!function || !plan_is_unrolled(ir->plan, name) || !cfg_has_loops(function))
			continue;
		int done = unroll_function(ir, module, function);
		if (done < 0)
			return -1;
		if (!done)
			plan_loop_again(ir->plan, name);
		unrolled += done;
	}
	return unrolled && rounds_lower_wide(ir, module) < 0 ? -1 : unrolled;
}

bool unrolled_is_too_long(const struct ir *ir, LLVMModuleRef module)
{
	bool too_long = false;

	for (size_t i = 0; i < ir->plan->unrolled.count; i++) {
		const char *name = ir->plan->unrolled.at[i];
		LLVMValueRef function = llvm.GetNamedFunction(module, name);
		if (function && ir_count_instructions(function) > MAX_LOWERED_INSNS)
			too_long |= plan_loop_again(ir->plan, name);
	}
	return too_long;
}
