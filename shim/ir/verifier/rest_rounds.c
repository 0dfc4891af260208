/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Rounds of Euclid's algorithm. What is left of a division by y is less than y, and what is left of
 * the division of y by that is less than half of y: a number loses a bit in each two rounds. With
 * signs, that is true of the absolute values (LangRef: the remainder has the sign of the dividend).
 */
#include "ir/verifier/rest_rounds.h"

#include "ir/llvm/module.h"
#include "ir/verifier/loop_exit.h"

#define ROUNDS_PER_BIT 2

/* What the header's phi is when the loop goes round; NULL: not always the same. */
static LLVMValueRef next_of(const struct loop *loop, LLVMValueRef phi)
{
	LLVMValueRef next = NULL;
	if (!llvm.IsAPHINode(phi) ||
	    llvm.GetInstructionParent(phi) != loop->cfg->blocks[loop->header])
		return NULL;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		if (!loop->inside[cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, i))])
			continue;
		if (next && next != value)
			return NULL;
		next = value;
	}
	return next;
}

static bool is_zero(LLVMValueRef value)
{
	uint64_t number;
	return ir_constant(value, &number) && number == 0;
}

/* What is left when the phi divides what it was a round ago; NULL: it does not. */
static LLVMValueRef rest_of(const struct loop *loop, LLVMValueRef divisor)
{
	LLVMValueRef rest = next_of(loop, divisor);
	if (!rest || !(ir_is_opcode(rest, LLVMURem) || ir_is_opcode(rest, LLVMSRem)) ||
	    llvm.GetOperand(rest, 1) != divisor ||
	    next_of(loop, llvm.GetOperand(rest, 0)) != divisor)
		return NULL;
	return rest;
}

/* The loop goes on at the block's end only while the rest, or the divisor, is not zero. */
static bool ends_at_zero(const struct loop *loop, size_t block, LLVMValueRef divisor,
			 LLVMValueRef rest)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(loop->cfg->blocks[block]);
	if (llvm.IsASwitchInst(branch) || llvm.GetNumSuccessors(branch) != 2 ||
	    !ir_is_opcode(llvm.GetCondition(branch), LLVMICmp))
		return false;
	LLVMValueRef compare = llvm.GetCondition(branch);
	LLVMValueRef left = llvm.GetOperand(compare, 0);
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
	if ((left != divisor && left != rest) || !is_zero(llvm.GetOperand(compare, 1)) ||
	    (predicate != LLVMIntEQ && predicate != LLVMIntNE))
		return false;
	unsigned zero = predicate == LLVMIntEQ ? 0 : 1;
	return !loop->inside[cfg_index(loop->cfg, llvm.GetSuccessor(branch, zero))];
}

bool rest_rounds(const struct loop *loop, uint64_t *most)
{
	LLVMValueRef phi = llvm.GetFirstInstruction(loop->cfg->blocks[loop->header]);
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		LLVMValueRef rest = rest_of(loop, phi);
		for (size_t i = 0; rest && i < loop->count; i++) {
			if (!exit_is_in_each_round(loop, loop->blocks[i]) ||
			    !ends_at_zero(loop, loop->blocks[i], phi, rest))
				continue;
			*most = (uint64_t)ROUNDS_PER_BIT * llvm.GetIntTypeWidth(llvm.TypeOf(phi));
			return true;
		}
	}
	return false;
}
