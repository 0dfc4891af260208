/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Ends of loops of which the verifier learns. A loop goes on while a number is not its end: from
 * Linux 6.8 on each round tells the verifier that the end is not the lowest number that it took for
 * possible. What it knows of the end then depends on the way by which it came, and it walks what is
 * left of an outer loop once for each. A number that it has forgotten it takes for as low as zero,
 * which no round compares it with; and all ways to the loop are one.
 */
#include "ir/verifier/forgotten_ends.h"

#include "ir/analysis/address.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"

#define MAX_DEPTH 8

struct work {
	struct shaper *shaper;
	const struct loop *loop;
	LLVMBasicBlockRef before; /* the loop is entered from there alone */
};

/* UINT64_MAX where it may be more than 32 bits. */
static uint64_t find_max(LLVMValueRef value, int depth)
{
	uint64_t max = address_known_max(value);
	if (max > UINT32_MAX && ir_is_opcode(value, LLVMAdd) && depth < MAX_DEPTH) {
		uint64_t a = find_max(llvm.GetOperand(value, 0), depth + 1);
		uint64_t b = find_max(llvm.GetOperand(value, 1), depth + 1);
		max = a <= UINT32_MAX && b <= UINT32_MAX ? a + b : UINT64_MAX;
	}
	return max <= UINT32_MAX ? max : UINT64_MAX;
}

/* Gives the user a forgotten copy of an operand that is computed before the loop. */
static void forget(struct work *work, LLVMValueRef user, unsigned operand)
{
	struct shaper *shaper = work->shaper;
	LLVMValueRef value = llvm.GetOperand(user, operand);
	uint64_t max = find_max(value, 0);
	if (max > UINT32_MAX)
		return;
	shape_stand_before(shaper, llvm.GetBasicBlockTerminator(work->before));
	LLVMValueRef forgotten = shape_forget(shaper, opaque_copy(shaper->builder, value));
	uint64_t mask = max ? UINT64_MAX >> __builtin_clzll(max) : 0;
	llvm.SetOperand(
		user, operand,
		llvm.BuildAnd(shaper->builder, forgotten, shape_i64(shaper, (int64_t)mask), ""));
	shape_note(shaper, user);
}

/* What does not change in the loop in a sum that is computed inside of it. */
static void forget_in(struct work *work, LLVMValueRef sum, int depth)
{
	for (unsigned i = 0; i < 2; i++) {
		LLVMValueRef value = llvm.GetOperand(sum, i);
		if (!llvm.IsAInstruction(value) || shape_width(value) != 64)
			continue;
		if (loop_is_invariant(work->loop, value))
			forget(work, sum, i);
		else if (depth < MAX_DEPTH &&
			 (ir_is_opcode(value, LLVMAdd) || ir_is_opcode(value, LLVMSub)))
			forget_in(work, value, depth + 1);
	}
}

static void forget_starts(struct work *work)
{
	LLVMValueRef phi = llvm.GetFirstInstruction(work->loop->cfg->blocks[work->loop->header]);
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		for (unsigned i = 0; shape_width(phi) == 64 && i < llvm.CountIncoming(phi); i++) {
			if (llvm.GetIncomingBlock(phi, i) == work->before &&
			    llvm.IsAInstruction(llvm.GetIncomingValue(phi, i)))
				forget(work, phi, i);
		}
	}
}

static LLVMBasicBlockRef find_before(const struct loop *loop)
{
	LLVMBasicBlockRef before = NULL;
	for (size_t i = 0; i < cfg_edges_to(loop->cfg, loop->header); i++) {
		size_t from = cfg_source(loop->cfg, loop->header, i);
		if (loop->inside[from])
			continue;
		if (before)
			return NULL;
		before = loop->cfg->blocks[from];
	}
	return before;
}

void ends_forget(struct shaper *shaper, const struct loop *loop)
{
	struct work work = {shaper, loop, find_before(loop)};
	if (!work.before)
		return;
	forget_starts(&work);
	for (size_t i = 0; i < loop->count; i++) {
		LLVMValueRef branch =
			llvm.GetBasicBlockTerminator(loop->cfg->blocks[loop->blocks[i]]);
		if (llvm.GetNumSuccessors(branch) != 2 || llvm.IsASwitchInst(branch))
			continue;
		LLVMValueRef compare = llvm.GetCondition(branch);
		if (!ir_is_opcode(compare, LLVMICmp) || loop_is_invariant(loop, compare))
			continue;
		LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
		if (predicate == LLVMIntEQ || predicate == LLVMIntNE)
			forget_in(&work, compare, 0);
	}
}
