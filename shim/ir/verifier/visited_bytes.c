/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loops that access another byte of one variable each round, as iterators over slices do: they have
 * no more rounds than the variable has bytes, whatever ends them. The verifier does not know that
 * where the start is one that it has forgotten. In functions whose loops forget their results, the
 * rounds of such a loop are counted, and compared with the size. Where that fails there is
 * 'unreachable'.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/place.h"
#include "ir/analysis/plan.h"
#include "ir/llvm/module.h"
#include "ir/verifier/access.h"
#include "ir/verifier/bounds_check.h"
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
};

static bool is_variable(LLVMValueRef value)
{
	return llvm.IsAAllocaInst(value) || llvm.IsAGlobalVariable(value);
}

/* The constant that each round adds to the header's phi, an integer or a pointer; 0 for others. */
static int64_t step_of(const struct loop *loop, LLVMValueRef phi)
{
	int64_t step = 0, number;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		if (!loop->inside[cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, i))])
			continue;
		if (!llvm.IsAInstruction(value) || llvm.GetNumOperands(value) != 2 ||
		    (llvm.GetInstructionOpcode(value) != LLVMAdd &&
		     llvm.GetInstructionOpcode(value) != LLVMGetElementPtr) ||
		    llvm.GetOperand(value, 0) != phi ||
		    !ir_signed_constant(llvm.GetOperand(value, 1), &number) ||
		    (step && step != number))
			return 0;
		step = number;
	}
	return step;
}

/* Moves on by a constant each round. */
static bool moves(const struct loop *loop, LLVMValueRef value, int depth)
{
	if (!llvm.IsAInstruction(value) || depth == 4)
		return false;
	if (llvm.IsAPHINode(value))
		return llvm.GetInstructionParent(value) == loop->cfg->blocks[loop->header] &&
		       step_of(loop, value);
	LLVMOpcode opcode = llvm.GetInstructionOpcode(value);
	if ((opcode != LLVMAdd && opcode != LLVMGetElementPtr) || llvm.GetNumOperands(value) != 2)
		return false;
	LLVMValueRef a = llvm.GetOperand(value, 0), b = llvm.GetOperand(value, 1);
	return loop_is_invariant(loop, b)   ? moves(loop, a, depth + 1)
	       : loop_is_invariant(loop, a) ? moves(loop, b, depth + 1)
					    : false;
}

/* The size of the variable that the instruction accesses a byte of, another one each round; 0 for
 * other instructions. */
static uint64_t find_size(struct work *work, const struct loop *loop, LLVMValueRef at)
{
	struct access found[ACCESSES_OF_ONE];
	struct place place;
	unsigned count = access_find(work->shaper->layout, at, found);
	for (unsigned i = 0; i < count; i++) {
		if (moves(loop, found[i].pointer, 0) &&
		    places_find(&work->places, found[i].pointer, &place) && place.count == 1)
			return work->places.objects[place.object[0]].size;
	}
	return 0;
}

static uint64_t find_max(struct work *work, const struct loop *loop)
{
	for (size_t i = 0; i < loop->cfg->count; i++) {
		if (!loop->inside[i] || !rounds_have(loop, i))
			continue;
		for (LLVMValueRef at = llvm.GetFirstInstruction(loop->cfg->blocks[i]); at;
		     at = llvm.GetNextInstruction(at)) {
			uint64_t size = find_size(work, loop, at);
			if (size)
				return size;
		}
	}
	return 0;
}

static void collect(struct work *work, struct cfg *cfg)
{
	for (size_t header = 0; header < cfg->count; header++) {
		struct loop loop;
		struct bound bound = {0};
		if (loop_init(&loop, cfg, header))
			bound.max = find_max(work, &loop);
		if (bound.max) {
			bound.count = rounds_count(work->shaper, &loop, &bound.more);
			work->at = xreallocarray(work->at, work->count + 1, sizeof(*work->at));
			work->at[work->count++] = bound;
		}
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

void shape_visited_bytes(struct shaper *shaper)
{
	struct work work = {.shaper = shaper};
	struct cfg cfg;

	if (!names_has(&shaper->ir->plan->merged, ir_name(shaper->function)))
		return;
	places_init(&work.places, shaper->ir, is_variable);
	cfg_init(&cfg, shaper->function);
	collect(&work, &cfg);
	cfg_release(&cfg);
	for (size_t i = 0; i < work.count; i++)
		shape(shaper, &work.at[i]);
	places_release(&work.places);
	free(work.at);
}
