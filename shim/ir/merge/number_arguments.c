/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Addresses that subprograms are handed, and compute with as with numbers. */
#include "ir/merge/number_arguments.h"

#include "ir/analysis/functions.h"
#include "ir/llvm/module.h"
#include "ir/merge/argument_walk.h"
#include "ir/merge/subprograms.h"

/* An address as a number, with what has been added to it or not. */
static bool is_address(LLVMValueRef number)
{
	while (ir_is_opcode(number, LLVMAdd) || ir_is_opcode(number, LLVMTrunc))
		number = llvm.GetOperand(number, 0);
	return ir_is_opcode(number, LLVMPtrToInt);
}

static bool is_refused(LLVMValueRef user)
{
	static const LLVMOpcode refused[] = {LLVMAnd,  LLVMOr,   LLVMXor,  LLVMMul,
					     LLVMShl,  LLVMLShr, LLVMAShr, LLVMUDiv,
					     LLVMSDiv, LLVMURem, LLVMSRem};
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		if (ir_is_opcode(user, refused[i]))
			return true;
	}
	return false;
}

/* "~address" is "-1 - address". */
static bool is_inversion(LLVMValueRef value)
{
	int64_t ones;
	return ir_is_opcode(value, LLVMXor) &&
	       ir_signed_constant(llvm.GetOperand(value, 1), &ones) && ones == -1;
}

/* "number - address". */
static bool is_negated(LLVMValueRef value)
{
	return ir_is_opcode(value, LLVMSub)
		       ? is_address(llvm.GetOperand(value, 1))
		       : is_inversion(value) && is_address(llvm.GetOperand(value, 0));
}

/* A difference of two addresses is a number, in whichever order. */
static bool is_difference(LLVMValueRef user)
{
	LLVMValueRef a, b;
	if (!ir_is_opcode(user, LLVMAdd) && !ir_is_opcode(user, LLVMSub))
		return false;
	a = llvm.GetOperand(user, 0);
	b = llvm.GetOperand(user, 1);
	if (ir_is_opcode(user, LLVMSub))
		return is_address(a) && is_address(b);
	return (is_address(a) && is_negated(b)) || (is_negated(a) && is_address(b));
}

static bool hands_on(LLVMValueRef user)
{
	static const LLVMOpcode followed[] = {LLVMGetElementPtr, LLVMPHI, LLVMSelect, LLVMPtrToInt,
					      LLVMTrunc,         LLVMAdd, LLVMSub};
	for (size_t i = 0; i < sizeof(followed) / sizeof(followed[0]); i++) {
		if (ir_is_opcode(user, followed[i]))
			return !is_difference(user);
	}
	return is_inversion(user);
}

static bool is_computed_with(struct argument_walk *walk, LLVMValueRef address)
{
	if (!argument_walk_visit(walk, address))
		return false;
	for (LLVMUseRef use = llvm.GetFirstUse(address); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (hands_on(user) ? is_computed_with(walk, user) : is_refused(user))
			return true;
	}
	return false;
}

static bool wants_inlining(const struct ir *ir, LLVMValueRef function)
{
	struct argument_walk walk = {0};
	bool wants = false;
	if (llvm.IsDeclaration(function) || !function_is_subprogram(ir, function) ||
	    function_is_global(ir, function))
		return false;
	for (unsigned i = 0; i < llvm.CountParams(function) && !wants; i++) {
		LLVMValueRef parameter = llvm.GetParam(function, i);
		wants = llvm.GetTypeKind(llvm.TypeOf(parameter)) == LLVMPointerTypeKind &&
			is_computed_with(&walk, parameter);
	}
	argument_walk_release(&walk);
	return wants;
}

static bool give_up(struct ir *ir, LLVMModuleRef module)
{
	bool given_up = false;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (!wants_inlining(ir, f))
			continue;
		subprogram_give_up(ir, f, "it computes with the bits of an address");
		given_up = true;
	}
	return given_up;
}

int number_arguments_inline(struct ir *ir, LLVMModuleRef module)
{
	return arguments_inline(ir, module, give_up);
}
