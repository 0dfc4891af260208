/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Taking accesses to the stack apart, so that each part lies within one word. */
#include "ir/lower/stack_split.h"

#include <string.h>

#include "ir/llvm/calls.h"
#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

/* The longest copy or fill that becomes single accesses, in bytes. */
#define MAX_SPLIT 128

bool stack_is_variable(LLVMValueRef value)
{
	return llvm.IsAAllocaInst(value) != NULL;
}

bool stack_find_indexed(struct places *places, LLVMValueRef pointer, struct place *place)
{
	return places_find(places, pointer, place) && place->indexed;
}

LLVMValueRef stack_access_pointer(LLVMValueRef at)
{
	return llvm.GetOperand(at, llvm.IsALoadInst(at) ? 0 : 1);
}

LLVMTypeRef stack_access_type(LLVMValueRef at)
{
	return llvm.TypeOf(llvm.IsALoadInst(at) ? at : llvm.GetOperand(at, 0));
}

/* A piece of memory, in parts that are aligned. */
struct parts {
	struct places *places;
	LLVMBuilderRef builder;
	unsigned width; /* of a part in bytes */
	uint64_t size;  /* of all: a multiple of it */
	bool is_volatile;
};

static LLVMTypeRef part_type(const struct parts *parts)
{
	return llvm.IntTypeInContext(parts->places->ir->context, parts->width * 8);
}

static LLVMValueRef part_address(const struct parts *parts, LLVMValueRef base, uint64_t distance)
{
	LLVMContextRef context = parts->places->ir->context;
	LLVMValueRef offset = llvm.ConstInt(llvm.Int64TypeInContext(context), distance, false);
	return llvm.BuildGEP2(parts->builder, llvm.Int8TypeInContext(context), base, &offset, 1,
			      "");
}

static LLVMValueRef load_part(const struct parts *parts, LLVMValueRef base, uint64_t at)
{
	LLVMValueRef load = llvm.BuildLoad2(parts->builder, part_type(parts),
					    part_address(parts, base, at), "");
	llvm.SetAlignment(load, parts->width);
	llvm.SetVolatile(load, parts->is_volatile);
	return load;
}

static void store_part(const struct parts *parts, LLVMValueRef value, LLVMValueRef base,
		       uint64_t at)
{
	LLVMValueRef store = llvm.BuildStore(parts->builder, value, part_address(parts, base, at));
	llvm.SetAlignment(store, parts->width);
	llvm.SetVolatile(store, parts->is_volatile);
}

/* By how many bits the part at this distance is shifted in the whole. */
static LLVMValueRef part_shift(const struct parts *parts, LLVMTypeRef whole, uint64_t at)
{
	bool big = strcmp(parts->places->ir->triple, "bpfeb") == 0;
	uint64_t bytes = big ? parts->size - parts->width - at : at;
	return llvm.ConstInt(whole, bytes * 8, false);
}

static bool split_access(struct parts *parts, LLVMValueRef at)
{
	LLVMTypeRef type = stack_access_type(at);
	LLVMValueRef pointer = stack_access_pointer(at);
	LLVMBuilderRef builder = parts->builder;
	if (llvm.IsAStoreInst(at)) {
		LLVMValueRef value = llvm.GetOperand(at, 0);
		for (uint64_t i = 0; i < parts->size; i += parts->width) {
			LLVMValueRef part =
				llvm.BuildLShr(builder, value, part_shift(parts, type, i), "");
			store_part(parts, llvm.BuildTrunc(builder, part, part_type(parts), ""),
				   pointer, i);
		}
		return true;
	}
	LLVMValueRef whole = llvm.ConstNull(type);
	for (uint64_t i = 0; i < parts->size; i += parts->width) {
		LLVMValueRef part = llvm.BuildZExt(builder, load_part(parts, pointer, i), type, "");
		part = llvm.BuildShl(builder, part, part_shift(parts, type, i), "");
		whole = llvm.BuildOr(builder, whole, part, "");
	}
	return rewrite_replace(at, whole);
}

/* A load or store that lies across parts. */
static bool split_wide(struct parts *parts, LLVMValueRef at)
{
	struct place place;
	LLVMTypeRef type = stack_access_type(at);
	parts->width = llvm.GetAlignment(at);
	parts->size = llvm.ABISizeOfType(parts->places->layout, type);
	parts->is_volatile = llvm.GetVolatile(at);
	return llvm.GetTypeKind(type) == LLVMIntegerTypeKind &&
	       llvm.GetIntTypeWidth(type) == parts->size * 8 && parts->width < parts->size &&
	       stack_find_indexed(parts->places, stack_access_pointer(at), &place) &&
	       split_access(parts, at);
}

/* All is loaded before anything is stored: the sides of a move may overlap. */
static void split_copy(struct parts *parts, LLVMValueRef to, LLVMValueRef from)
{
	LLVMValueRef values[MAX_SPLIT];
	for (uint64_t i = 0; i < parts->size; i += parts->width)
		values[i] = load_part(parts, from, i);
	for (uint64_t i = 0; i < parts->size; i += parts->width)
		store_part(parts, values[i], to, i);
}

static void split_fill(struct parts *parts, LLVMValueRef to, LLVMValueRef byte)
{
	for (uint64_t i = 0; i < parts->size; i++)
		store_part(parts, byte, to, i);
}

/* A copy or fill that LLVM has an intrinsic for. */
static bool split_builtin(struct parts *parts, LLVMValueRef call)
{
	struct place place;
	bool fill = call_memory(call) == CALL_FILL;
	if (call_memory(call) == CALL_NO_MEMORY)
		return false;
	LLVMValueRef to = llvm.GetOperand(call, 0), from = llvm.GetOperand(call, 1);
	LLVMValueRef length = llvm.GetOperand(call, 2);
	if (!stack_find_indexed(parts->places, to, &place) &&
	    (fill || !stack_find_indexed(parts->places, from, &place)))
		return false;
	if (!ir_constant(length, &parts->size) || parts->size > MAX_SPLIT)
		return false;
	parts->is_volatile = call_is_volatile(call);
	parts->width = 1;
	if (!fill) {
		unsigned a = ir_param_align(call, 0), b = ir_param_align(call, 1);
		parts->width = a < b ? a : b;
		while (parts->size % parts->width)
			parts->width /= 2;
	}
	if (fill)
		split_fill(parts, to, from);
	else
		split_copy(parts, to, from);
	return true;
}

static bool split(struct places *places, LLVMModuleRef module, LLVMBuilderRef builder,
		  LLVMValueRef at)
{
	(void)module;
	struct parts parts = {.places = places, .builder = builder};
	if (llvm.IsALoadInst(at) || llvm.IsAStoreInst(at))
		return split_wide(&parts, at);
	return llvm.IsACallInst(at) && split_builtin(&parts, at);
}

int stack_split(struct ir *ir, LLVMModuleRef module, place_is_object is_variable)
{
	return places_rewrite(ir, module, is_variable, split);
}
