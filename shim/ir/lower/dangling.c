/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Dangling pointers as operands of phis and selects. */
#include "ir/lower/dangling.h"

#include "ir/llvm/module.h"

#define MAX_DEPTH 6

/* Null, or an integer as a pointer. */
static bool is_dangling(LLVMValueRef value)
{
	if (llvm.IsNull(value))
		return true;
	return llvm.IsAConstantExpr(value) && llvm.GetConstOpcode(value) == LLVMIntToPtr &&
	       llvm.IsAConstantInt(llvm.GetOperand(value, 0));
}

/* The user is an address derived from the pointer, or chooses between it and another one. */
static bool leads_on(LLVMValueRef user, LLVMValueRef pointer)
{
	if (llvm.IsASelectInst(user) || llvm.IsAPHINode(user))
		return true;
	return llvm.IsAInstruction(user) && llvm.GetInstructionOpcode(user) == LLVMGetElementPtr &&
	       llvm.GetOperand(user, 0) == pointer;
}

/* True when the pointer, and each address derived from it, is used by loads and stores alone. */
static bool is_only_accessed(LLVMValueRef pointer, int depth)
{
	if (depth == MAX_DEPTH)
		return false;
	for (LLVMUseRef use = llvm.GetFirstUse(pointer); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (llvm.IsALoadInst(user))
			continue;
		if (llvm.IsAStoreInst(user) && llvm.GetOperand(user, 0) != pointer)
			continue;
		if (!leads_on(user, pointer) || !is_only_accessed(user, depth + 1))
			return false;
	}
	return true;
}

/* The operand that is no dangling pointer; NULL when both or none are. */
static LLVMValueRef choice_left(LLVMValueRef select)
{
	LLVMValueRef a = llvm.GetOperand(select, 1), b = llvm.GetOperand(select, 2);
	if (is_dangling(a) == is_dangling(b))
		return NULL;
	return is_dangling(a) ? b : a;
}

static bool drop_in_select(LLVMValueRef select)
{
	LLVMValueRef left = choice_left(select);
	if (!left || !is_only_accessed(select, 0))
		return false;
	llvm.ReplaceAllUsesWith(select, left);
	llvm.InstructionEraseFromParent(select);
	return true;
}

/* An incoming value that dominates every edge, for it is a constant; NULL when there is none. */
static LLVMValueRef constant_incoming(LLVMValueRef phi)
{
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		if (llvm.IsAConstant(value) && !llvm.IsUndef(value) && !is_dangling(value))
			return value;
	}
	return NULL;
}

static bool drop_in_phi(LLVMValueRef phi)
{
	LLVMValueRef left = constant_incoming(phi);
	bool changed = false;
	if (!left || !is_only_accessed(phi, 0))
		return false;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		if (!is_dangling(llvm.GetIncomingValue(phi, i)))
			continue;
		llvm.SetOperand(phi, i, left);
		changed = true;
	}
	return changed;
}

static int drop_in_function(LLVMValueRef function)
{
	int changed = 0;
	LLVMValueRef next;
	for (LLVMValueRef at = ir_first_instruction(function); at; at = next) {
		next = ir_next_instruction(at);
		if (llvm.GetTypeKind(llvm.TypeOf(at)) != LLVMPointerTypeKind)
			continue;
		if (llvm.IsASelectInst(at))
			changed += drop_in_select(at);
		else if (llvm.IsAPHINode(at))
			changed += drop_in_phi(at);
	}
	return changed;
}

int dangling_pointers_drop(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f))
		changed += drop_in_function(f);
	return changed;
}
