/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What a round has of the rounds before it. The verifier walks a loop round by round, and where a
 * round has two ways that leave different numbers behind, it walks the next one for each: a number
 * of elements, or a length, is soon another one on each of thousands of ways. In functions that the
 * plan names, each round forgets the numbers that it begins with; so all ways to it are one. Where
 * it is known how many rounds a loop can have, they are counted, and compared with their number;
 * where that fails there is 'unreachable'. Other loops keep the numbers by which they end. The same
 * can be done wherever ways meet.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/low_zeros.h"
#include "ir/analysis/plan.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/greatest.h"
#include "ir/verifier/interval.h"
#include "ir/verifier/model.h"
#include "ir/verifier/most_rounds.h"
#include "ir/verifier/quirk.h"
#include "ir/verifier/rounds_count.h"

/* How deep in what a number follows from, between two phis. */
#define MAX_DEPTH 16

struct forgotten {
	LLVMValueRef phi;
	uint64_t mask; /* of all bits that it can have */
};

struct counted {
	LLVMValueRef count, more; /* the check stands behind 'more' */
	uint64_t most;
};

struct work {
	struct shaper *shaper;
	struct model model;
	LLVMValueRef *kept; /* owned; phis by which loops end whose rounds nobody knows */
	size_t kept_count;
	struct forgotten *at; /* owned */
	size_t count;
	struct counted *loops; /* owned */
	size_t loop_count;
};

static bool is_by_way(const struct loop *loop, LLVMValueRef phi, unsigned edge)
{
	return !loop->inside[cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, edge))];
}

/* A count of the rounds from a constant: it is the same on all ways to a round. */
static bool counts_rounds(const struct loop *loop, LLVMValueRef phi)
{
	LLVMValueRef start = NULL, next = NULL;
	int64_t number;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		LLVMValueRef *known = is_by_way(loop, phi, i) ? &start : &next;
		if (*known && *known != value)
			return false;
		*known = value;
	}
	return start && next && ir_signed_constant(start, &number) && ir_is_opcode(next, LLVMAdd) &&
	       llvm.GetOperand(next, 0) == phi &&
	       ir_signed_constant(llvm.GetOperand(next, 1), &number);
}

/* All bits that the phi can have: no number that it is has another one. */
static uint64_t find_mask(struct work *work, LLVMValueRef phi)
{
	LLVMBasicBlockRef block = llvm.GetInstructionParent(phi);
	struct range range = interval_of(&work->model.cfg, phi, block);
	uint64_t max = greatest_of(&work->model.cfg, phi, block);
	if (range.min >= 0 && (uint64_t)range.max < max)
		max = (uint64_t)range.max;
	unsigned zeros = low_zeros(phi);
	uint64_t mask = max ? UINT64_MAX >> __builtin_clzll(max) : 0;
	return zeros < 32 ? mask & (UINT64_MAX << zeros) : mask;
}

static bool is_kept(const struct work *work, LLVMValueRef phi)
{
	for (size_t i = 0; i < work->kept_count; i++) {
		if (work->kept[i] == phi)
			return true;
	}
	return false;
}

/* Keeps the phis that a value follows from, by way of registers alone. */
static void keep(struct work *work, const struct loop *loop, LLVMValueRef value, unsigned depth)
{
	if (depth > MAX_DEPTH || !llvm.IsAInstruction(value) || loop_is_invariant(loop, value) ||
	    llvm.IsALoadInst(value) || is_kept(work, value))
		return;
	if (llvm.IsAPHINode(value)) {
		work->kept = xreallocarray(work->kept, work->kept_count + 1, sizeof(*work->kept));
		work->kept[work->kept_count++] = value;
		depth = 0;
	}
	for (unsigned i = 0; i < (unsigned)llvm.GetNumOperands(value); i++)
		keep(work, loop, llvm.GetOperand(value, i), depth + 1);
}

/* Keeps what the loop ends by. */
static void keep_ends(struct work *work, const struct loop *loop)
{
	for (size_t i = 0; i < loop->count; i++) {
		LLVMValueRef branch =
			llvm.GetBasicBlockTerminator(loop->cfg->blocks[loop->blocks[i]]);
		bool leaves = false;
		for (unsigned to = 0; to < llvm.GetNumSuccessors(branch); to++)
			leaves |=
				!loop->inside[cfg_index(loop->cfg, llvm.GetSuccessor(branch, to))];
		if (leaves && llvm.GetNumSuccessors(branch) > 1)
			keep(work, loop, llvm.GetOperand(branch, 0), 0);
	}
}

static void add_phis(struct work *work, size_t block, const struct loop *loop)
{
	LLVMValueRef phi = llvm.GetFirstInstruction(work->model.cfg.blocks[block]);
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		unsigned width = shape_width(phi);
		if (width < 8 || width > 64 || is_kept(work, phi) ||
		    (loop && counts_rounds(loop, phi)))
			continue;
		work->at = xreallocarray(work->at, work->count + 1, sizeof(*work->at));
		work->at[work->count++] = (struct forgotten){phi, find_mask(work, phi)};
	}
}

/* The rounds are counted in a register of their own that code generation takes for no multiple of
 * another counter: it would keep the one of which the verifier knows nothing. */
static void count_rounds(struct work *work, const struct loop *loop, uint64_t most)
{
	struct shaper *shaper = work->shaper;
	struct counted counted = {.most = most};
	LLVMValueRef count = rounds_count(shaper, loop, NULL, &counted.more);
	shape_stand_before(shaper, counted.more);
	counted.count = opaque_copy(shaper->builder, count);
	llvm.SetOperand(counted.more, 0, counted.count);
	work->loops = xreallocarray(work->loops, work->loop_count + 1, sizeof(*work->loops));
	work->loops[work->loop_count++] = counted;
}

/* What is asked for the rounds of one loop must not be changed by the counts of another: these come
 * last. */
static void collect_loops(struct work *work)
{
	struct cfg *cfg = &work->model.cfg;
	uint64_t *most = xcalloc(cfg->count, sizeof(*most)); /* 0: nobody knows */
	for (size_t header = 0; header < cfg->count; header++) {
		struct loop loop;
		if (loop_init(&loop, cfg, header)) {
			if (!most_rounds_in_truth(&work->model, &loop, &most[header])) {
				most[header] = 0;
				keep_ends(work, &loop);
			}
		}
		loop_release(&loop);
	}
	for (size_t header = 0; header < cfg->count; header++) {
		struct loop loop;
		if (loop_init(&loop, cfg, header)) {
			add_phis(work, header, &loop);
			if (most[header])
				count_rounds(work, &loop, most[header]);
		}
		loop_release(&loop);
	}
	free(most);
}

static bool is_header(struct cfg *cfg, size_t block)
{
	struct loop loop;
	bool found = loop_init(&loop, cfg, block);
	loop_release(&loop);
	return found;
}

static void collect_joins(struct work *work)
{
	struct cfg *cfg = &work->model.cfg;
	for (size_t block = 0; block < cfg->count; block++) {
		if (cfg_idom(cfg, block) != CFG_NONE && !is_header(cfg, block))
			add_phis(work, block, NULL);
	}
}

static void shape_count(struct shaper *shaper, const struct counted *counted)
{
	LLVMValueRef next = llvm.GetNextInstruction(counted->more);
	shape_split_before(shaper, next);
	LLVMValueRef most = shape_i64(shaper, (int64_t)counted->most);
	shape_go_on_if(shaper,
		       llvm.BuildICmp(shaper->builder, LLVMIntULE, counted->count, most, ""), next);
	shape_note(shaper, next);
}

static void forget(struct shaper *shaper, const struct forgotten *forgotten)
{
	LLVMBuilderRef builder = shaper->builder;
	LLVMTypeRef i64 = llvm.Int64TypeInContext(shaper->ir->context);
	LLVMValueRef phi = forgotten->phi;
	LLVMValueRef next = shape_first_behind_phis(llvm.GetInstructionParent(phi));
	unsigned width = shape_width(phi);
	shape_stand_before(shaper, next);
	/* All users but this take the copy. */
	LLVMValueRef known = opaque_copy(builder, llvm.ConstNull(i64));
	LLVMValueRef copy = width > 32 && forgotten->mask > UINT32_MAX
				    ? shape_forget_wide(shaper, known)
				    : shape_forget(shaper, known);
	if (forgotten->mask != UINT64_MAX && forgotten->mask != UINT32_MAX)
		copy = llvm.BuildAnd(builder, copy, shape_i64(shaper, (int64_t)forgotten->mask),
				     "");
	if (width < 64)
		copy = llvm.BuildTrunc(builder, copy, llvm.TypeOf(phi), "");
	llvm.ReplaceAllUsesWith(phi, copy);
	LLVMValueRef wide = phi;
	if (width < 64) {
		shape_stand_before(shaper, known);
		wide = llvm.BuildZExt(builder, phi, i64, "");
	}
	llvm.SetOperand(known, 0, wide);
	shape_note(shaper, next);
}

static void collect(struct work *work, bool joins)
{
	model_init(&work->model, work->shaper->function, work->shaper->layout);
	collect_loops(work);
	if (joins)
		collect_joins(work);
	free(work->kept);
	model_release(&work->model);
}

void shape_forgotten_rounds(struct shaper *shaper)
{
	struct work work = {.shaper = shaper};
	const char *name = ir_name(shaper->function);

	if (llvm.IsDeclaration(shaper->function) || !plan_forgets_rounds(shaper->ir->plan, name))
		return;
	collect(&work, plan_forgets_ways(shaper->ir->plan, name));
	for (size_t i = 0; i < work.count; i++)
		forget(shaper, &work.at[i]);
	for (size_t i = 0; i < work.loop_count; i++)
		shape_count(shaper, &work.loops[i]);
	free(work.loops);
	free(work.at);
}
