/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Indices that are compared before they are widened. Code generation may mask a byte once for the
 * comparison and once for the index, in two registers; the verifier learns about the first, and the
 * access goes by the second. All comparisons of the byte become comparisons of the index.
 */
#include "ir/analysis/address.h"
#include "ir/llvm/llvm.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/model.h"
#include "ir/verifier/quirk.h"

static bool is_comparison(LLVMValueRef user, LLVMValueRef narrow)
{
	/* Signed comparisons would want another extension. */
	return llvm.IsAInstruction(user) && llvm.GetInstructionOpcode(user) == LLVMICmp &&
	       llvm.GetOperand(user, 0) == narrow &&
	       llvm.IsAConstantInt(llvm.GetOperand(user, 1)) &&
	       llvm.GetICmpPredicate(user) <= LLVMIntULE;
}

static bool is_compared(LLVMValueRef narrow)
{
	for (LLVMUseRef use = llvm.GetFirstUse(narrow); use; use = llvm.GetNextUse(use)) {
		if (is_comparison(llvm.GetUser(use), narrow))
			return true;
	}
	return false;
}

/* A value that one register holds at its definition, in front of all its uses. */
static LLVMValueRef widen_once(struct shaper *shaper, LLVMValueRef narrow, LLVMTypeRef type)
{
	LLVMValueRef at = llvm.GetNextInstruction(narrow);
	while (llvm.IsAPHINode(at))
		at = llvm.GetNextInstruction(at);
	shape_stand_before(shaper, at);
	return opaque_copy(shaper->builder, llvm.BuildZExt(shaper->builder, narrow, type, ""));
}

static void widen(struct shaper *shaper, LLVMValueRef narrow, LLVMValueRef index)
{
	LLVMTypeRef type = llvm.TypeOf(index);
	LLVMValueRef wide = widen_once(shaper, narrow, type);
	LLVMUseRef next;
	for (LLVMUseRef use = llvm.GetFirstUse(narrow); use; use = next) {
		LLVMValueRef user = llvm.GetUser(use);
		next = llvm.GetNextUse(use);
		if (!is_comparison(user, narrow))
			continue;
		uint64_t bound = llvm.ConstIntGetZExtValue(llvm.GetOperand(user, 1));
		shape_stand_before(shaper, user);
		llvm.ReplaceAllUsesWith(
			user, llvm.BuildICmp(shaper->builder, llvm.GetICmpPredicate(user), wide,
					     llvm.ConstInt(type, bound, false), ""));
	}
	shape_note(shaper, index);
	llvm.ReplaceAllUsesWith(index, wide);
}

/* The comparisons keep the address inside its object, and nothing else does. */
static bool is_kept_inside(struct shaper *shaper, struct model *model, LLVMValueRef gep)
{
	struct address address;
	if (!address_split(shaper->layout, gep, &address))
		return false;
	uint64_t size = shape_object_size(shaper, address.base);
	struct range inside = {-address.offset, (int64_t)size - 1 - address.offset};
	LLVMBasicBlockRef block = llvm.GetInstructionParent(gep);
	return size &&
	       !range_is_inside(model_range_of_terms(model, &address, block, false), inside) &&
	       range_is_inside(model_range_of_terms(model, &address, block, true), inside);
}

static void shape_gep(struct shaper *shaper, struct model *model, LLVMValueRef gep)
{
	for (unsigned i = 1; i < (unsigned)llvm.GetNumOperands(gep); i++) {
		LLVMValueRef index = llvm.GetOperand(gep, i);
		if (!llvm.IsAInstruction(index) || llvm.GetInstructionOpcode(index) != LLVMZExt ||
		    shape_width(index) != 64)
			continue;
		LLVMValueRef narrow = llvm.GetOperand(index, 0);
		if (llvm.IsAInstruction(narrow) && is_compared(narrow) &&
		    is_kept_inside(shaper, model, gep))
			widen(shaper, narrow, index);
	}
}

void shape_narrow_compares(struct shaper *shaper)
{
	struct model model;
	model_init(&model, shaper->function, shaper->layout);
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at;
	     at = ir_next_instruction(at)) {
		if (llvm.GetInstructionOpcode(at) == LLVMGetElementPtr)
			shape_gep(shaper, &model, at);
	}
	model_release(&model);
}
