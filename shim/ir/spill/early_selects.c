/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Selects next to their conditions. Of an unrolled search for the greatest element, LLVM makes two
 * chains of selects, one for the element and one for its index, and puts the second behind the
 * first: all comparisons between them are kept, which the BPF target does by keeping both sides of
 * each. A select that stands behind its last operand keeps one value in their place.
 */
#include "ir/spill/early_selects.h"

#include "ir/analysis/plan.h"
#include "ir/llvm/module.h"

static bool is_operand(LLVMValueRef at, LLVMValueRef value)
{
	int count = llvm.GetNumOperands(at);
	for (int i = 0; i < count; i++) {
		if (llvm.GetOperand(at, (unsigned)i) == value)
			return true;
	}
	return false;
}

/* The operand that comes last before the instruction in its block; NULL: none is there. */
static LLVMValueRef last_operand(LLVMValueRef at)
{
	LLVMValueRef before = llvm.GetPreviousInstruction(at);
	while (before && !is_operand(at, before))
		before = llvm.GetPreviousInstruction(before);
	return before;
}

static bool move_to_operands(LLVMBuilderRef builder, LLVMValueRef at)
{
	LLVMValueRef last = last_operand(at);
	LLVMValueRef place = last ? llvm.GetNextInstruction(last) : at;
	while (llvm.IsAPHINode(place))
		place = llvm.GetNextInstruction(place);
	if (place == at)
		return false;
	llvm.InstructionRemoveFromParent(at);
	llvm.PositionBuilderBefore(builder, place);
	llvm.InsertIntoBuilder(builder, at);
	return true;
}

/* Of two values that are not constants, one would be kept longer than now. */
static bool keeps_one_value(LLVMValueRef select)
{
	return llvm.IsAConstant(llvm.GetOperand(select, 1)) ||
	       llvm.IsAConstant(llvm.GetOperand(select, 2));
}

/* True when the select's comparison stands in its block. */
static bool has_comparison(LLVMValueRef select)
{
	LLVMValueRef condition = llvm.GetOperand(select, 0);
	return llvm.IsAICmpInst(condition) &&
	       llvm.GetInstructionParent(condition) == llvm.GetInstructionParent(select);
}

static int move_in_block(LLVMBuilderRef builder, LLVMBasicBlockRef block)
{
	int changed = 0;
	LLVMValueRef next;
	for (LLVMValueRef at = llvm.GetFirstInstruction(block); at; at = next) {
		next = llvm.GetNextInstruction(at);
		if (!llvm.IsASelectInst(at) || !keeps_one_value(at) || !has_comparison(at))
			continue;
		move_to_operands(builder, llvm.GetOperand(at, 0));
		changed += move_to_operands(builder, at);
	}
	return changed;
}

static int move_in_function(struct ir *ir, LLVMValueRef function)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	int changed = 0;
	for (LLVMBasicBlockRef block = llvm.GetFirstBasicBlock(function); block;
	     block = llvm.GetNextBasicBlock(block))
		changed += move_in_block(builder, block);
	llvm.DisposeBuilder(builder);
	return changed;
}

int early_selects_by_plan(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (size_t i = 0; i < ir->plan->reload.count; i++) {
		LLVMValueRef function = llvm.GetNamedFunction(module, ir->plan->reload.at[i]);
		if (function)
			changed += move_in_function(ir, function);
	}
	return changed;
}
