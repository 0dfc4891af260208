/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Arrays on the stack, for kernels whose verifier wants to know the place of every access to the
 * stack (before 5.12). An access at a variable index becomes a choice among accesses at all the
 * places that it may go to; an address at a variable index that is passed on becomes a choice among
 * addresses. On all kernels so where a pointer is loaded: of what is read
 * at a variable index the verifier does not know that it is one, and what is called by it must be
 * known.
 */
#include "ir/lower/stack_index.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ir/analysis/place.h"
#include "ir/llvm/changed.h"
#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"
#include "ir/lower/lookup.h"
#include "ir/lower/pointer_tables.h"
#include "ir/lower/stack_split.h"
#include "ir/lower/stack_words.h"

/* ---- choosing ---- */

/* A piece of code for each place that a pointer may point to. */
struct choice {
	struct places *places;
	LLVMModuleRef module;
	LLVMBuilderRef builder; /* where the choice is made */
	struct place place;
	LLVMValueRef pointer;
	uint64_t size;    /* of what lies at the place */
	bool words;       /* not the place itself is chosen, but the word that it is in */
	LLVMTypeRef type; /* of what is loaded or stored there */
	struct place_choice *at;
	/* Builds the code for one place: a value, or NULL. */
	LLVMValueRef (*build)(const struct choice *choice, LLVMBuilderRef builder,
			      LLVMValueRef address, LLVMValueRef function);
	LLVMValueRef access;   /* the load or store that is replaced, or NULL */
	LLVMValueRef extra[2]; /* for stores: parameters behind the addresses */
	unsigned extra_count;
};

/* The parameter that holds the object's address. */
static unsigned param_of(const struct place *place, size_t object)
{
	unsigned i = 0;
	while (place->object[i] != object)
		i++;
	return i;
}

static LLVMValueRef build_place(void *data, LLVMBuilderRef builder, LLVMValueRef function,
				size_t number)
{
	const struct choice *choice = data;
	const struct place_choice *at = &choice->at[number];
	LLVMValueRef offset = stack_word_constant(choice->places, at->offset);
	LLVMValueRef object = llvm.GetParam(function, param_of(&choice->place, at->object));
	LLVMValueRef address =
		llvm.BuildGEP2(builder, llvm.Int8TypeInContext(choice->places->ir->context), object,
			       &offset, 1, "");
	return choice->build(choice, builder, address, function);
}

/* Of the places, the words that they are in; returns how many. */
static size_t keep_words(struct place_choice *at, size_t count)
{
	size_t words = 0;
	for (size_t i = 0; i < count; i++) {
		struct place_choice word = at[i];
		word.number -= word.number % STACK_WORD;
		word.offset -= word.offset % STACK_WORD;
		if (words == 0 || at[words - 1].number != word.number)
			at[words++] = word;
	}
	return words;
}

/* The value of the choice; NULL when there are no places, or too many. */
static LLVMValueRef choose(struct choice *choice, LLVMTypeRef result)
{
	struct places *places = choice->places;
	LLVMValueRef args[PLACE_OBJECTS + 2];
	size_t count;
	choice->at = places_choices(places, &choice->place, choice->size, STACK_PLACES, &count);
	if (!choice->at)
		return NULL;
	if (choice->words)
		count = keep_words(choice->at, count);
	uint64_t *numbers = xcalloc(count, sizeof(*numbers));
	for (size_t i = 0; i < count; i++)
		numbers[i] = choice->at[i].number / (choice->words ? STACK_WORD : 1);
	for (unsigned i = 0; i < choice->place.count; i++)
		args[i] = places->objects[choice->place.object[i]].value;
	for (unsigned i = 0; i < choice->extra_count; i++)
		args[choice->place.count + i] = choice->extra[i];
	LLVMValueRef number = places_number(places, choice->pointer);
	if (choice->words)
		number = llvm.BuildUDiv(choice->builder, number,
					stack_word_constant(places, STACK_WORD), "");
	const struct lookup lookup = {
		.ir = places->ir,
		.module = choice->module,
		.result = result,
		.args = args,
		.arg_count = choice->place.count + choice->extra_count,
		.numbers = numbers,
		.count = count,
		.build = build_place,
		.data = choice,
	};
	LLVMValueRef value = lookup_call(&lookup, choice->builder, number);
	free(numbers);
	free(choice->at);
	return value;
}

/* ---- words ---- */

/* How far to the left of its word's lowest bits the element is. */
static LLVMValueRef shift_of(struct choice *choice, unsigned width)
{
	struct places *places = choice->places;
	LLVMBuilderRef builder = choice->builder;
	LLVMValueRef number = places_number(places, choice->pointer);
	LLVMValueRef byte =
		llvm.BuildAnd(builder, number, stack_word_constant(places, STACK_WORD - 1), "");
	if (strcmp(places->ir->triple, "bpfeb") == 0)
		byte = llvm.BuildSub(builder, stack_word_constant(places, STACK_WORD - width / 8),
				     byte, "");
	return llvm.BuildMul(builder, byte, stack_word_constant(places, 8), "");
}

static LLVMValueRef build_word_load(const struct choice *choice, LLVMBuilderRef builder,
				    LLVMValueRef address, LLVMValueRef function)
{
	(void)function;
	LLVMValueRef word = llvm.BuildLoad2(builder, stack_word_type(choice->places), address, "");
	llvm.SetAlignment(word, STACK_WORD);
	return word;
}

static LLVMValueRef load_by_word(struct choice *choice)
{
	choice->words = true;
	choice->build = build_word_load;
	LLVMValueRef word = choose(choice, stack_word_type(choice->places));
	if (!word)
		return NULL;
	LLVMValueRef shift = shift_of(choice, llvm.GetIntTypeWidth(choice->type));
	return llvm.BuildTrunc(choice->builder, llvm.BuildLShr(choice->builder, word, shift, ""),
			       choice->type, "");
}

/* word = (word & mask) | value; both are parameters. */
static LLVMValueRef build_word_store(const struct choice *choice, LLVMBuilderRef builder,
				     LLVMValueRef address, LLVMValueRef function)
{
	LLVMValueRef old = build_word_load(choice, builder, address, function);
	unsigned first = choice->place.count;
	LLVMValueRef rest = llvm.BuildAnd(builder, old, llvm.GetParam(function, first), "");
	LLVMValueRef store = llvm.BuildStore(
		builder, llvm.BuildOr(builder, rest, llvm.GetParam(function, first + 1), ""),
		address);
	llvm.SetAlignment(store, STACK_WORD);
	return NULL;
}

static bool store_by_word(struct choice *choice, LLVMValueRef stored)
{
	struct places *places = choice->places;
	LLVMBuilderRef builder = choice->builder;
	unsigned width = llvm.GetIntTypeWidth(choice->type);
	LLVMValueRef shift = shift_of(choice, width);
	LLVMValueRef ones = stack_word_constant(places, (UINT64_C(1) << width) - 1);
	LLVMValueRef all = stack_word_constant(places, UINT64_MAX);
	choice->extra[0] = llvm.BuildXor(builder, llvm.BuildShl(builder, ones, shift, ""), all, "");
	choice->extra[1] = llvm.BuildShl(
		builder, llvm.BuildZExt(builder, stored, stack_word_type(places), ""), shift, "");
	choice->extra_count = 2;
	choice->words = true;
	choice->build = build_word_store;
	return choose(choice, llvm.VoidTypeInContext(places->ir->context)) != NULL;
}

/* ---- elements ---- */

static LLVMValueRef build_access(const struct choice *choice, LLVMBuilderRef builder,
				 LLVMValueRef address, LLVMValueRef function)
{
	bool is_load = llvm.IsALoadInst(choice->access) != NULL;
	LLVMValueRef access =
		is_load ? llvm.BuildLoad2(builder, choice->type, address, "")
			: llvm.BuildStore(builder, llvm.GetParam(function, choice->place.count),
					  address);
	llvm.SetAlignment(access, llvm.GetAlignment(choice->access));
	llvm.SetVolatile(access, llvm.GetVolatile(choice->access));
	return is_load ? access : NULL;
}

static bool build_choice(struct choice *choice)
{
	LLVMValueRef at = choice->access;
	bool is_load = llvm.IsALoadInst(at) != NULL;
	choice->type = stack_access_type(at);
	choice->size = llvm.ABISizeOfType(choice->places->layout, choice->type);
	/* An access that may lie across two words is none for words. */
	bool by_word = stack_is_better_in_words(at) &&
		       stack_is_words(choice->places, &choice->place) &&
		       choice->place.number % choice->size == 0 &&
		       choice->place.stride % choice->size == 0;
	if (is_load && by_word)
		return rewrite_replace(at, load_by_word(choice));
	if (by_word)
		return store_by_word(choice, llvm.GetOperand(at, 0));
	choice->build = build_access;
	choice->extra[0] = is_load ? NULL : llvm.GetOperand(at, 0);
	choice->extra_count = is_load ? 0 : 1;
	LLVMValueRef value = choose(choice, llvm.TypeOf(at));
	return is_load ? rewrite_replace(at, value) : value != NULL;
}

static bool lower_access(struct choice *choice)
{
	LLVMMetadataRef location = llvm.InstructionGetDebugLoc(choice->access);
	bool lowered = build_choice(choice);
	if (lowered)
		ir_note_changed(choice->places->ir, "stack-index", location);
	return lowered;
}

static LLVMValueRef build_address(const struct choice *choice, LLVMBuilderRef builder,
				  LLVMValueRef address, LLVMValueRef function)
{
	(void)choice, (void)builder, (void)function;
	return address;
}

/* How many bytes a helper may access there: what its next argument says, or else an element. */
static uint64_t accessed_size(const struct place *place, LLVMValueRef call, unsigned argument)
{
	LLVMValueRef next = argument + 1 < llvm.GetNumArgOperands(call)
				    ? llvm.GetOperand(call, argument + 1)
				    : NULL;
	uint64_t size;
	if (!next || !ir_constant(next, &size))
		size = 1;
	return place->stride > size ? place->stride : size;
}

/* An address that a helper gets is one of several. The call stays. */
static void lower_arguments(struct places *places, LLVMModuleRef module, LLVMBuilderRef builder,
			    LLVMValueRef call)
{
	unsigned count = llvm.GetNumArgOperands(call);
	for (unsigned i = 0; i < count; i++) {
		struct choice choice = {
			.places = places,
			.module = module,
			.builder = builder,
			.pointer = llvm.GetOperand(call, i),
			.build = build_address,
		};
		LLVMTypeRef type = llvm.TypeOf(choice.pointer);
		if (llvm.GetTypeKind(type) != LLVMPointerTypeKind ||
		    !stack_find_indexed(places, choice.pointer, &choice.place))
			continue;
		choice.size = accessed_size(&choice.place, call, i);
		LLVMValueRef address = choose(&choice, type);
		if (address)
			llvm.SetOperand(call, i, address);
	}
}

static struct choice choice_of(struct places *places, LLVMModuleRef module, LLVMBuilderRef builder,
			       LLVMValueRef access)
{
	return (struct choice){
		.places = places,
		.module = module,
		.builder = builder,
		.pointer = stack_access_pointer(access),
		.access = access,
	};
}

static bool lower(struct places *places, LLVMModuleRef module, LLVMBuilderRef builder,
		  LLVMValueRef at)
{
	if (llvm.IsACallInst(at))
		lower_arguments(places, module, builder, at);
	if (!llvm.IsALoadInst(at) && !llvm.IsAStoreInst(at))
		return false;
	struct choice choice = choice_of(places, module, builder, at);
	return stack_find_indexed(places, choice.pointer, &choice.place) && lower_access(&choice);
}

static bool is_variable_or_table(LLVMValueRef value)
{
	return stack_is_variable(value) || pointer_tables_is_one(value);
}

/* Of a single table, pointer_tables_lower() makes less code. */
static bool is_single_table(const struct places *places, const struct place *place)
{
	return place->count == 1 && !stack_is_variable(places->objects[place->object[0]].value);
}

/* How many uses of a variable are looked at: those of an array of 16 strings that is filled one by
 * one. */
#define MAX_USES 64

/* A pointer is read from the variable. */
static bool gives_pointers(LLVMValueRef address, unsigned *left)
{
	for (LLVMUseRef use = llvm.GetFirstUse(address); use && *left; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		LLVMTypeKind kind = llvm.GetTypeKind(llvm.TypeOf(user));
		--*left;
		if (kind != LLVMPointerTypeKind)
			continue;
		if (llvm.IsALoadInst(user) ||
		    (ir_is_opcode(user, LLVMGetElementPtr) && gives_pointers(user, left)))
			return true;
	}
	return false;
}

static bool holds_pointers(LLVMValueRef value)
{
	unsigned left = MAX_USES;
	return stack_is_variable(value) && gives_pointers(value, &left);
}

static bool all_hold_pointers(const struct places *places, const struct place *place)
{
	for (unsigned i = 0; i < place->count; i++) {
		if (!holds_pointers(places->objects[place->object[i]].value))
			return false;
	}
	return true;
}

/* What is written at a variable place of a variable, the verifier takes for written at each of its
 * places: there are no pointers in it any more (check_stack_write_var_off). What is read at one is
 * no pointer (check_stack_read_var_off), also where swap() reads it as a number. */
static bool is_beside_pointers(struct choice *choice)
{
	bool may_be_one = llvm.IsAStoreInst(choice->access) ||
			  llvm.ABISizeOfType(choice->places->layout, llvm.TypeOf(choice->access)) >=
				  sizeof(uint64_t);
	return may_be_one && stack_find_indexed(choice->places, choice->pointer, &choice->place) &&
	       all_hold_pointers(choice->places, &choice->place);
}

static bool is_choice_of_pointers(struct choice *choice)
{
	return llvm.IsALoadInst(choice->access) &&
	       llvm.GetTypeKind(llvm.TypeOf(choice->access)) == LLVMPointerTypeKind &&
	       places_find(choice->places, choice->pointer, &choice->place) &&
	       (choice->place.indexed || choice->place.count > 1) &&
	       !is_single_table(choice->places, &choice->place);
}

static bool lower_pointer(struct places *places, LLVMModuleRef module, LLVMBuilderRef builder,
			  LLVMValueRef at)
{
	if (!llvm.IsALoadInst(at) && !llvm.IsAStoreInst(at))
		return false;
	struct choice choice = choice_of(places, module, builder, at);
	return (is_choice_of_pointers(&choice) || is_beside_pointers(&choice)) &&
	       lower_access(&choice);
}

int stack_pointers_lower(struct ir *ir, LLVMModuleRef module)
{
	int parts = stack_split(ir, module, holds_pointers);
	return parts + places_rewrite(ir, module, is_variable_or_table, lower_pointer);
}

int stack_index_lower(struct ir *ir, LLVMModuleRef module)
{
	stack_split(ir, module, stack_is_variable);
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f))
		stack_make_words(ir, f);
	places_rewrite(ir, module, stack_is_variable, lower);
	return lookup_inline(ir, module);
}
