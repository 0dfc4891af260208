/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Rounds of lowering, unrolling and optimising. */
#include "ir/rounds.h"

#include <string.h>

#include "ir/analysis/functions.h"
#include "ir/analysis/plan.h"
#include "ir/llvm/module.h"
#include "ir/llvm/passes.h"
#include "ir/loops/bound_loop.h"
#include "ir/loops/exit_compares.h"
#include "ir/loops/inclusive_ranges.h"
#include "ir/loops/merge_latches.h"
#include "ir/loops/stuck_counters.h"
#include "ir/loops/unpack_phis.h"
#include "ir/lower/arithmetic.h"
#include "ir/lower/indirect_calls.h"
#include "ir/lower/mem_intrinsics.h"
#include "ir/lower/passthrough.h"
#include "ir/lower/pointer_tables.h"
#include "ir/lower/runtime.h"
#include "ir/merge/inline.h"

/* Each round is an O2; programs settle after two or three. */
#define MAX_ROUNDS 6
/* Instructions of IR in a program; plan_lower_long() takes back what is a quarter of it. */
#define MAX_UNROLLED 65536

/* How far a loop without a known bound is followed, and after how many in vain that is given up. */
#define BOUND_ROUNDS 64
#define MAX_BOUND_FAILURES 2
/* The same where loops must not stay. */
#define MAX_BOUND_FAILURES_WITHOUT_LOOPS 16

/* LLVM passes over functions that are optnone. */
static void set_skipped(struct ir *ir, LLVMModuleRef module, const char *all_but)
{
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (llvm.IsDeclaration(f))
			continue;
		ir_remove_attribute(f, "optnone");
		if (!function_is_subprogram(ir, f))
			ir_remove_attribute(f, "noinline");
		if (!all_but || strcmp(ir_name(f), all_but) == 0)
			continue;
		ir_add_attribute(ir, f, "noinline");
		ir_add_attribute(ir, f, "optnone");
	}
}

/* Unrolls the loops of each function that the plan names, as far as it says. */
static int unroll(struct ir *ir, LLVMModuleRef module)
{
	const struct plan *plan = ir->plan;
	int err = 0;
	for (size_t i = 0; i < plan->count && !err; i++) {
		if (!plan->at[i].unroll)
			continue;
		set_skipped(ir, module, plan->at[i].name);
		err = passes_unroll(ir, module, plan->at[i].unroll);
	}
	set_skipped(ir, module, NULL);
	return err;
}

/* Brings the bodies of the runtime functions that are called. */
static int inline_runtime(struct ir *ir, LLVMModuleRef module)
{
	return runtime_link(ir, module) < 0 ? -1 : passes_inline(ir, module);
}

/* Replaces what the backend cannot do; returns the number of places, or -1. */
static int lower_for_backend(struct ir *ir, LLVMModuleRef module)
{
	if (passes_expand_memcmp(ir, module) < 0)
		return -1;
	int changed = pointer_tables_lower(ir, module) + indirect_calls_lower(ir, module) +
		      mem_intrinsics_lower(ir, module) + arithmetic_lower(ir, module);
	if (changed && inline_runtime(ir, module) < 0)
		return -1;
	return changed;
}

int rounds_lower_wide(struct ir *ir, LLVMModuleRef module)
{
	return arithmetic_lower_wide(ir, module) ? inline_runtime(ir, module) : 0;
}

/* Unrolls in each form; 1 when that changed something, 0 when not, -1 after reporting. */
static int unroll_forms(struct ir *ir, LLVMModuleRef module)
{
	bool changed = false;
	for (unsigned form = 0; form < PASSES_LOOP_FORMS; form++) {
		if (passes_form_loops(ir, module, form) < 0)
			return -1;
		size_t before = ir_count_module(module);
		if (unroll(ir, module) < 0)
			return -1;
		changed |= ir_count_module(module) != before;
	}
	return changed;
}

/* One round; 1 when it changed something, 0 when not, -1 after reporting. */
static int run_round(struct ir *ir, LLVMModuleRef module)
{
	int serialized = passthrough_drop(ir, module);
	int lowered = lower_for_backend(ir, module);
	if (lowered < 0)
		return -1;
	int ranges = inclusive_ranges_simplify(ir, module);
	int unpacked = phis_unpack(ir, module);
	latches_merge(ir, module);
	int unrolled = unroll_forms(ir, module);
	if (unrolled < 0)
		return -1;
	bool changed = lowered || ranges || unpacked || unrolled;
	if (!changed && !serialized)
		return 0;
	if (passes_optimise(ir, module) < 0 || inline_end_panics(ir, module) < 0)
		return -1;
	ir_dump(ir, module, "round");
	return changed;
}

bool rounds_are_hopeless(struct ir *ir, LLVMModuleRef module)
{
	const struct plan *plan = ir->plan;
	for (size_t i = 0; ir->profile->loops && i < plan->count; i++) {
		LLVMValueRef function = llvm.GetNamedFunction(module, plan->at[i].name);
		if (plan->at[i].unroll && function &&
		    ir_count_instructions(function) > MAX_UNROLLED)
			return true;
	}
	return false;
}

int rounds_settle(struct ir *ir, LLVMModuleRef module)
{
	for (int round = 0; round < MAX_ROUNDS && !rounds_are_hopeless(ir, module); round++) {
		int changed = run_round(ir, module);
		if (changed <= 0)
			return changed;
	}
	return 0;
}

/* One loop, tried on a copy first: 1 when it was proved to end and has been unrolled, 0 when not or
 * when there is no such loop (*none), -1 after reporting. */
static int try_bound(struct ir *ir, LLVMModuleRef module, const char *entry, unsigned number,
		     bool *none)
{
	latches_merge(ir, module);
	exit_compares_order(ir, module);
	stuck_counters_check_early(ir, module);
	LLVMModuleRef copy = llvm.CloneModule(module);
	*none = !bound_loop(ir, copy, entry, number, BOUND_ROUNDS);
	int err = *none ? 0 : rounds_settle(ir, copy);
	bool held = !*none && !err && bound_loop_held(copy);
	llvm.DisposeModule(copy);
	if (err || !held)
		return err;
	bound_loop(ir, module, entry, number, BOUND_ROUNDS);
	return rounds_settle(ir, module) < 0 ? -1 : 1;
}

int rounds_bound_loops(struct ir *ir, LLVMModuleRef module)
{
	const struct plan *plan = ir->plan;
	unsigned most = ir->profile->loops ? MAX_BOUND_FAILURES : MAX_BOUND_FAILURES_WITHOUT_LOOPS;
	for (size_t i = 0; i < plan->count; i++) {
		unsigned failed = 0;
		bool none = plan->at[i].unroll < BOUND_ROUNDS;
		while (!none && failed < most) {
			int proved = try_bound(ir, module, plan->at[i].name, failed, &none);
			if (proved < 0)
				return -1;
			failed += !proved;
		}
	}
	return 0;
}
