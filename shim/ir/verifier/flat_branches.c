/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From branches to selects. */
#include "ir/llvm/llvm.h"
#include "ir/llvm/module.h"
#include "ir/verifier/flat.h"

/* What is longer takes longer than the branch. */
#define MAX_INSTRUCTIONS 24

/* How many edges lead to the block; more than there are when its address is taken. */
static unsigned count_edges(LLVMBasicBlockRef block)
{
	unsigned count = 0;
	LLVMUseRef use = llvm.GetFirstUse(llvm.BasicBlockAsValue(block));
	for (; use; use = llvm.GetNextUse(use))
		count += llvm.IsAInstruction(llvm.GetUser(use)) ? 1 : 2;
	return count;
}

/* Where the block goes in any case, or NULL. */
static LLVMBasicBlockRef only_successor(LLVMBasicBlockRef block)
{
	LLVMValueRef end = llvm.GetBasicBlockTerminator(block);
	return !llvm.IsASwitchInst(end) && llvm.GetNumSuccessors(end) == 1
		       ? llvm.GetSuccessor(end, 0)
		       : NULL;
}

/* Harmless when its result is not wanted. */
static bool is_pure(LLVMValueRef at)
{
	return (ir_is_arithmetic(at) || ir_is_opcode(at, LLVMFreeze)) &&
	       llvm.GetTypeKind(llvm.TypeOf(at)) == LLVMIntegerTypeKind;
}

/* A block that is nothing but a way from 'from' to the block that it returns; NULL: it is more. */
static LLVMBasicBlockRef way_to(LLVMBasicBlockRef block, LLVMBasicBlockRef from)
{
	unsigned count = 0;
	LLVMBasicBlockRef join = only_successor(block);
	if (!join || join == from || join == block || count_edges(block) != 1)
		return NULL;
	LLVMValueRef end = llvm.GetBasicBlockTerminator(block);
	for (LLVMValueRef at = llvm.GetFirstInstruction(block); at != end;
	     at = llvm.GetNextInstruction(at)) {
		if (!is_pure(at) || ++count > MAX_INSTRUCTIONS)
			return NULL;
	}
	return join;
}

static LLVMValueRef incoming(LLVMValueRef phi, LLVMBasicBlockRef from, unsigned *index)
{
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		if (llvm.GetIncomingBlock(phi, i) == from) {
			*index = i;
			return llvm.GetIncomingValue(phi, i);
		}
	}
	return NULL;
}

/* The numbers that meet in 'join' can be chosen by arithmetic. */
static bool can_choose(LLVMBasicBlockRef join, LLVMBasicBlockRef yes, LLVMBasicBlockRef no)
{
	unsigned index;
	for (LLVMValueRef phi = llvm.GetFirstInstruction(join); phi && llvm.IsAPHINode(phi);
	     phi = llvm.GetNextInstruction(phi)) {
		if (incoming(phi, yes, &index) != incoming(phi, no, &index) &&
		    !flat_takes_value(phi))
			return false;
	}
	return true;
}

static void move_all(struct flat *flat, LLVMBasicBlockRef from, LLVMValueRef before)
{
	LLVMValueRef end = llvm.GetBasicBlockTerminator(from), next;
	for (LLVMValueRef at = llvm.GetFirstInstruction(from); at != end; at = next) {
		next = llvm.GetNextInstruction(at);
		llvm.InstructionRemoveFromParent(at);
		llvm.PositionBuilderBefore(flat->builder, before);
		llvm.SetCurrentDebugLocation2(flat->builder, llvm.InstructionGetDebugLoc(at));
		llvm.InsertIntoBuilder(flat->builder, at);
	}
}

/* The phis of 'join' take a choice from 'yes' instead of what comes from the two. */
static void choose(struct flat *flat, LLVMValueRef branch, LLVMBasicBlockRef join,
		   LLVMBasicBlockRef yes, LLVMBasicBlockRef no)
{
	LLVMValueRef condition = llvm.GetCondition(branch);
	llvm.PositionBuilderBefore(flat->builder, branch);
	llvm.SetCurrentDebugLocation2(flat->builder, llvm.InstructionGetDebugLoc(branch));
	for (LLVMValueRef phi = llvm.GetFirstInstruction(join); phi && llvm.IsAPHINode(phi);
	     phi = llvm.GetNextInstruction(phi)) {
		unsigned index_no = 0, index_yes = 0;
		LLVMValueRef b = incoming(phi, no, &index_no), a = incoming(phi, yes, &index_yes);
		LLVMValueRef chosen =
			a == b ? a : llvm.BuildSelect(flat->builder, condition, a, b, "");
		llvm.SetOperand(phi, index_yes, chosen);
		llvm.SetOperand(phi, index_no, chosen);
	}
}

/* Of a block that branches, and the ways to where both meet. */
static void convert(struct flat *flat, LLVMBasicBlockRef block, LLVMBasicBlockRef yes_way,
		    LLVMBasicBlockRef no_way, LLVMBasicBlockRef join)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(block);
	LLVMMetadataRef line = llvm.InstructionGetDebugLoc(branch);
	LLVMBasicBlockRef yes = yes_way ? yes_way : block, no = no_way ? no_way : block;

	if (yes_way)
		move_all(flat, yes_way, branch);
	if (no_way)
		move_all(flat, no_way, branch);
	choose(flat, branch, join, yes, no);
	if (yes_way && no_way) {
		ir_drop_incoming(flat->ir, join, no);
		ir_replace_incoming(flat->ir, join, yes, block);
	} else {
		ir_drop_incoming(flat->ir, join, yes_way ? yes : no);
	}
	llvm.InstructionEraseFromParent(branch);
	llvm.PositionBuilderAtEnd(flat->builder, block);
	llvm.SetCurrentDebugLocation2(flat->builder, line);
	llvm.BuildBr(flat->builder, join);
	if (yes_way)
		llvm.DeleteBasicBlock(yes_way);
	if (no_way)
		llvm.DeleteBasicBlock(no_way);
	flat->changed++;
}

static bool flatten_branch(struct flat *flat, LLVMBasicBlockRef block)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(block);
	if (llvm.IsASwitchInst(branch) || llvm.GetNumSuccessors(branch) != 2 ||
	    !flat_takes_condition(llvm.GetCondition(branch)))
		return false;
	LLVMBasicBlockRef yes = llvm.GetSuccessor(branch, 0), no = llvm.GetSuccessor(branch, 1);
	if (yes == no)
		return false;
	LLVMBasicBlockRef yes_to = way_to(yes, block), no_to = way_to(no, block);
	if (yes_to && yes_to == no_to && can_choose(yes_to, yes, no))
		convert(flat, block, yes, no, yes_to);
	else if (yes_to == no && can_choose(no, yes, block))
		convert(flat, block, yes, NULL, no);
	else if (no_to == yes && can_choose(yes, block, no))
		convert(flat, block, NULL, no, yes);
	else
		return false;
	return true;
}

/* Appends the block that comes next in any case, and that nothing else leads to. */
static bool append_next(struct flat *flat, LLVMBasicBlockRef block)
{
	LLVMBasicBlockRef next = only_successor(block);
	LLVMValueRef at;
	if (!next || next == block || count_edges(next) != 1)
		return false;
	while ((at = llvm.GetFirstInstruction(next)) && llvm.IsAPHINode(at)) {
		llvm.ReplaceAllUsesWith(at, llvm.GetIncomingValue(at, 0));
		llvm.InstructionEraseFromParent(at);
	}
	LLVMValueRef end = llvm.GetBasicBlockTerminator(next);
	move_all(flat, next, llvm.GetBasicBlockTerminator(block));
	for (unsigned i = 0; i < llvm.GetNumSuccessors(end); i++)
		ir_replace_incoming(flat->ir, llvm.GetSuccessor(end, i), next, block);
	LLVMMetadataRef line = llvm.InstructionGetDebugLoc(end);
	llvm.InstructionEraseFromParent(llvm.GetBasicBlockTerminator(block));
	llvm.InstructionRemoveFromParent(end);
	llvm.PositionBuilderAtEnd(flat->builder, block);
	llvm.SetCurrentDebugLocation2(flat->builder, line);
	llvm.InsertIntoBuilder(flat->builder, end);
	llvm.DeleteBasicBlock(next);
	return true;
}

void flat_branches(struct flat *flat)
{
	bool again = true;
	while (again) {
		again = false;
		for (LLVMBasicBlockRef block = llvm.GetFirstBasicBlock(flat->function); block;
		     block = llvm.GetNextBasicBlock(block)) {
			while (append_next(flat, block) || flatten_branch(flat, block))
				again = true;
		}
	}
}
