/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Comparisons and differences of pointers become those of byte offsets. */
#include "ir/loops/pointer_compares.h"

#include <string.h>

#include "ir/analysis/place.h"
#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"
#include "ir/loops/address_numbers.h"

static bool is_known_object(LLVMValueRef value)
{
	LLVMValueRef global = llvm.IsAGlobalVariable(value);
	uint64_t number;
	return llvm.IsAAllocaInst(value) || place_is_null(value) ||
	       place_is_dangling(value, &number) ||
	       (global && llvm.IsGlobalConstant(global) && llvm.GetInitializer(global) &&
		!llvm.GetSection(global));
}

/* True for a pointer into known objects, with its place. Sets *varies when the pointer may have
 * several offsets. One constant offset needs no change: the verifier decides the comparison then.
 */
static bool is_carried(struct places *places, LLVMValueRef pointer, struct place *place,
		       bool *varies)
{
	if (llvm.GetTypeKind(llvm.TypeOf(pointer)) != LLVMPointerTypeKind ||
	    !places_find(places, pointer, place))
		return false;
	*varies |= place->stride || place->count > 1;
	return true;
}

/* Whether the parameter is never null, as references are not. */
static bool is_reference(LLVMValueRef parameter)
{
	static const char *const names[] = {"nonnull", "dereferenceable"};
	LLVMValueRef function = llvm.GetParamParent(parameter);
	unsigned index = 1; /* 0 is the returned value */
	while (llvm.GetParam(function, index - 1) != parameter)
		index++;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		unsigned kind = llvm.GetEnumAttributeKindForName(names[i], strlen(names[i]));
		if (llvm.GetEnumAttributeAtIndex(function, index, kind))
			return true;
	}
	return false;
}

/* Two parameters may point into one object, and one into a constant that has an address of its own,
 * or be null: there a difference of what is in the one and in the other means something. Comparing
 * a parameter with an address that is a small number does, too. */
static bool are_apart(const struct places *places, const struct place *a, const struct place *b,
		      bool compared)
{
	LLVMValueRef parameter = NULL;
	uint64_t number;
	bool several = false, shared = false, null = false;
	for (unsigned i = 0; i < a->count + b->count; i++) {
		size_t index = i < a->count ? a->object[i] : b->object[i - a->count];
		LLVMValueRef object = places->objects[index].value;
		shared |= llvm.IsAGlobalVariable(object) &&
			  llvm.GetUnnamedAddress(object) != LLVMGlobalUnnamedAddr;
		shared |= compared && place_is_dangling(object, &number);
		null |= place_is_null(object);
		if (!llvm.IsAArgument(object))
			continue;
		several |= parameter && parameter != object;
		parameter = object;
	}
	return !parameter || (!several && !shared && !(null && !is_reference(parameter)));
}

static bool lower_comparison(struct places *places, LLVMBuilderRef builder, LLVMValueRef at)
{
	struct place a, b;
	bool varies = false;
	/* Whether a pointer is null the verifier knows. */
	if (place_is_null(llvm.GetOperand(at, 0)) || place_is_null(llvm.GetOperand(at, 1)) ||
	    !is_carried(places, llvm.GetOperand(at, 0), &a, &varies) ||
	    !is_carried(places, llvm.GetOperand(at, 1), &b, &varies) || !varies ||
	    !are_apart(places, &a, &b, true))
		return false;
	LLVMValueRef left = places_number(places, llvm.GetOperand(at, 0));
	LLVMValueRef right = places_number(places, llvm.GetOperand(at, 1));
	return rewrite_replace(at,
			       llvm.BuildICmp(builder, llvm.GetICmpPredicate(at), left, right, ""));
}

/* LLVM takes only as many bits of the addresses as are wanted of their difference. */
static LLVMValueRef pointer_of(LLVMValueRef number)
{
	if (ir_is_opcode(number, LLVMTrunc))
		number = llvm.GetOperand(number, 0);
	bool is_address = llvm.IsAInstruction(number)
				  ? llvm.GetInstructionOpcode(number) == LLVMPtrToInt
				  : llvm.IsAConstantExpr(number) &&
					    llvm.GetConstOpcode(number) == LLVMPtrToInt;
	return is_address && llvm.GetIntTypeWidth(llvm.TypeOf(number)) == 64
		       ? llvm.GetOperand(number, 0)
		       : NULL;
}

/* True when both point into the same set of objects: the difference of offsets into two objects
 * means nothing. */
static bool are_of_same(const struct place *a, const struct place *b)
{
	if (a->count != b->count)
		return false;
	for (unsigned i = 0; i < a->count; i++) {
		bool found = false;
		for (unsigned k = 0; k < b->count; k++)
			found |= a->object[i] == b->object[k];
		if (!found)
			return false;
	}
	return true;
}

/* True when both numbers are addresses in the same objects. Sets *varies as is_carried() does. */
static bool meet(struct places *places, LLVMValueRef a, LLVMValueRef b, bool *varies)
{
	struct place left, right;
	LLVMValueRef first = pointer_of(a), second = pointer_of(b);
	return first && second && is_carried(places, first, &left, varies) &&
	       is_carried(places, second, &right, varies) && are_of_same(&left, &right) &&
	       are_apart(places, &left, &right, false);
}

static LLVMValueRef build_difference(struct places *places, LLVMBuilderRef builder, LLVMValueRef a,
				     LLVMValueRef b)
{
	LLVMValueRef wide = llvm.BuildSub(builder, places_number(places, pointer_of(a)),
					  places_number(places, pointer_of(b)), "");
	return llvm.BuildIntCast2(builder, wide, llvm.TypeOf(a), false, "");
}

static bool lower_difference(struct places *places, LLVMBuilderRef builder, LLVMValueRef at)
{
	LLVMValueRef a = llvm.GetOperand(at, 0), b = llvm.GetOperand(at, 1);
	if (llvm.GetTypeKind(llvm.TypeOf(at)) != LLVMIntegerTypeKind)
		return false;
	/* The verifier subtracts whole pointers only. */
	bool wanted = llvm.GetIntTypeWidth(llvm.TypeOf(at)) < 64;
	return meet(places, a, b, &wanted) && wanted &&
	       rewrite_replace(at, build_difference(places, builder, a, b));
}

/* "n - pointer", also as "~pointer", which is "-1 - pointer". Returns n, or NULL. */
static LLVMValueRef pointer_subtracted(LLVMValueRef number, LLVMValueRef *pointer)
{
	int64_t ones;
	if (ir_is_opcode(number, LLVMSub)) {
		*pointer = llvm.GetOperand(number, 1);
		return llvm.GetOperand(number, 0);
	}
	if (!ir_is_opcode(number, LLVMXor) ||
	    !ir_signed_constant(llvm.GetOperand(number, 1), &ones) || ones != -1)
		return NULL;
	*pointer = llvm.GetOperand(number, 0);
	return llvm.GetOperand(number, 1);
}

/* "n - here + there", as LLVM orders what an iterator adds to its count: no pointer may be taken
 * from a number. */
static bool lower_sum(struct places *places, LLVMBuilderRef builder, LLVMValueRef at)
{
	if (llvm.GetTypeKind(llvm.TypeOf(at)) != LLVMIntegerTypeKind)
		return false;
	for (unsigned i = 0; i < 2; i++) {
		LLVMValueRef there = llvm.GetOperand(at, 1 - i), here, difference;
		LLVMValueRef more = pointer_subtracted(llvm.GetOperand(at, i), &here);
		bool varies = false;
		if (!more || !meet(places, there, here, &varies))
			continue;
		difference = build_difference(places, builder, there, here);
		return rewrite_replace(at, llvm.BuildAdd(builder, more, difference, ""));
	}
	return false;
}

static bool lower(struct places *places, LLVMModuleRef module, LLVMBuilderRef builder,
		  LLVMValueRef at)
{
	(void)module;
	switch (llvm.GetInstructionOpcode(at)) {
	case LLVMICmp:
		return lower_comparison(places, builder, at);
	case LLVMPtrToInt:
		return address_number_lower(places, at);
	case LLVMSub:
		return lower_difference(places, builder, at);
	case LLVMAdd:
		return lower_sum(places, builder, at);
	default:
		return false;
	}
}

static bool is_object_or_parameter(LLVMValueRef value)
{
	return is_known_object(value) || llvm.IsAArgument(value);
}

/* Of what a function is handed, nothing is known but that differences and comparisons are those of
 * offsets: neither its size nor how it is aligned. */
static bool lower_of_parameter(struct places *places, LLVMModuleRef module, LLVMBuilderRef builder,
			       LLVMValueRef at)
{
	(void)module;
	switch (llvm.GetInstructionOpcode(at)) {
	case LLVMICmp:
		return lower_comparison(places, builder, at);
	case LLVMSub:
		return lower_difference(places, builder, at);
	case LLVMAdd:
		return lower_sum(places, builder, at);
	default:
		return false;
	}
}

int pointer_compares_lower(struct ir *ir, LLVMModuleRef module)
{
	return places_rewrite(ir, module, is_known_object, lower) +
	       places_rewrite(ir, module, is_object_or_parameter, lower_of_parameter);
}
