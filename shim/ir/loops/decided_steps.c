/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Steps that the way back to a loop's header has decided. */
#include "ir/loops/decided_steps.h"

#include "ir/llvm/changed.h"
#include "ir/llvm/module.h"

/* Where the edge from one block to another is taken when a condition is true, or when it is
 * false. */
static bool find_condition(LLVMBasicBlockRef from, LLVMBasicBlockRef to, LLVMValueRef *condition,
			   bool *truth)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(from);
	if (llvm.GetNumSuccessors(branch) != 2 || llvm.IsASwitchInst(branch) ||
	    llvm.GetSuccessor(branch, 0) == llvm.GetSuccessor(branch, 1))
		return false;
	*condition = llvm.GetCondition(branch);
	*truth = llvm.GetSuccessor(branch, 0) == to;
	return true;
}

/* The value that a choice by this condition makes; NULL for other values. */
static LLVMValueRef chosen(LLVMValueRef value, LLVMValueRef condition, bool truth)
{
	if (!ir_is_opcode(value, LLVMSelect) || llvm.GetOperand(value, 0) != condition)
		return NULL;
	return llvm.GetOperand(value, truth ? 1 : 2);
}

/* The same step without the choice, at the end of the block; NULL when there is none in it. */
static LLVMValueRef build_step(LLVMBuilderRef builder, LLVMBasicBlockRef block, LLVMValueRef step,
			       LLVMValueRef condition, bool truth)
{
	if ((!ir_is_opcode(step, LLVMAdd) && !ir_is_opcode(step, LLVMSub) &&
	     !ir_is_opcode(step, LLVMGetElementPtr)) ||
	    llvm.GetNumOperands(step) != 2)
		return NULL;
	LLVMValueRef by = chosen(llvm.GetOperand(step, 1), condition, truth);
	if (!by)
		return NULL;
	LLVMValueRef decided = llvm.InstructionClone(step);
	llvm.PositionBuilderBefore(builder, llvm.GetBasicBlockTerminator(block));
	llvm.InsertIntoBuilder(builder, decided);
	llvm.SetOperand(decided, 1, by);
	return decided;
}

static int simplify_phi(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef phi)
{
	int changed = 0;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMBasicBlockRef from = llvm.GetIncomingBlock(phi, i);
		LLVMValueRef condition;
		bool truth;
		if (!find_condition(from, llvm.GetInstructionParent(phi), &condition, &truth))
			continue;
		LLVMValueRef step = llvm.GetIncomingValue(phi, i);
		LLVMValueRef decided = build_step(builder, from, step, condition, truth);
		if (!decided)
			continue;
		ir_note_changed(ir, "decided-steps", llvm.InstructionGetDebugLoc(step));
		llvm.SetOperand(phi, i, decided);
		changed++;
	}
	return changed;
}

int decided_steps_simplify(struct ir *ir, LLVMModuleRef module)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at)) {
			if (llvm.IsAPHINode(at))
				changed += simplify_phi(ir, builder, at);
		}
	}
	llvm.DisposeBuilder(builder);
	return changed;
}
