/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Addresses of variables. Code generation knows how variables are aligned: the address of one plus
 * a small offset becomes "address or offset", and a choice of two neighbouring ones "address or
 * condition". The verifier takes no bitwise operation on a pointer (adjust_ptr_min_max_vals).
 */
#include "ir/analysis/address.h"
#include "ir/llvm/llvm.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/quirk.h"

static bool is_of_variable(LLVMValueRef pointer)
{
	return llvm.GetTypeKind(llvm.TypeOf(pointer)) == LLVMPointerTypeKind &&
	       llvm.IsAAllocaInst(address_base(pointer));
}

/* Keeps the operand from being folded into what is made of it. */
static void hide_operand(struct shaper *shaper, LLVMValueRef at, unsigned operand)
{
	shape_stand_before(shaper, at);
	llvm.SetOperand(at, operand, opaque_copy(shaper->builder, llvm.GetOperand(at, operand)));
	shape_note(shaper, at);
}

static bool has_variable_index(LLVMValueRef gep)
{
	for (int i = 1; i < llvm.GetNumOperands(gep); i++) {
		if (!llvm.IsAConstantInt(llvm.GetOperand(gep, (unsigned)i)))
			return true;
	}
	return false;
}

void shape_stack_addresses(struct shaper *shaper)
{
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at;
	     at = ir_next_instruction(at)) {
		LLVMOpcode opcode = llvm.GetInstructionOpcode(at);
		if (opcode == LLVMGetElementPtr && has_variable_index(at) &&
		    is_of_variable(llvm.GetOperand(at, 0)))
			hide_operand(shaper, at, 0);
		else if (opcode == LLVMSelect && is_of_variable(llvm.GetOperand(at, 1)))
			hide_operand(shaper, at, 1);
	}
}
