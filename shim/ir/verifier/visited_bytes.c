/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loops that access another byte of one variable each round, as iterators over slices do: they have
 * no more rounds than the variable has bytes, whatever ends them. The verifier does not know that
 * where the start is one that it has forgotten. In functions whose loops forget their results, the
 * rounds of such a loop are counted, and compared with the size. Where that fails there is
 * 'unreachable'. A number that grows by the length of a character, as in chars(), is one that the
 * verifier forgets in each round: else it walks the rest once for each sum of lengths.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/place.h"
#include "ir/analysis/plan.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/access.h"
#include "ir/verifier/advances.h"
#include "ir/verifier/bounds_check.h"
#include "ir/verifier/forgotten_ends.h"
#include "ir/verifier/quirk.h"
#include "ir/verifier/rounds_count.h"

struct bound {
	LLVMValueRef count, more; /* the check stands behind 'more' */
	uint64_t max;
};

struct work {
	struct shaper *shaper;
	struct places places;
	struct bound *at; /* owned */
	size_t count;
	LLVMValueRef *uneven; /* owned; phis */
	size_t uneven_count;
};

static bool is_variable(LLVMValueRef value)
{
	return llvm.IsAAllocaInst(value) || llvm.IsAGlobalVariable(value);
}

/* The size of the variable that the instruction accesses a byte of, another one each round of the
 * loop that begins with 'counts'; 0 for other instructions. */
static uint64_t find_size(struct work *work, const struct loop *loop, LLVMValueRef at,
			  size_t *counts)
{
	struct access found[ACCESSES_OF_ONE];
	struct place place;
	unsigned count = access_find(work->shaper->layout, at, found);
	for (unsigned i = 0; i < count; i++) {
		if (advances(loop, llvm.GetInstructionParent(at), found[i].pointer, counts) &&
		    places_find(&work->places, found[i].pointer, &place) && place.count == 1)
			return work->places.objects[place.object[0]].size;
	}
	return 0;
}

static uint64_t find_max(struct work *work, const struct loop *loop, size_t *counts)
{
	for (size_t i = 0; i < loop->cfg->count; i++) {
		if (!loop->inside[i] || !rounds_have(loop, i))
			continue;
		for (LLVMValueRef at = llvm.GetFirstInstruction(loop->cfg->blocks[i]); at;
		     at = llvm.GetNextInstruction(at)) {
			uint64_t size = find_size(work, loop, at, counts);
			if (size)
				return size;
		}
	}
	return 0;
}

/* Outer loops come first: with one count for both, what an inner loop has counted for itself does
 * not matter, and the verifier takes all ways to the same count for one. */
static bool is_counted(const struct work *work, LLVMBasicBlockRef header)
{
	for (size_t i = 0; i < work->count; i++) {
		if (llvm.GetInstructionParent(work->at[i].count) == header)
			return true;
	}
	return false;
}

static void collect_uneven(struct work *work, const struct loop *loop)
{
	LLVMValueRef phi = llvm.GetFirstInstruction(loop->cfg->blocks[loop->header]);
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		if (shape_width(phi) != 64 || !advances_unevenly(loop, phi))
			continue;
		work->uneven =
			xreallocarray(work->uneven, work->uneven_count + 1, sizeof(*work->uneven));
		work->uneven[work->uneven_count++] = phi;
	}
}

static void count(struct work *work, const struct loop *loop, size_t counts, uint64_t max)
{
	struct bound bound = {.max = max};
	struct loop inner;
	if (loop_init(&inner, loop->cfg, counts)) {
		collect_uneven(work, &inner);
		bound.count = rounds_count(work->shaper, &inner,
					   counts == loop->header ? NULL : loop, &bound.more);
		work->at = xreallocarray(work->at, work->count + 1, sizeof(*work->at));
		work->at[work->count++] = bound;
		if (counts != loop->header)
			ends_forget(work->shaper, loop);
	}
	loop_release(&inner);
}

static void collect(struct work *work, struct cfg *cfg, bool nested)
{
	for (size_t header = 0; header < cfg->count; header++) {
		struct loop loop;
		size_t counts = header;
		bool found =
			loop_init(&loop, cfg, header) && !is_counted(work, cfg->blocks[header]);
		uint64_t max = found ? find_max(work, &loop, &counts) : 0;
		if (max && nested == (counts != header) && !is_counted(work, cfg->blocks[counts]))
			count(work, &loop, counts, max);
		loop_release(&loop);
	}
}

/* The round after the last access is still begun. */
static void shape(struct shaper *shaper, const struct bound *bound)
{
	LLVMValueRef next = llvm.GetNextInstruction(bound->more);
	shape_split_before(shaper, next);
	LLVMValueRef max = shape_i64(shaper, (int64_t)bound->max);
	shape_go_on_if(shaper, llvm.BuildICmp(shaper->builder, LLVMIntULE, bound->count, max, ""),
		       next);
	shape_note(shaper, next);
}

static void forget(struct shaper *shaper, LLVMValueRef phi)
{
	LLVMValueRef next = phi;
	while (llvm.IsAPHINode(next))
		next = llvm.GetNextInstruction(next);
	shape_stand_before(shaper, next);
	LLVMValueRef known = opaque_copy(shaper->builder, phi);
	LLVMValueRef whole = shape_forget_wide(shaper, known);
	llvm.ReplaceAllUsesWith(phi, whole);
	llvm.SetOperand(known, 0, phi);
	shape_note(shaper, next);
}

void shape_visited_bytes(struct shaper *shaper)
{
	struct work work = {.shaper = shaper};
	struct cfg cfg;

	if (!names_has(&shaper->ir->plan->merged, ir_name(shaper->function)))
		return;
	places_init(&work.places, shaper->ir, is_variable);
	cfg_init(&cfg, shaper->function);
	collect(&work, &cfg, true);
	collect(&work, &cfg, false);
	cfg_release(&cfg);
	for (size_t i = 0; i < work.count; i++)
		shape(shaper, &work.at[i]);
	for (size_t i = 0; i < work.uneven_count; i++)
		forget(shaper, work.uneven[i]);
	free(work.uneven);
	places_release(&work.places);
	free(work.at);
}
