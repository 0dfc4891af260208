/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Indices of variables and constants whose bound the kernel's verifier does not see:
 *
 * - a bounds check has disappeared because a remainder or another comparison implies it;
 * - the address of an element is computed before the check, and what lies behind the element is
 * accessed after it: the verifier learns about the index, not about the address;
 * - a byte is compared, and is then an index: each may get a register of its own, masked for it
 * alone;
 * - an equality alone says that it is not the last one.
 */
#include <stdlib.h>

#include "ir/analysis/address.h"
#include "ir/analysis/cfg.h"
#include "ir/llvm/llvm.h"
#include "ir/verifier/shape.h"

static bool has_constant_indices(LLVMValueRef gep)
{
	int count = llvm.GetNumOperands(gep);
	for (int i = 1; i < count; i++) {
		if (!llvm.IsAConstantInt(llvm.GetOperand(gep, (unsigned)i)))
			return false;
	}
	return true;
}

static uint64_t unit_size(struct shaper *shaper, LLVMValueRef gep)
{
	return llvm.ABISizeOfType(shaper->layout, llvm.GetGEPSourceElementType(gep));
}

/* The address of an element of 'size' bytes is used to access memory and for nothing else: no end
 * pointer, no cursor. An index inside the element may follow, if the verifier knows that it stays
 * there. */
static bool is_only_accessed(struct shaper *shaper, LLVMValueRef pointer, uint64_t size)
{
	for (LLVMUseRef use = llvm.GetFirstUse(pointer); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		LLVMOpcode opcode = llvm.GetInstructionOpcode(user);
		if (opcode == LLVMLoad ||
		    (opcode == LLVMStore && llvm.GetOperand(user, 0) != pointer))
			continue;
		if (opcode != LLVMGetElementPtr)
			return false;
		uint64_t unit = unit_size(shaper, user);
		bool constant = has_constant_indices(user);
		bool inside = llvm.GetNumOperands(user) == 2 && unit &&
			      address_known_max(llvm.GetOperand(user, 1)) < size / unit;
		if ((!constant && !inside) || !is_only_accessed(shaper, user, constant ? 0 : unit))
			return false;
	}
	return true;
}

/* The variable or constant that the pointer lies in, at a constant distance from its start. */
static LLVMValueRef object_of(struct shaper *shaper, LLVMValueRef pointer, uint64_t *distance)
{
	*distance = 0;
	while (llvm.IsAInstruction(pointer) &&
	       llvm.GetInstructionOpcode(pointer) == LLVMGetElementPtr &&
	       llvm.GetNumOperands(pointer) == 2 && has_constant_indices(pointer)) {
		*distance += llvm.ConstIntGetZExtValue(llvm.GetOperand(pointer, 1)) *
			     unit_size(shaper, pointer);
		pointer = llvm.GetOperand(pointer, 0);
	}
	return pointer;
}

/* The size of a variable or constant in bytes; 0 when the base is something else. */
static uint64_t object_size(struct shaper *shaper, LLVMValueRef base)
{
	if (llvm.IsAAllocaInst(base))
		return llvm.ABISizeOfType(shaper->layout, llvm.GetAllocatedType(base));
	if (llvm.IsAGlobalVariable(base) && !llvm.IsDeclaration(base))
		return llvm.ABISizeOfType(shaper->layout, llvm.GlobalGetValueType(base));
	return 0;
}

/* The branch at the end of a block takes effect after the other block. */
static bool branches_after(struct shaper *shaper, LLVMBasicBlockRef block, LLVMBasicBlockRef other)
{
	if (block == other)
		return true;
	bool *reached = cfg_reached_from(&shaper->cfg, cfg_index(&shaper->cfg, other));
	bool after = reached[cfg_index(&shaper->cfg, block)];
	free(reached);
	return after;
}

/* A comparison of the index with a bound that keeps it inside: the verifier learns from it, unless
 * the address is computed before. */
static bool is_compared_as(struct shaper *shaper, LLVMValueRef index, uint64_t elements,
			   LLVMBasicBlockRef address)
{
	for (LLVMUseRef use = llvm.GetFirstUse(index); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (!llvm.IsAInstruction(user) || llvm.GetInstructionOpcode(user) != LLVMICmp ||
		    llvm.GetOperand(user, 0) != index ||
		    !llvm.IsAConstantInt(llvm.GetOperand(user, 1)) ||
		    branches_after(shaper, llvm.GetInstructionParent(user), address))
			continue;
		uint64_t bound = llvm.ConstIntGetZExtValue(llvm.GetOperand(user, 1));
		switch (llvm.GetICmpPredicate(user)) {
		case LLVMIntULT:
		case LLVMIntUGE:
			if (bound <= elements)
				return true;
			break;
		case LLVMIntUGT:
		case LLVMIntULE:
			if (bound < elements)
				return true;
			break;
		default:
			break;
		}
	}
	return false;
}

/* What was widened to be the index, or NULL. */
static LLVMValueRef narrow_of(LLVMValueRef index)
{
	bool widened = llvm.IsAInstruction(index) && llvm.GetInstructionOpcode(index) == LLVMZExt;
	return widened ? llvm.GetOperand(index, 0) : NULL;
}

/* All comparisons of the byte (or half word) with constants become comparisons of the index. */
static void tie(struct shaper *shaper, LLVMValueRef narrow, LLVMValueRef index)
{
	LLVMTypeRef type = llvm.TypeOf(index);
	LLVMValueRef at = llvm.GetNextInstruction(narrow);
	while (llvm.IsAPHINode(at))
		at = llvm.GetNextInstruction(at);
	shape_stand_before(shaper, at);
	LLVMValueRef wide = shape_hide(shaper, llvm.BuildZExt(shaper->builder, narrow, type, ""));
	LLVMUseRef next;
	for (LLVMUseRef use = llvm.GetFirstUse(narrow); use; use = next) {
		LLVMValueRef user = llvm.GetUser(use);
		next = llvm.GetNextUse(use);
		if (llvm.GetInstructionOpcode(user) != LLVMICmp ||
		    llvm.GetOperand(user, 0) != narrow ||
		    !llvm.IsAConstantInt(llvm.GetOperand(user, 1)) ||
		    llvm.GetICmpPredicate(user) > LLVMIntULE)
			continue;
		uint64_t bound = llvm.ConstIntGetZExtValue(llvm.GetOperand(user, 1));
		shape_stand_before(shaper, user);
		llvm.ReplaceAllUsesWith(
			user, llvm.BuildICmp(shaper->builder, llvm.GetICmpPredicate(user), wide,
					     llvm.ConstInt(type, bound, false), ""));
	}
	llvm.ReplaceAllUsesWith(index, wide);
	shaper->changed++;
}

static bool is_compared(struct shaper *shaper, LLVMValueRef index, uint64_t elements,
			LLVMValueRef gep)
{
	LLVMBasicBlockRef block = llvm.GetInstructionParent(gep);
	LLVMValueRef narrow = narrow_of(index);
	if (is_compared_as(shaper, index, elements, block))
		return true;
	if (!narrow || !is_compared_as(shaper, narrow, elements, block))
		return false;
	if (llvm.IsAInstruction(narrow) && shape_width(narrow) < 32)
		tie(shaper, narrow, index);
	return true;
}

static bool has_equality(LLVMValueRef value)
{
	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (llvm.GetInstructionOpcode(user) == LLVMICmp &&
		    llvm.GetICmpPredicate(user) <= LLVMIntNE)
			return true;
	}
	return false;
}

/* From "not the last one" the verifier learns something since Linux 6.8 only (reg_set_min_max). */
static bool is_compared_for_equality(LLVMValueRef index)
{
	LLVMValueRef narrow = narrow_of(index);
	return has_equality(index) || (narrow && has_equality(narrow));
}

/* The counter of a loop that was not unrolled: the verifier walks the loop and knows it. */
static bool is_counter(LLVMValueRef index)
{
	if (llvm.IsAPHINode(index))
		return true;
	if (!llvm.IsAInstruction(index) || llvm.GetNumOperands(index) == 0)
		return false;
	LLVMOpcode opcode = llvm.GetInstructionOpcode(index);
	return (opcode == LLVMAdd || opcode == LLVMSub || opcode == LLVMShl || opcode == LLVMMul) &&
	       llvm.IsAPHINode(llvm.GetOperand(index, 0));
}

/* index < elements ? index : 0, which the optimiser is not to see through. */
static LLVMValueRef clamp(struct shaper *shaper, LLVMValueRef index, uint64_t elements)
{
	LLVMTypeRef type = llvm.TypeOf(index);
	LLVMValueRef hidden = shape_hide(shaper, index);
	LLVMValueRef inside = llvm.BuildICmp(shaper->builder, LLVMIntULT, hidden,
					     llvm.ConstInt(type, elements, false), "");
	shaper->changed++;
	return llvm.BuildSelect(shaper->builder, inside, hidden, llvm.ConstInt(type, 0, false), "");
}

/* An indexed variable or constant in its plain form "object + index * size", which is what the
 * optimiser leaves of it. */
struct indexed {
	LLVMValueRef gep;
	LLVMTypeRef element;
	uint64_t object_size;
	uint64_t element_size;
};

static LLVMValueRef index_of(const struct indexed *indexed)
{
	return llvm.GetOperand(indexed->gep, 1);
}

/* The verifier has to know that the index is less than 'elements', and does not. */
static bool is_unbounded(struct shaper *shaper, const struct indexed *indexed, uint64_t elements)
{
	return elements && address_known_max(index_of(indexed)) >= elements &&
	       !is_compared(shaper, index_of(indexed), elements, indexed->gep) &&
	       !is_counter(index_of(indexed));
}

/* The access, 'distance' bytes behind the element, gets an address of its own when only checks that
 * come after the address of the element keep it inside. */
static void shape_access(struct shaper *shaper, const struct indexed *indexed, uint64_t distance,
			 LLVMValueRef access)
{
	bool is_load = llvm.GetInstructionOpcode(access) == LLVMLoad;
	LLVMTypeRef type = llvm.TypeOf(is_load ? access : llvm.GetOperand(access, 0));
	uint64_t behind = distance + llvm.ABISizeOfType(shaper->layout, type);
	if (behind > indexed->object_size ||
	    (llvm.GetInstructionParent(access) == llvm.GetInstructionParent(indexed->gep) &&
	     !is_compared_for_equality(index_of(indexed))))
		return;
	uint64_t elements = (indexed->object_size - behind) / indexed->element_size + 1;
	if (!is_unbounded(shaper, indexed, elements))
		return;
	shape_stand_before(shaper, access);
	LLVMValueRef index = clamp(shaper, index_of(indexed), elements);
	LLVMValueRef base = shape_hide(shaper, llvm.GetOperand(indexed->gep, 0));
	LLVMValueRef element =
		llvm.BuildGEP2(shaper->builder, indexed->element, base, &index, 1, "");
	LLVMValueRef offset =
		llvm.ConstInt(llvm.Int64TypeInContext(shaper->ir->context), distance, false);
	llvm.SetOperand(access, is_load ? 0 : 1,
			llvm.BuildGEP2(shaper->builder, llvm.Int8TypeInContext(shaper->ir->context),
				       element, &offset, 1, ""));
}

/* Looks at all accesses by the pointer, which is 'distance' bytes behind the element. */
static void shape_accesses(struct shaper *shaper, const struct indexed *indexed,
			   LLVMValueRef pointer, uint64_t distance)
{
	LLVMUseRef next;
	for (LLVMUseRef use = llvm.GetFirstUse(pointer); use; use = next) {
		LLVMValueRef user = llvm.GetUser(use);
		next = llvm.GetNextUse(use);
		if (llvm.GetInstructionOpcode(user) != LLVMGetElementPtr) {
			shape_access(shaper, indexed, distance, user);
		} else if (llvm.GetNumOperands(user) == 2 && has_constant_indices(user)) {
			uint64_t count = llvm.ConstIntGetZExtValue(llvm.GetOperand(user, 1));
			shape_accesses(shaper, indexed, user,
				       distance + count * unit_size(shaper, user));
		}
	}
}

static void shape_index(struct shaper *shaper, LLVMValueRef gep)
{
	uint64_t distance;
	LLVMValueRef object = object_of(shaper, llvm.GetOperand(gep, 0), &distance);
	uint64_t size = object_size(shaper, object);
	uint64_t unit = unit_size(shaper, gep);
	if (distance >= size || llvm.GetNumOperands(gep) != 2 || !unit ||
	    !is_only_accessed(shaper, gep, unit))
		return;
	const struct indexed indexed = {
		.gep = gep,
		.element = llvm.GetGEPSourceElementType(gep),
		.object_size = size - distance,
		.element_size = unit,
	};
	shape_accesses(shaper, &indexed, gep, 0);
	uint64_t elements = indexed.object_size / indexed.element_size;
	if (!is_unbounded(shaper, &indexed, elements))
		return;
	shape_stand_before(shaper, gep);
	llvm.SetOperand(gep, 1, clamp(shaper, index_of(&indexed), elements));
}

void shape_address(struct shaper *shaper, LLVMValueRef gep)
{
	if (has_constant_indices(gep))
		return;
	shape_index(shaper, gep);
	LLVMValueRef base = llvm.GetOperand(gep, 0);
	if (!llvm.IsAAllocaInst(address_base(base)))
		return;
	shape_stand_before(shaper, gep);
	llvm.SetOperand(gep, 0, shape_hide(shaper, base));
	shaper->changed++;
}
