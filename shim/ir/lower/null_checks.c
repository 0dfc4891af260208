/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Finds pointers that are not null. */
#include "ir/lower/null_checks.h"

#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

/* A pointer that is made of more is left alone. */
#define MAX_VALUES 32

/* All that a pointer is made of. */
struct parts {
	LLVMValueRef values[MAX_VALUES];
	unsigned count;
};

static bool add_part(struct parts *parts, LLVMValueRef value)
{
	for (unsigned i = 0; i < parts->count; i++) {
		if (parts->values[i] == value)
			return true;
	}
	if (parts->count == MAX_VALUES)
		return false;
	parts->values[parts->count++] = value;
	return true;
}

static bool is_object(LLVMValueRef value)
{
	return llvm.IsAAllocaInst(value) ||
	       (llvm.IsAGlobalVariable(value) && llvm.GetLinkage(value) != LLVMExternalWeakLinkage);
}

/* What the part is not null without, or is an object itself. */
static bool add_parts_of(struct parts *parts, LLVMValueRef value)
{
	if (is_object(value))
		return true;
	if (ir_is_opcode(value, LLVMPHI)) {
		for (unsigned i = 0; i < llvm.CountIncoming(value); i++) {
			if (!add_part(parts, llvm.GetIncomingValue(value, i)))
				return false;
		}
		return true;
	}
	if (ir_is_opcode(value, LLVMSelect))
		return add_part(parts, llvm.GetOperand(value, 1)) &&
		       add_part(parts, llvm.GetOperand(value, 2));
	/* No object lies at null: what leads there from one is poison. */
	return ir_is_opcode(value, LLVMGetElementPtr) && llvm.IsInBounds(value) &&
	       add_part(parts, llvm.GetOperand(value, 0));
}

/* Each round of a loop has a pointer that is not null when the one before had. */
static bool is_not_null(LLVMValueRef pointer)
{
	struct parts parts = {.count = 0};
	bool known = add_part(&parts, pointer);
	for (unsigned i = 0; i < parts.count && known; i++)
		known = add_parts_of(&parts, parts.values[i]);
	return known;
}

static bool fold(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef at)
{
	(void)ir;
	(void)module;
	(void)builder;

	if (!llvm.IsAICmpInst(at))
		return false;
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(at);
	LLVMValueRef pointer = llvm.GetOperand(at, 0), other = llvm.GetOperand(at, 1);
	if ((predicate != LLVMIntEQ && predicate != LLVMIntNE) || !llvm.IsNull(other) ||
	    llvm.GetTypeKind(llvm.TypeOf(pointer)) != LLVMPointerTypeKind || !is_not_null(pointer))
		return false;
	return rewrite_replace(at, llvm.ConstInt(llvm.TypeOf(at), predicate == LLVMIntNE, false));
}

int null_checks_fold(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, fold);
}
