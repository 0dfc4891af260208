/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Optimisation. LLVM's own pipeline does the work, with loop unrolling taken out of it: that is
 * ours, by the plan. The rewrites that only make sense late run between the rounds; a round is
 * repeated while it changes something (unrolling an outer loop gives the inner one its bound, a
 * devirtualised call brings a panic, and so on).
 */
#include "ir/optimise.h"

#include <stdio.h>
#include <string.h>

#include "ir/entries.h"
#include "ir/link.h"
#include "ir/loops.h"
#include "ir/recursion.h"
#include "ir/rewrite.h"
#include "ir/runtime.h"
#include "ir/subprograms.h"

/* Each round is an O2; programs settle after two or three. */
#define MOST_ROUNDS 6
/* Instructions of IR in a program; plan_lower_long() takes back what is a quarter of it. */
#define MOST_UNROLLED 65536

/* How far a loop without a known bound is followed, and after how many in vain that is given up. */
#define BOUND_ROUNDS 64
#define MOST_BOUND_FAILURES 2
/* The same where loops must not stay. */
#define MOST_BOUND_FAILURES_WITHOUT_LOOPS 16

/* Before LLVM 20 the scalarizer took no parameters; llvm_set_words() has set them. */
static const char *scalarizer(void)
{
	return llvm.major < 20 ? "scalarizer" : "scalarizer<load-store>";
}

/* Bottom up, so that core's panic functions have shrunk to next to nothing before they are copied
 * to each place that panics. */
#define INLINE_PASSES                                                                              \
	"globaldce,function(%s),"                                                                  \
	"cgscc(inline<only-mandatory>,"                                                            \
	"function(sroa,early-cse,simplifycfg,instcombine<no-verify-fixpoint>)),"                   \
	"globaldce"

/* How deep recursions are followed, and how many instructions of IR there may be then. */
#define MOST_TURNS 64
#define MOST_TURNED 50000
/* What shows that a recursion has come to its end. Recursion that is the last thing in one of two
 * calls has become a loop before. */
#define AFTER_TURN_PASSES                                                                          \
	"function(sroa,early-cse,instcombine<no-verify-fixpoint>,simplifycfg,"                     \
	"loop-simplify,lcssa,loop(loop-rotate),"                                                   \
	"loop-unroll<no-runtime;no-partial;no-peeling;full-unroll-max=64>,"                        \
	"instcombine<no-verify-fixpoint>,sccp,correlated-propagation,simplifycfg,adce)"

/* The forms in which the unroller takes loops; it takes none that goes round through a switch. Some
 * loops show a bound only as they are, some only when their exit has been moved to their end. */
static const char *const loop_forms[] = {
	"function(lower-switch,loop-simplify,lcssa)",
	"function(loop-simplify,lcssa,loop(loop-rotate))",
};

unsigned optimise_lower_invokes(struct ir *ir, LLVMModuleRef module)
{
	unsigned unwinding = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f))
		unwinding += !llvm.IsDeclaration(f) && llvm.HasPersonalityFn(f);
	if (unwinding)
		ir_run_passes(ir, module,
			      llvm.major < 20 ? "function(lower-invoke,simplifycfg)"
					      : "function(lower-invoke,unreachableblockelim)");
	return unwinding;
}

static int inline_all(struct ir *ir, LLVMModuleRef module)
{
	char passes[256];
	snprintf(passes, sizeof(passes), INLINE_PASSES, scalarizer());
	return ir_run_passes(ir, module, passes);
}

/* Panics in subprograms show late, as all do that stood behind a function pointer. */
static int end_panics(struct ir *ir, LLVMModuleRef module)
{
	while (subprograms_give_up_panics(ir, module)) {
		if (inline_all(ir, module) < 0)
			return -1;
	}
	rewrite_panic_markers(ir, module);
	return 0;
}

static const struct {
	const char *stage;
	unsigned (*run)(struct ir *ir, LLVMModuleRef module);
} after_inlining[] = {
	{"rewriting atomics", rewrite_atomics},
	{"rewriting host intrinsics", rewrite_host_intrinsics},
	{"rewriting lines", rewrite_lines},
	{"rewriting reads of externs", rewrite_extern_reads},
};

static size_t count_instructions(LLVMModuleRef module)
{
	size_t count = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f))
		count += ir_count_instructions(f);
	return count;
}

/* Turns recursions until they have come to their ends, or have become too large. */
static int unfold(struct ir *ir, const struct recursion *recursion)
{
	for (int turn = 0; turn < MOST_TURNS; turn++) {
		if (!recursion_turn(ir, recursion))
			return 0;
		if (inline_all(ir, ir->module) < 0 ||
		    ir_run_passes(ir, ir->module, AFTER_TURN_PASSES) < 0)
			return -1;
		if (count_instructions(ir->module) > MOST_TURNED)
			return 0;
	}
	return 0;
}

static int inline_module(struct ir *ir)
{
	struct recursion recursion;
	worker_stage("inlining", NULL);
	recursion_cut(ir, &recursion);
	int err = inline_all(ir, ir->module);
	if (!err && rewrite_inlined_handler(ir, ir->module))
		err = inline_all(ir, ir->module);
	if (!err)
		err = unfold(ir, &recursion);
	return recursion_finish(ir, &recursion) < 0 ? -1 : err;
}

int optimise_inline(struct ir *ir)
{
	unsigned errors_before = diag_errors();

	/* After recursion that has no end, too: all errors of this stage are worth knowing. */
	if (inline_module(ir) < 0 && diag_errors() == errors_before)
		return -1;
	if (end_panics(ir, ir->module) < 0)
		return -1;
	for (size_t i = 0; i < sizeof(after_inlining) / sizeof(after_inlining[0]); i++) {
		worker_stage(after_inlining[i].stage, NULL);
		unsigned changed = after_inlining[i].run(ir, ir->module);
		diag_trace("%s: %u places", after_inlining[i].stage, changed);
	}
	ir_dump(ir, ir->module, "inlined");
	if (ir_verify(ir->module, "inlining") < 0)
		return -1;
	return diag_errors() == errors_before ? 0 : -1;
}

/* Vectors cannot be avoided altogether: host bitcode may arrive with them. For size the functions
 * have an attribute (rewrite_attributes.c); LLVM 23 has no Os and Oz. */
static int run_pipeline(struct ir *ir, LLVMModuleRef module)
{
	const char *name = ir->opts->opt_level == '3' ? "O3" : "O2";
	char passes[64];
	snprintf(passes, sizeof(passes), "function(%s),default<%s>", scalarizer(), name);
	return ir_run_passes(ir, module, passes);
}

/* LLVM passes over functions that are optnone. */
static void set_skipped(struct ir *ir, LLVMModuleRef module, const char *all_but)
{
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (llvm.IsDeclaration(f))
			continue;
		ir_remove_attribute(f, "optnone");
		if (!subprograms_have(ir, f))
			ir_remove_attribute(f, "noinline");
		if (!all_but || strcmp(ir_name(f), all_but) == 0)
			continue;
		ir_add_attribute(ir, f, "noinline");
		ir_add_attribute(ir, f, "optnone");
	}
}

/* Unrolls the loops of each entry point that the plan names, as far as it says. */
static int unroll(struct ir *ir, LLVMModuleRef module, const struct plan *plan)
{
	int err = 0;
	for (size_t i = 0; i < plan->count && !err; i++) {
		if (!plan->at[i].unroll)
			continue;
		char passes[128];
		snprintf(passes, sizeof(passes),
			 "function(loop-unroll<upperbound;no-runtime;no-partial;no-peeling;"
			 "full-unroll-max=%u>)",
			 plan->at[i].unroll);
		set_skipped(ir, module, plan->at[i].name);
		err = ir_run_passes(ir, module, passes);
	}
	set_skipped(ir, module, NULL);
	return err;
}

/* Brings runtime bodies for what the backend cannot do; returns the number of places, or -1. */
static int lower_for_backend(struct ir *ir, LLVMModuleRef module)
{
	if (ir_run_passes(ir, module, "function(expand-memcmp)") < 0)
		return -1;
	unsigned changed = rewrite_tables(ir, module) + rewrite_indirect_calls(ir, module) +
			   rewrite_memory(ir, module) + rewrite_arithmetic(ir, module);
	if (changed && (runtime_link(ir, module) < 0 || inline_all(ir, module) < 0))
		return -1;
	return (int)changed;
}

/* Unrolls in each form; 1 when that changed something, 0 when not, -1 after reporting. */
static int unroll_forms(struct ir *ir, LLVMModuleRef module, const struct plan *plan)
{
	bool changed = false;
	for (size_t i = 0; i < sizeof(loop_forms) / sizeof(loop_forms[0]); i++) {
		if (ir_run_passes(ir, module, loop_forms[i]) < 0)
			return -1;
		size_t before = count_instructions(module);
		if (unroll(ir, module, plan) < 0)
			return -1;
		changed |= count_instructions(module) != before;
	}
	return changed;
}

/* One round; 1 when it changed something, 0 when not, -1 after reporting. */
static int run_round(struct ir *ir, LLVMModuleRef module, const struct plan *plan)
{
	unsigned serialized = rewrite_drop_serialization(ir, module);
	int lowered = lower_for_backend(ir, module);
	if (lowered < 0)
		return -1;
	unsigned ranges = rewrite_inclusive_ranges(ir, module);
	unsigned packed = rewrite_packed(ir, module);
	rewrite_joined_loops(ir, module);
	int unrolled = unroll_forms(ir, module, plan);
	if (unrolled < 0)
		return -1;
	bool changed = lowered || ranges || packed || unrolled;
	if (!changed && !serialized)
		return 0;
	if (run_pipeline(ir, module) < 0 || end_panics(ir, module) < 0)
		return -1;
	ir_dump(ir, module, "round");
	return changed;
}

/* Whether a program has grown so long that it is going to be unrolled less, whatever more rounds
 * would make of it; each of them takes minutes then. */
static bool is_hopeless(struct ir *ir, LLVMModuleRef module, const struct plan *plan)
{
	for (size_t i = 0; ir->profile->loops && i < plan->count; i++) {
		LLVMValueRef function = llvm.GetNamedFunction(module, plan->at[i].name);
		if (plan->at[i].unroll && function &&
		    ir_count_instructions(function) > MOST_UNROLLED)
			return true;
	}
	return false;
}

static int settle(struct ir *ir, LLVMModuleRef module, const struct plan *plan)
{
	for (int round = 0; round < MOST_ROUNDS && !is_hopeless(ir, module, plan); round++) {
		int changed = run_round(ir, module, plan);
		if (changed <= 0)
			return changed;
	}
	return 0;
}

/* One loop, tried on a copy first: 1 when it was proved to end and has been unrolled, 0 when not or
 * when there is no such loop (*none), -1 after reporting. */
static int bound_loop(struct ir *ir, LLVMModuleRef module, const struct plan *plan,
		      const char *entry, unsigned number, bool *none)
{
	rewrite_joined_loops(ir, module);
	LLVMModuleRef copy = llvm.CloneModule(module);
	*none = !rewrite_bound_loop(ir, copy, entry, number, BOUND_ROUNDS);
	int err = *none ? 0 : settle(ir, copy, plan);
	bool held = !*none && !err && rewrite_bounds_hold(copy);
	llvm.DisposeModule(copy);
	if (err || !held)
		return err;
	rewrite_bound_loop(ir, module, entry, number, BOUND_ROUNDS);
	return settle(ir, module, plan) < 0 ? -1 : 1;
}

/* The loops that scalar evolution found no bound for. */
static int bound_loops(struct ir *ir, LLVMModuleRef module, const struct plan *plan)
{
	unsigned most =
		ir->profile->loops ? MOST_BOUND_FAILURES : MOST_BOUND_FAILURES_WITHOUT_LOOPS;
	for (size_t i = 0; i < plan->count; i++) {
		unsigned failed = 0;
		bool none = plan->at[i].unroll < BOUND_ROUNDS;
		while (!none && failed < most) {
			int proved = bound_loop(ir, module, plan, plan->at[i].name, failed, &none);
			if (proved < 0)
				return -1;
			failed += !proved;
		}
	}
	return 0;
}

static int lower_constants(struct ir *ir, LLVMModuleRef module)
{
	return ir->profile->global_data ? rewrite_constants_with_addresses(ir, module)
					: rewrite_constants(ir, module);
}

int optimise(struct ir *ir, LLVMModuleRef module, const struct plan *plan)
{
	worker_stage("optimising", NULL);
	if (run_pipeline(ir, module) < 0 || end_panics(ir, module) < 0)
		return -1;
	ir_dump(ir, module, "optimised");
	if (settle(ir, module, plan) < 0)
		return -1;
	if (is_hopeless(ir, module, plan))
		return 0;
	if (bound_loops(ir, module, plan) < 0)
		return -1;
	if (rewrite_wide_arithmetic(ir, module) &&
	    (runtime_link(ir, module) < 0 || inline_all(ir, module) < 0))
		return -1;
	if (!ir->profile->loops && loops_check(ir, module) < 0)
		return -1;
	rewrite_phis(ir, module);
	if (lower_constants(ir, module) < 0)
		return -1;
	if (!ir->profile->variable_stack && rewrite_stack(ir, module) < 0)
		return -1;
	for (size_t i = 0; i < plan->count; i++) {
		LLVMValueRef function = llvm.GetNamedFunction(module, plan->at[i].name);
		if (function && plan->at[i].reload)
			rewrite_reload(ir, function);
		if (function && plan->at[i].narrow)
			rewrite_narrow(ir, function);
	}
	rewrite_atomic_subtractions(ir, module);
	rewrite_context_fields(ir, module);
	rewrite_for_verifier(ir, module);
	return 0;
}
