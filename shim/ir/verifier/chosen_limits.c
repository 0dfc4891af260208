/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Comparisons with one of several constants, as the length of a string of a table is. On each path
 * to the comparison the verifier knows the constant. But before Linux 6.8 is_branch_taken() takes a
 * known number only in the second register of a jump: with it in the first one, the verifier
 * follows a path on which the other value has contradictory bounds, and forgets the pointer that
 * this value is added to (adjust_ptr_min_max_vals). The constants become the second operand.
 */
#include "ir/llvm/module.h"
#include "ir/llvm/predicates.h"
#include "ir/verifier/quirk.h"

/* At how many operands is looked: a table of more strings is no chain of phis. */
#define MAX_VISITS 64

static bool is_choice(LLVMValueRef value)
{
	return ir_is_opcode(value, LLVMPHI) || ir_is_opcode(value, LLVMSelect);
}

/* True when all operands of the phi or select are constants, or such choices themselves. */
static bool chooses_constants(LLVMValueRef choice, unsigned *visits)
{
	for (unsigned i = llvm.IsASelectInst(choice) ? 1 : 0;
	     i < (unsigned)llvm.GetNumOperands(choice); i++) {
		LLVMValueRef operand = llvm.GetOperand(choice, i);
		if (++*visits > MAX_VISITS ||
		    (!llvm.IsAConstantInt(operand) &&
		     (!is_choice(operand) || !chooses_constants(operand, visits))))
			return false;
	}
	return true;
}

static bool is_chosen_constant(LLVMValueRef value)
{
	unsigned visits = 0;
	return is_choice(value) && chooses_constants(value, &visits);
}

static void shape_comparison(struct shaper *shaper, LLVMValueRef at)
{
	LLVMValueRef left = llvm.GetOperand(at, 0), right = llvm.GetOperand(at, 1);
	if (!is_chosen_constant(left) || llvm.IsAConstant(right) || is_chosen_constant(right))
		return;
	shape_stand_before(shaper, at);
	LLVMIntPredicate predicate = predicate_swapped(llvm.GetICmpPredicate(at));
	LLVMValueRef shaped = llvm.BuildICmp(shaper->builder, predicate, right, left, "");
	shape_note(shaper, at);
	llvm.ReplaceAllUsesWith(at, shaped);
	llvm.InstructionEraseFromParent(at);
}

void shape_chosen_limits(struct shaper *shaper)
{
	LLVMValueRef next;
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at; at = next) {
		next = ir_next_instruction(at);
		if (ir_is_opcode(at, LLVMICmp))
			shape_comparison(shaper, at);
	}
}
