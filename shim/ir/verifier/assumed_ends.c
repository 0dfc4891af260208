/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Ends that are only assumed. chars() reads the bytes of a character without a comparison, for a
 * &str is whole; LLVM keeps of that only "assume that this is not the end". The verifier knows no
 * text: it takes any byte for the first one of four, steps over the end, and walks on until there
 * is no memory any more. The assumption becomes a comparison. Where that fails there is
 * 'unreachable'.
 */
#include "base/text.h"
#include "ir/llvm/llvm.h"
#include "ir/llvm/module.h"
#include "ir/verifier/bounds_check.h"
#include "ir/verifier/quirk.h"

static bool compares_inequality(LLVMValueRef value)
{
	return ir_is_opcode(value, LLVMICmp) && llvm.GetICmpPredicate(value) == LLVMIntNE;
}

/* The distance from the start is a phi, whose end is a constant: a loop's exit compares with that,
 * and the assumptions are about the last places in front of it. */
static bool is_place_before_end(LLVMValueRef place, LLVMValueRef constant)
{
	if (!ir_is_opcode(place, LLVMPHI) || !llvm.IsAConstantInt(constant))
		return false;
	for (LLVMUseRef use = llvm.GetFirstUse(place); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (ir_is_opcode(user, LLVMICmp) && llvm.GetICmpPredicate(user) == LLVMIntEQ &&
		    llvm.IsAConstantInt(llvm.GetOperand(user, 1)) &&
		    llvm.ConstIntGetZExtValue(llvm.GetOperand(user, 1)) >
			    llvm.ConstIntGetZExtValue(constant))
			return true;
	}
	return false;
}

/* "assume that 'a' is not 'b'", of addresses, the numbers of some, or distances. */
static bool is_assumed_end(LLVMValueRef at)
{
	if (!llvm.IsACallInst(at) ||
	    !text_starts_with(ir_name(llvm.GetCalledValue(at)), "llvm.assume"))
		return false;
	LLVMValueRef compare = llvm.GetOperand(at, 0);
	if (!compares_inequality(compare))
		return false;
	LLVMValueRef a = llvm.GetOperand(compare, 0), b = llvm.GetOperand(compare, 1);
	if (!llvm.IsAInstruction(a) ||
	    (shape_width(a) != 64 && llvm.GetTypeKind(llvm.TypeOf(a)) != LLVMPointerTypeKind))
		return false;
	return llvm.IsAInstruction(b) || is_place_before_end(a, b);
}

static void compare(struct shaper *shaper, LLVMValueRef assume)
{
	LLVMValueRef next = llvm.GetNextInstruction(assume);
	LLVMValueRef condition = llvm.GetOperand(assume, 0);
	LLVMMetadataRef line = llvm.InstructionGetDebugLoc(assume);
	shape_note(shaper, assume);
	llvm.InstructionEraseFromParent(assume);
	shape_split_before(shaper, next);
	llvm.SetCurrentDebugLocation2(shaper->builder, line);
	shape_go_on_if(shaper, condition, next);
}

void shape_assumed_ends(struct shaper *shaper)
{
	LLVMValueRef next;
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at; at = next) {
		next = ir_next_instruction(at);
		if (is_assumed_end(at))
			compare(shaper, at);
	}
}
