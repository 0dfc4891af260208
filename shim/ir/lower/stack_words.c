/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Arrays on the stack become arrays of words, which are loaded and stored as a whole. */
#include "ir/lower/stack_words.h"

#include "ir/llvm/module.h"
#include "ir/lower/stack_split.h"

LLVMTypeRef stack_word_type(const struct places *places)
{
	return llvm.Int64TypeInContext(places->ir->context);
}

LLVMValueRef stack_word_constant(const struct places *places, uint64_t number)
{
	return llvm.ConstInt(stack_word_type(places), number, false);
}

/* Stores zero into each word of the variable, at the builder's position. */
static void clear(struct places *places, LLVMBuilderRef builder, LLVMValueRef variable,
		  uint64_t words)
{
	for (uint64_t i = 0; i < words; i++) {
		LLVMValueRef offset = stack_word_constant(places, i);
		llvm.BuildStore(
			builder, stack_word_constant(places, 0),
			llvm.BuildGEP2(builder, stack_word_type(places), variable, &offset, 1, ""));
	}
}

/* The verifier refuses to load bytes that were never stored, and a load of a word may read such
 * bytes beside the element: the variable is zeroed where its lifetime begins. */
static void make_words(struct places *places, struct place_object *object)
{
	LLVMValueRef old = object->value;
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(places->ir->context);
	uint64_t words = (object->size + STACK_WORD - 1) / STACK_WORD;
	bool cleared = false;
	llvm.PositionBuilderBefore(builder, old);
	LLVMValueRef variable =
		llvm.BuildAlloca(builder, llvm.ArrayType2(stack_word_type(places), words), "");
	llvm.SetAlignment(variable, STACK_WORD);
	for (LLVMUseRef use = llvm.GetFirstUse(old); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (!ir_calls(user, "llvm.lifetime.start.p0"))
			continue;
		llvm.PositionBuilderBefore(builder, llvm.GetNextInstruction(user));
		clear(places, builder, variable, words);
		cleared = true;
	}
	if (!cleared) {
		llvm.PositionBuilderBefore(builder, llvm.GetNextInstruction(variable));
		clear(places, builder, variable, words);
	}
	llvm.DisposeBuilder(builder);
	llvm.ReplaceAllUsesWith(old, variable);
	llvm.InstructionEraseFromParent(old);
}

bool stack_is_words(const struct places *places, const struct place *place)
{
	for (unsigned i = 0; i < place->count; i++) {
		LLVMTypeRef type = llvm.GetAllocatedType(places->objects[place->object[i]].value);
		if (llvm.GetTypeKind(type) != LLVMArrayTypeKind ||
		    llvm.GetElementType(type) != stack_word_type(places))
			return false;
	}
	return true;
}

bool stack_is_better_in_words(LLVMValueRef at)
{
	LLVMTypeRef type = stack_access_type(at);
	if (llvm.GetTypeKind(type) != LLVMIntegerTypeKind)
		return false;
	unsigned width = llvm.GetIntTypeWidth(type);
	return width % 8 == 0 && 64 % width == 0 && width <= (llvm.IsALoadInst(at) ? 32 : 16);
}

void stack_make_words(struct ir *ir, LLVMValueRef function)
{
	struct places places;
	bool wanted[STACK_PLACES] = {0};
	places_init(&places, ir, stack_is_variable);
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at)) {
		struct place place;
		if ((!llvm.IsALoadInst(at) && !llvm.IsAStoreInst(at)) ||
		    !stack_is_better_in_words(at) ||
		    !stack_find_indexed(&places, stack_access_pointer(at), &place))
			continue;
		for (unsigned i = 0; i < place.count; i++)
			wanted[place.object[i] % STACK_PLACES] = true;
	}
	for (size_t i = 0; i < places.object_count; i++) {
		if (i < STACK_PLACES && wanted[i])
			make_words(&places, &places.objects[i]);
	}
	places_release(&places);
}
