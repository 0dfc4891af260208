/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Where a pointer may point. A pointer that is made of the addresses of known objects (constants,
 * or variables on the stack) by getelementptr, phi and select gets a number: each object has a
 * range of numbers of its own, so that the number tells the object and the place in it. Accesses
 * can then be made a choice among all the places that are possible.
 */
#ifndef SHIM_IR_ANALYSIS_PLACE_H
#define SHIM_IR_ANALYSIS_PLACE_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* The number of the first object: null is no place. */
#define PLACE_FIRST_NUMBER 4096
/* From how many objects one pointer may choose. */
#define PLACE_OBJECTS 32

/* An object, and the number of its first byte. */
struct place_object {
	LLVMValueRef value;
	uint64_t number;
	uint64_t size;
};

/* An address that is a small number: of a slice without elements, which has no address in memory.
 * As an object it has no bytes, and that number. */
bool place_is_dangling(LLVMValueRef pointer, uint64_t *number);
/* The same, of the number 0, if it is meant as an object: a pointer that a choice may find absent.
 */
bool place_is_null(LLVMValueRef pointer);

/* True for the objects that are meant. */
typedef bool (*place_is_object)(LLVMValueRef value);

struct places {
	struct ir *ir;
	LLVMBuilderRef builder;   /* owned; its place is unspecified */
	LLVMTargetDataRef layout; /* owned */
	place_is_object is_object;
	LLVMValueRef only; /* the one object, whatever it is; NULL: is_object tells */
	struct place_object *objects;
	size_t object_count;
	struct place_number *numbers; /* private: pointers that have got a number */
	size_t number_count;
};

/* What a pointer may point to. */
struct place {
	size_t object[PLACE_OBJECTS]; /* index in places->objects */
	unsigned count;
	uint64_t stride; /* all distances are multiples of it; 0: there is one place only */
	uint64_t number; /* of one of the places */
	bool indexed;    /* by a variable index, not only by phi and select */
};

/* One place that an access may go to. */
struct place_choice {
	uint64_t number;
	size_t object;
	uint64_t offset;
};

void places_init(struct places *places, struct ir *ir, place_is_object is_object);
/* The same for pointers that are made of this one: it is the only object, of no known size. */
void places_init_from(struct places *places, struct ir *ir, LLVMValueRef pointer);
void places_release(struct places *places);

/* False when the pointer may point to something else, too. */
bool places_find(struct places *places, LLVMValueRef pointer, struct place *place);
/* All the places where 'size' bytes lie inside the object, by ascending number; the caller frees.
 * NULL when there are none, or more than 'most'. */
struct place_choice *places_choices(const struct places *places, const struct place *place,
				    uint64_t size, size_t most, size_t *count);
/* The number (i64) of a pointer that was found; built where the pointer is. */
LLVMValueRef places_number(struct places *places, LLVMValueRef pointer);

/* Looks at one instruction of a function, with the builder (and its debug location) before it. True
 * when all its uses have been given something else, so that it can go. */
typedef bool (*places_instruction)(struct places *places, LLVMModuleRef module,
				   LLVMBuilderRef builder, LLVMValueRef at);
/* Shows every instruction of the module's functions to 'rewrite'; returns how many went. */
int places_rewrite(struct ir *ir, LLVMModuleRef module, place_is_object is_object,
		   places_instruction rewrite);

#endif
