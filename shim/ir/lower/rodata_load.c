/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A load out of constants becomes a choice among their elements. Several small elements are packed
 * into one immediate, out of which the right one is shifted.
 */
#include "ir/lower/rodata_load.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/llvm/context.h"
#include "ir/llvm/module.h"
#include "ir/lower/lookup.h"

#define MAX_CHOICES 4096

struct table {
	struct places *places;
	LLVMTypeRef type; /* of an element */
	struct place_choice *choices;
	size_t count;
	size_t first;   /* of the choices that one piece of code stands for */
	size_t packed;  /* elements in one immediate; 1: none is packed */
	unsigned width; /* of a packed element in bits */
};

static LLVMValueRef load_choice(const struct table *table, LLVMBuilderRef builder, size_t choice)
{
	const struct place_choice *at = &table->choices[choice];
	LLVMContextRef context = table->places->ir->context;
	LLVMValueRef offset = llvm.ConstInt(llvm.Int64TypeInContext(context), at->offset, false);
	LLVMValueRef address =
		llvm.BuildGEP2(builder, llvm.Int8TypeInContext(context),
			       table->places->objects[at->object].value, &offset, 1, "");
	LLVMValueRef element = llvm.BuildLoad2(builder, table->type, address, "");
	llvm.SetAlignment(element, 1);
	return element;
}

/* The elements of one immediate, the first in its lowest bits. */
static LLVMValueRef build_packed(void *data, LLVMBuilderRef builder, LLVMValueRef function,
				 size_t choice)
{
	(void)function;
	const struct table *table = data;
	LLVMTypeRef i64 = llvm.Int64TypeInContext(table->places->ir->context);
	LLVMValueRef word = llvm.ConstInt(i64, 0, false);
	size_t first = choice * table->packed;
	for (size_t i = 0; i < table->packed && first + i < table->count; i++) {
		LLVMValueRef element = load_choice(table, builder, first + i);
		LLVMValueRef wide = llvm.BuildZExt(builder, element, i64, "");
		LLVMValueRef shifted = llvm.BuildShl(
			builder, wide, llvm.ConstInt(i64, i * table->width, false), "");
		word = llvm.BuildOr(builder, word, shifted, "");
	}
	return word;
}

static LLVMValueRef build_element(void *data, LLVMBuilderRef builder, LLVMValueRef function,
				  size_t choice)
{
	(void)function;
	return load_choice(data, builder, choice);
}

/* The distance between neighbours when all choices are equally far apart; else 0. */
static uint64_t even_distance(const struct table *table)
{
	if (table->count < 2)
		return 0;
	uint64_t distance = table->choices[1].number - table->choices[0].number;
	for (size_t i = 2; i < table->count; i++) {
		if (table->choices[i].number - table->choices[i - 1].number != distance)
			return 0;
	}
	return distance;
}

static LLVMValueRef look_up(struct table *table, LLVMModuleRef module, LLVMBuilderRef builder,
			    LLVMTypeRef result, LLVMValueRef number, const uint64_t *numbers,
			    size_t count)
{
	const struct lookup lookup = {
		.ir = table->places->ir,
		.module = module,
		.result = result,
		.numbers = numbers,
		.count = count,
		.build = table->packed > 1 ? build_packed : build_element,
		.data = table,
	};
	return lookup_call(&lookup, builder, number);
}

/* Position n of the table is in word n / packed. */
static LLVMValueRef load_packed(struct table *table, LLVMModuleRef module, LLVMBuilderRef builder,
				LLVMValueRef number, uint64_t distance)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(table->places->ir->context);
	size_t words = (table->count + table->packed - 1) / table->packed;
	LLVMValueRef first = llvm.ConstInt(i64, table->choices[0].number, false);
	LLVMValueRef position = llvm.BuildUDiv(builder, llvm.BuildSub(builder, number, first, ""),
					       llvm.ConstInt(i64, distance, false), "");
	LLVMValueRef word;
	if (words == 1) {
		word = build_packed(table, builder, NULL, 0);
	} else {
		uint64_t *numbers = xcalloc(words, sizeof(*numbers));
		for (size_t i = 0; i < words; i++)
			numbers[i] = i;
		LLVMValueRef which = llvm.BuildUDiv(builder, position,
						    llvm.ConstInt(i64, table->packed, false), "");
		word = look_up(table, module, builder, i64, which, numbers, words);
		free(numbers);
	}
	LLVMValueRef within =
		llvm.BuildAnd(builder, position, llvm.ConstInt(i64, table->packed - 1, false), "");
	LLVMValueRef shift =
		llvm.BuildMul(builder, within, llvm.ConstInt(i64, table->width, false), "");
	return llvm.BuildTrunc(builder, llvm.BuildLShr(builder, word, shift, ""), table->type, "");
}

/* Where the choices meet again, the verifier would go on with each value by itself; one that it
 * does not know, because it comes out of memory, makes them one. */
static LLVMValueRef forget(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef at,
			   LLVMValueRef value)
{
	LLVMValueRef function = llvm.GetBasicBlockParent(llvm.GetInstructionParent(at));
	LLVMBuilderRef first = llvm.CreateBuilderInContext(ir->context);
	llvm.PositionBuilderBefore(first, ir_first_instruction(function));
	LLVMTypeRef type = llvm.TypeOf(value);
	LLVMValueRef slot = llvm.BuildAlloca(first, type, "");
	llvm.SetAlignment(slot, 8);
	llvm.DisposeBuilder(first);
	llvm.SetVolatile(llvm.BuildStore(builder, value, slot), true);
	LLVMValueRef again = llvm.BuildLoad2(builder, type, slot, "");
	llvm.SetVolatile(again, true);
	return again;
}

static LLVMValueRef load_from(struct table *table, LLVMModuleRef module, LLVMBuilderRef builder,
			      LLVMValueRef load)
{
	LLVMValueRef number = places_number(table->places, llvm.GetOperand(load, 0));
	uint64_t distance = even_distance(table);
	if (table->count == 1)
		return load_choice(table, builder, 0);
	if (llvm.GetTypeKind(table->type) == LLVMIntegerTypeKind)
		table->width = llvm.GetIntTypeWidth(table->type);
	table->packed = 1;
	if (distance && table->width >= 8 && table->width <= 32 && 64 % table->width == 0) {
		table->packed = 64 / table->width;
		return load_packed(table, module, builder, number, distance);
	}
	uint64_t *numbers = xcalloc(table->count, sizeof(*numbers));
	for (size_t i = 0; i < table->count; i++)
		numbers[i] = table->choices[i].number;
	LLVMValueRef element =
		look_up(table, module, builder, table->type, number, numbers, table->count);
	free(numbers);
	return forget(table->places->ir, builder, load, element);
}

/* A loader may put another value into a constant that it can see by name, and that is read as if it
 * could change. */
static bool is_set_by_loader(const struct places *places, const struct place *place,
			     LLVMValueRef load)
{
	for (unsigned i = 0; i < place->count && llvm.GetVolatile(load); i++) {
		LLVMLinkage linkage = llvm.GetLinkage(places->objects[place->object[i]].value);
		if (linkage != LLVMInternalLinkage && linkage != LLVMPrivateLinkage)
			return true;
	}
	return false;
}

bool constant_load_lower(struct places *places, LLVMModuleRef module, LLVMBuilderRef builder,
			 LLVMValueRef load)
{
	struct place place;
	if (!places_find(places, llvm.GetOperand(load, 0), &place) ||
	    is_set_by_loader(places, &place, load))
		return false;
	struct table table = {.places = places, .type = llvm.TypeOf(load)};
	uint64_t size = llvm.ABISizeOfType(places->layout, table.type);
	table.choices = places_choices(places, &place, size, MAX_CHOICES, &table.count);
	if (!table.choices)
		return false;
	llvm.ReplaceAllUsesWith(load, load_from(&table, module, builder, load));
	free(table.choices);
	return true;
}
