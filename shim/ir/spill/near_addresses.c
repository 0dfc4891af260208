/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Addresses next to their uses. LLVM computes the address of each element of an array that an
 * unrolled search may end at, and does it before the search. In another block code generation does
 * not know what such a value is made of, and spills it, though the frame pointer is always there.
 */
#include "ir/spill/near_addresses.h"

#include "ir/analysis/plan.h"
#include "ir/llvm/module.h"

/* The address of a known part of a variable. */
static bool is_part(LLVMValueRef at)
{
	if (!ir_is_opcode(at, LLVMGetElementPtr) || !llvm.IsAAllocaInst(llvm.GetOperand(at, 0)))
		return false;
	int count = llvm.GetNumOperands(at);
	for (int i = 1; i < count; i++) {
		if (!llvm.IsAConstantInt(llvm.GetOperand(at, (unsigned)i)))
			return false;
	}
	return true;
}

static LLVMValueRef copy_before(LLVMBuilderRef builder, LLVMValueRef part, LLVMValueRef at)
{
	LLVMValueRef copy = llvm.InstructionClone(part);
	llvm.PositionBuilderBefore(builder, at);
	llvm.InsertIntoBuilder(builder, copy);
	return copy;
}

/* A phi takes the value at the end of the block that it comes from; all edges of a block bring the
 * same one. */
static int copy_for_phi(LLVMBuilderRef builder, LLVMValueRef part, LLVMValueRef phi)
{
	int changed = 0;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMBasicBlockRef from = llvm.GetIncomingBlock(phi, i);
		if (llvm.GetIncomingValue(phi, i) != part ||
		    from == llvm.GetInstructionParent(part))
			continue;
		LLVMValueRef copy = copy_before(builder, part, llvm.GetBasicBlockTerminator(from));
		for (unsigned j = i; j < llvm.CountIncoming(phi); j++) {
			if (llvm.GetIncomingBlock(phi, j) == from)
				llvm.SetOperand(phi, j, copy);
		}
		changed++;
	}
	return changed;
}

static int copy_for_user(LLVMBuilderRef builder, LLVMValueRef part, LLVMValueRef user)
{
	if (llvm.IsAPHINode(user))
		return copy_for_phi(builder, part, user);
	if (llvm.GetInstructionParent(user) == llvm.GetInstructionParent(part))
		return 0;
	LLVMValueRef copy = copy_before(builder, part, user);
	unsigned count = (unsigned)llvm.GetNumOperands(user);
	for (unsigned i = 0; i < count; i++) {
		if (llvm.GetOperand(user, i) == part)
			llvm.SetOperand(user, i, copy);
	}
	return 1;
}

static int copy_for_users(LLVMBuilderRef builder, LLVMValueRef part)
{
	int changed = 0;
	LLVMUseRef next;
	for (LLVMUseRef use = llvm.GetFirstUse(part); use; use = next) {
		int copies = copy_for_user(builder, part, llvm.GetUser(use));
		/* The user's other uses are no longer those of this value. */
		next = copies ? llvm.GetFirstUse(part) : llvm.GetNextUse(use);
		changed += copies;
	}
	return changed;
}

static int copy_in_function(struct ir *ir, LLVMValueRef function)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	int changed = 0;
	LLVMValueRef next;
	for (LLVMValueRef at = ir_first_instruction(function); at; at = next) {
		next = ir_next_instruction(at);
		if (!is_part(at))
			continue;
		changed += copy_for_users(builder, at);
		if (!llvm.GetFirstUse(at))
			llvm.InstructionEraseFromParent(at);
	}
	llvm.DisposeBuilder(builder);
	return changed;
}

int near_addresses_by_plan(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (size_t i = 0; i < ir->plan->reload.count; i++) {
		LLVMValueRef function = llvm.GetNamedFunction(module, ir->plan->reload.at[i]);
		if (function)
			changed += copy_in_function(ir, function);
	}
	return changed;
}
