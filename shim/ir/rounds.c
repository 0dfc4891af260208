/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Rounds of lowering, unrolling and simplifying, function by function. */
#include "ir/rounds.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/functions.h"
#include "ir/emit/size.h"
#include "ir/llvm/changed.h"
#include "ir/llvm/clone.h"
#include "ir/llvm/module.h"
#include "ir/llvm/passes.h"
#include "ir/llvm/snapshot.h"
#include "ir/loops/bound_loop.h"
#include "ir/loops/chains.h"
#include "ir/loops/exit_compares.h"
#include "ir/loops/followed.h"
#include "ir/loops/inclusive_ranges.h"
#include "ir/loops/merge_latches.h"
#include "ir/loops/stuck_counters.h"
#include "ir/loops/unpack_phis.h"
#include "ir/lower/aligned_addresses.h"
#include "ir/lower/arithmetic.h"
#include "ir/lower/decided_selects.h"
#include "ir/lower/folded_sums.h"
#include "ir/lower/indirect_calls.h"
#include "ir/lower/known_distances.h"
#include "ir/lower/mem_intrinsics.h"
#include "ir/lower/null_checks.h"
#include "ir/lower/overflow_sums.h"
#include "ir/lower/packet_lengths.h"
#include "ir/lower/passthrough.h"
#include "ir/lower/pointer_tables.h"
#include "ir/lower/runtime.h"
#include "ir/lower/stack_index.h"
#include "ir/merge/inline.h"
#include "kernel/profile.h"

/* Programs settle after two or three. */
#define MAX_ROUNDS 6
/* Up to how many rounds a loop is unrolled where it has to go. */
#define UNROLL_ROUNDS 4096
/* How far a loop without a known bound is followed. */
#define BOUND_ROUNDS 64
/* After how many loops in vain that is given up, where they have to go. */
#define MAX_BOUND_FAILURES 16
/* How many loops are tried where others may stay, and up to which size of a program, before and
 * after: what is longer takes the verifier longer than the loop would. */
#define MAX_LOST 8
#define MAX_BOUND_SIZE 4096

/* As the changes of the pipeline; most calls change nothing. */
static int trace_places(const char *change, int places)
{
	if (places > 0)
		diag_trace("%s: %d places", change, places);
	return places;
}

/* Brings the bodies of the runtime functions that are called. */
static int inline_runtime(struct ir *ir, LLVMModuleRef module)
{
	ir_focus(ir, NULL);
	return runtime_link(ir, module) < 0 ? -1 : passes_inline_built(ir, module);
}

/* Replaces what the backend cannot do; returns the number of places, or -1. */
static int lower_for_backend(struct ir *ir, LLVMModuleRef module)
{
	static const struct {
		const char *name;
		int (*run)(struct ir *ir, LLVMModuleRef module);
	} changes[] = {
		{"decided-selects", decided_selects_simplify},
		{"null-checks", null_checks_fold},
		{"overflow-sums", overflow_sums_lower},
		{"known-distances", known_distances_fold},
		{"packet-lengths", packet_lengths_lower},
		{"aligned-addresses", aligned_addresses_lower},
		{"folded-sums", folded_sums_lower},
		{"stack-pointers", stack_pointers_lower},
		{"pointer-tables", pointer_tables_lower},
		{"indirect-calls", indirect_calls_lower},
		{"memory", mem_intrinsics_lower},
		{"arithmetic", arithmetic_lower},
	};
	struct snapshot before;
	int changed = 0;

	if (passes_expand_memcmp(ir, module) < 0)
		return -1;
	snapshot_take(&before, ir, module);
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		int places = trace_places(changes[i].name, changes[i].run(ir, module));
		if (places > 0)
			snapshot_note(&before, ir, module, changes[i].name);
		changed += places;
	}
	snapshot_release(&before);
	return changed;
}

/* True when LLVM has found out which function a call by address calls: it is still to be inlined.
 */
static bool has_call_to_inline(const struct ir *ir, LLVMValueRef function)
{
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at)) {
		LLVMValueRef callee =
			llvm.IsACallInst(at) ? llvm.IsAFunction(llvm.GetCalledValue(at)) : NULL;
		if (callee && !llvm.IsDeclaration(callee) && !function_is_subprogram(ir, callee) &&
		    !function_is_entry(ir, callee))
			return true;
	}
	return false;
}

int rounds_lower_wide(struct ir *ir, LLVMModuleRef module)
{
	return arithmetic_lower_wide(ir, module) ? inline_runtime(ir, module) : 0;
}

static int unroll_forms(struct ir *ir, LLVMModuleRef module, unsigned rounds)
{
	bool changed = false;
	for (unsigned form = 0; form < PASSES_LOOP_FORMS; form++) {
		if (passes_form_loops(ir, module, form) < 0)
			return -1;
		size_t before = ir_count_instructions(ir->focus);
		if (passes_unroll(ir, module, rounds) < 0)
			return -1;
		changed |= ir_count_instructions(ir->focus) != before;
	}
	return changed;
}

/* Unrolls the loops of the function in each form; 1 when that changed something, 0 when not, -1
 * after reporting. LLVM unrolls nothing in a function that is to be small: here it has to. */
static int unroll(struct ir *ir, LLVMModuleRef module, unsigned rounds)
{
	bool small = ir_has_attribute(ir->focus, "optsize");
	if (small)
		ir_remove_attribute(ir->focus, "optsize");
	int changed = unroll_forms(ir, module, rounds);
	if (small)
		ir_add_attribute(ir, ir->focus, "optsize");
	return changed;
}

/* Gives loops forms that can be counted, and unrolls those of at most so many rounds; the same
 * results. */
static int unroll_loops(struct ir *ir, LLVMModuleRef module, unsigned rounds)
{
	int ranges = trace_places("inclusive-ranges", inclusive_ranges_simplify(ir, module));
	int unpacked = trace_places("packed-phis", phis_unpack(ir, module));
	if (!rounds)
		return ranges || unpacked;
	trace_places("latches", latches_merge(ir, module));
	int unrolled = unroll(ir, module, rounds);
	return unrolled < 0 ? -1 : ranges || unpacked || unrolled;
}

/* A function in the rounds. */
struct state {
	LLVMValueRef function;
	unsigned unroll; /* loops of at most so many rounds are unrolled */
	bool settled;
	bool lowered; /* in this round */
};

struct states {
	struct state *at;
	size_t count;
};

/* One function, or with NULL all that have bodies. */
static void states_init(struct states *states, const struct ir *ir, LLVMModuleRef module,
			LLVMValueRef function, unsigned unroll)
{
	*states = (struct states){0};
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		if (llvm.IsDeclaration(f) || (function && f != function))
			continue;
		states->at = xreallocarray(states->at, states->count + 1, sizeof(*states->at));
		states->at[states->count++] = (struct state){.function = f, .unroll = unroll};
	}
}

static bool is_in_module(LLVMModuleRef module, LLVMValueRef function)
{
	LLVMValueRef f = llvm.GetFirstFunction(module);
	while (f && f != function)
		f = llvm.GetNextFunction(f);
	return f != NULL;
}

/* Functions go when all calls of them have been inlined: those that were called by address alone,
 * and those in which a panic cannot end the program. */
static void states_forget_deleted(struct states *states, LLVMModuleRef module)
{
	size_t kept = 0;
	for (size_t i = 0; i < states->count; i++) {
		if (is_in_module(module, states->at[i].function))
			states->at[kept++] = states->at[i];
	}
	states->count = kept;
}

/* Lowers all functions that have not settled; 1 when one of them changed, 0 when none did, -1 after
 * reporting. */
static int lower_all(struct ir *ir, LLVMModuleRef module, struct states *states)
{
	bool any = false;
	for (size_t i = 0; i < states->count; i++) {
		struct state *state = &states->at[i];
		if (state->settled)
			continue;
		ir_focus(ir, state->function);
		int changed = lower_for_backend(ir, module);
		if (changed < 0)
			return -1;
		state->lowered = changed || has_call_to_inline(ir, state->function);
		any |= state->lowered;
	}
	if (any && inline_runtime(ir, module) < 0)
		return -1;
	states_forget_deleted(states, module);
	return any;
}

static int simplify(struct ir *ir, LLVMModuleRef module)
{
	chains_part(ir, module);
	int err = passes_simplify(ir, module);
	return chains_join(ir, module) < 0 ? -1 : err;
}

/* The rest of the round for one function. What is too long stays as it is: emit/size.c reports
 * it. */
static int finish_round(struct ir *ir, LLVMModuleRef module, struct state *state)
{
	int dropped = state->unroll ? trace_places("passthrough", passthrough_drop(ir, module)) : 0;
	int unrolled = unroll_loops(ir, module, state->unroll);
	if (unrolled < 0)
		return -1;
	state->settled = (!state->lowered && !unrolled) || size_is_too_long(ir, state->function);
	if (state->settled && !dropped)
		return 0;
	if (simplify(ir, module) < 0)
		return -1;
	state->settled &= !has_call_to_inline(ir, state->function);
	return inline_end_panics(ir, module);
}

/* 1 when all functions have settled, 0 when not, -1 after reporting. */
static int run_round(struct ir *ir, LLVMModuleRef module, struct states *states)
{
	states_forget_deleted(states, module);
	int err = lower_all(ir, module, states) < 0 ? -1 : 0;
	bool all = true;
	for (size_t i = 0; i < states->count && !err; i++) {
		if (!is_in_module(module, states->at[i].function))
			continue;
		ir_focus(ir, states->at[i].function);
		if (!states->at[i].settled)
			err = finish_round(ir, module, &states->at[i]);
		all &= states->at[i].settled;
	}
	ir_focus(ir, NULL);
	ir_dump(ir, module, "round");
	return err ? -1 : all;
}

static int settle(struct ir *ir, LLVMModuleRef module, LLVMValueRef function, unsigned unroll)
{
	struct states states;
	int settled = 0;
	states_init(&states, ir, module, function, unroll);
	for (int round = 0; round < MAX_ROUNDS && !settled; round++)
		settled = run_round(ir, module, &states);
	free(states.at);
	return settled < 0 ? -1 : 0;
}

int rounds_settle(struct ir *ir, LLVMModuleRef module)
{
	return settle(ir, module, NULL, ir->profile->unrolling == UNROLL_ALL ? UNROLL_ROUNDS : 0);
}

/* One loop: 1 when it was proved to end and has been unrolled, 0 when not, -1 after reporting. What
 * was tried in vain is undone. */
static int try_bound(struct ir *ir, LLVMModuleRef module, LLVMValueRef function, unsigned loop)
{
	ir_focus(ir, function);
	size_t noted = ir->changed_count;
	LLVMValueRef copy = clone_function(ir, module, function);
	unsigned rounds = ir->profile->unrolling == UNROLL_ALL ? UNROLL_ROUNDS : BOUND_ROUNDS;
	bool found = bound_loop(ir, module, ir_name(function), loop, BOUND_ROUNDS);
	int err = found ? settle(ir, module, function, rounds) : 0;
	ir_focus(ir, function);
	bool fits = ir->profile->unrolling == UNROLL_ALL ||
		    ir_count_instructions(function) <= MAX_BOUND_SIZE;
	if (found && !err && fits && bound_loop_held(function)) {
		clone_delete(ir, copy);
		ir_focus(ir, NULL);
		return 1;
	}
	clone_restore(ir, function, copy);
	ir_forget_changed_since(ir, noted);
	ir_focus(ir, NULL);
	return err;
}

/* Gives the loops of a function forms in which they can be followed, or bounded. */
static void shape_loops(struct ir *ir, LLVMModuleRef module, LLVMValueRef function)
{
	ir_focus(ir, function);
	trace_places("latches", latches_merge(ir, module));
	trace_places("exit-compares", exit_compares_order(ir, module));
	trace_places("stuck-counters", stuck_counters_check_early(ir, module));
	ir_focus(ir, NULL);
}

/* Where loops must not stay: all of them, until so many were tried in vain. */
static int bound_all(struct ir *ir, LLVMModuleRef module, LLVMValueRef function)
{
	unsigned failed = 0;
	size_t latch, header;
	while (failed < MAX_BOUND_FAILURES) {
		struct cfg cfg;
		shape_loops(ir, module, function);
		cfg_init(&cfg, function);
		bool any = cfg_back_edge(&cfg, failed, &latch, &header);
		cfg_release(&cfg);
		if (!any)
			return 0;
		int proved = try_bound(ir, module, function, failed);
		if (proved < 0)
			return -1;
		failed += !proved;
	}
	return 0;
}

int rounds_unroll(struct ir *ir, LLVMModuleRef module, LLVMValueRef function)
{
	if (settle(ir, module, function, UNROLL_ROUNDS) < 0)
		return -1;
	/* It would get longer, and LLVM takes as long for each loop that is tried as for all of it.
	 */
	bool fits = ir_count_instructions(function) <= ir->profile->max_insns;
	return fits ? bound_all(ir, module, function) : 0;
}

/* Where loops may stay: those that the verifier does not follow, in programs that are small enough
 * to be tried. */
static int bound_lost(struct ir *ir, LLVMModuleRef module, LLVMValueRef function)
{
	unsigned loop = 0;
	if (ir_count_instructions(function) > MAX_BOUND_SIZE)
		return 0;
	for (unsigned tried = 0; tried < MAX_LOST; tried++) {
		shape_loops(ir, module, function);
		if (!loop_find_lost(function, &loop))
			return 0;
		int proved = try_bound(ir, module, function, loop);
		if (proved < 0)
			return -1;
		loop += !proved;
	}
	return 0;
}

int rounds_bound_loops(struct ir *ir, LLVMModuleRef module)
{
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		int err = 0;
		if (llvm.IsDeclaration(f))
			continue;
		if (ir->profile->unrolling == UNROLL_ALL)
			err = bound_all(ir, module, f);
		else if (ir->profile->unrolling == UNROLL_SOME)
			err = bound_lost(ir, module, f);
		if (err)
			return err;
	}
	return 0;
}
