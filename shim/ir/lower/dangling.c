/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Numbers among pointers that are accessed. */
#include "ir/lower/dangling.h"

#include "ir/llvm/module.h"

#define MAX_DEPTH 6

static bool is_dangling(LLVMValueRef value)
{
	if (llvm.IsNull(value))
		return true;
	return llvm.IsAConstantExpr(value) && llvm.GetConstOpcode(value) == LLVMIntToPtr &&
	       llvm.IsAConstantInt(llvm.GetOperand(value, 0));
}

/* The user is a pointer into the same object, or the choice of one. */
static bool leads_on(LLVMValueRef user, LLVMValueRef pointer)
{
	if (llvm.IsASelectInst(user))
		return true;
	return llvm.IsAInstruction(user) && llvm.GetInstructionOpcode(user) == LLVMGetElementPtr &&
	       llvm.GetOperand(user, 0) == pointer;
}

/* All that is done with the pointer is an access, there or at a distance from there. */
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

/* The pointer that is left, or NULL. */
static LLVMValueRef choice_left(LLVMValueRef select)
{
	LLVMValueRef a = llvm.GetOperand(select, 1), b = llvm.GetOperand(select, 2);
	if (is_dangling(a) == is_dangling(b))
		return NULL;
	return is_dangling(a) ? b : a;
}

static int drop_in_function(LLVMValueRef function)
{
	int changed = 0;
	LLVMValueRef next;
	for (LLVMValueRef at = ir_first_instruction(function); at; at = next) {
		next = ir_next_instruction(at);
		if (!llvm.IsASelectInst(at) ||
		    llvm.GetTypeKind(llvm.TypeOf(at)) != LLVMPointerTypeKind)
			continue;
		LLVMValueRef left = choice_left(at);
		if (!left || !is_only_accessed(at, 0))
			continue;
		llvm.ReplaceAllUsesWith(at, left);
		llvm.InstructionEraseFromParent(at);
		changed++;
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
