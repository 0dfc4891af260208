/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Two values in one register. A Result or an Option of 8 bytes that is copied as a whole becomes
 * one number, of which the halves are taken out behind a phi; where one half means nothing (the
 * value of an error), LLVM fills in what is at hand. That may be a pointer, and the verifier
 * forbids to shift it, though nobody asks for the result. Taken out on each way in, such halves
 * disappear.
 */
#include "ir/loops/unpack_phis.h"

#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

/* One half shifted up, and the other one. */
static bool is_packed(LLVMValueRef value)
{
	return ir_is_opcode(value, LLVMOr) && (ir_is_opcode(llvm.GetOperand(value, 0), LLVMShl) ||
					       ir_is_opcode(llvm.GetOperand(value, 1), LLVMShl));
}

static bool is_constant(LLVMValueRef value)
{
	if (ir_is_opcode(value, LLVMSelect))
		return is_constant(llvm.GetOperand(value, 1)) &&
		       is_constant(llvm.GetOperand(value, 2));
	return llvm.IsAConstantInt(value);
}

/* Constants, or choices between them, and at least one that is put together of two. */
static bool has_packed_ways(LLVMValueRef phi)
{
	bool any = false;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		bool packed = is_packed(value);
		if (!packed && !is_constant(value))
			return false;
		any |= packed;
	}
	return any;
}

static bool takes_half(LLVMValueRef user)
{
	if (ir_is_opcode(user, LLVMTrunc))
		return true;
	return (ir_is_opcode(user, LLVMAnd) || ir_is_opcode(user, LLVMLShr)) &&
	       llvm.IsAConstantInt(llvm.GetOperand(user, 1));
}

static bool is_only_taken_apart(LLVMValueRef phi)
{
	for (LLVMUseRef use = llvm.GetFirstUse(phi); use; use = llvm.GetNextUse(use)) {
		if (!takes_half(llvm.GetUser(use)))
			return false;
	}
	return llvm.GetFirstUse(phi) != NULL;
}

static LLVMValueRef take_half(LLVMBuilderRef builder, LLVMValueRef user, LLVMValueRef value)
{
	switch (llvm.GetInstructionOpcode(user)) {
	case LLVMTrunc:
		return llvm.BuildTrunc(builder, value, llvm.TypeOf(user), "");
	case LLVMAnd:
		return llvm.BuildAnd(builder, value, llvm.GetOperand(user, 1), "");
	default:
		return llvm.BuildLShr(builder, value, llvm.GetOperand(user, 1), "");
	}
}

/* A block may be the way in more than once: with the same value then. */
static LLVMValueRef find_way(LLVMValueRef phi, LLVMBasicBlockRef from)
{
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		if (llvm.GetIncomingBlock(phi, i) == from)
			return llvm.GetIncomingValue(phi, i);
	}
	return NULL;
}

/* The user becomes a phi of what it would be on each way in. */
static void take_on_each_way(LLVMBuilderRef builder, LLVMValueRef phi, LLVMValueRef user)
{
	llvm.PositionBuilderBefore(builder, phi);
	LLVMValueRef halves = llvm.BuildPhi(builder, llvm.TypeOf(user), "");
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMBasicBlockRef from = llvm.GetIncomingBlock(phi, i);
		LLVMValueRef half = find_way(halves, from);
		llvm.PositionBuilderBefore(builder, llvm.GetBasicBlockTerminator(from));
		if (!half)
			half = take_half(builder, user, llvm.GetIncomingValue(phi, i));
		llvm.AddIncoming(halves, &half, &from, 1);
	}
	llvm.ReplaceAllUsesWith(user, halves);
	llvm.InstructionEraseFromParent(user);
}

static int take_apart(LLVMBuilderRef builder, LLVMBasicBlockRef block)
{
	int changed = 0;
	LLVMValueRef next;
	for (LLVMValueRef at = llvm.GetFirstInstruction(block); llvm.IsAPHINode(at); at = next) {
		next = llvm.GetNextInstruction(at);
		if (llvm.GetTypeKind(llvm.TypeOf(at)) != LLVMIntegerTypeKind ||
		    !has_packed_ways(at) || !is_only_taken_apart(at))
			continue;
		LLVMUseRef use;
		while ((use = llvm.GetFirstUse(at)))
			take_on_each_way(builder, at, llvm.GetUser(use));
		llvm.InstructionEraseFromParent(at);
		changed++;
	}
	return changed;
}

int phis_unpack(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each_block(ir, module, take_apart);
}
