/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Accesses to variables by pointers that wander: a slice that is cut short again and again, in a
 * loop or out of one. What is added to such a pointer has a bound each time, but the verifier adds
 * up the bounds. The access gets an address that is computed from its whole distance from the start
 * of the variable, which the verifier has forgotten, and is compared with the variable's size.
 * Where that fails there is 'unreachable'.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/packet.h"
#include "ir/analysis/place.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/access.h"
#include "ir/verifier/bounds_check.h"
#include "ir/verifier/quirk.h"

struct wanderer {
	struct access access;
	struct packet_place place;
	struct place_object object;
	bool served;
};

struct work {
	struct shaper *shaper;
	struct places places;
	struct wanderer *at; /* owned; in the function's order */
	size_t count;
};

static bool is_variable(LLVMValueRef value)
{
	return llvm.IsAAllocaInst(value) || llvm.IsAGlobalVariable(value);
}

/* Of one variable, by a way that index_bounds.c does not take. */
static bool wanders(struct work *work, const struct access *access, struct place_object *object)
{
	struct place place;
	if (is_variable(access->address.base) ||
	    !places_find(&work->places, access->pointer, &place) || place.count != 1 ||
	    !place.indexed)
		return false;
	*object = work->places.objects[place.object[0]];
	return object->size >= access->size;
}

static void collect(struct work *work)
{
	struct shaper *shaper = work->shaper;
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at;
	     at = ir_next_instruction(at)) {
		struct access found[ACCESSES_OF_ONE];
		unsigned count = access_find(shaper->layout, at, found);
		for (unsigned i = 0; i < count; i++) {
			struct place_object object;
			if (!wanders(work, &found[i], &object))
				continue;
			work->at = xreallocarray(work->at, work->count + 1, sizeof(*work->at));
			work->at[work->count++] = (struct wanderer){
				.access = found[i],
				.place = packet_split(shaper->layout, found[i].pointer),
				.object = object,
			};
		}
	}
}

/* By the same base, and executed together or not at all. */
static bool is_served_with(const struct wanderer *leader, const struct wanderer *other)
{
	return leader->place.base == other->place.base &&
	       access_are_together(&leader->access, &other->access);
}

/* How many from this one on are of its block. */
static size_t count_in_block(const struct work *work, size_t first)
{
	LLVMBasicBlockRef block = llvm.GetInstructionParent(work->at[first].access.instruction);
	size_t end = first;
	while (end < work->count &&
	       llvm.GetInstructionParent(work->at[end].access.instruction) == block)
		end++;
	return end - first;
}

/* What the access's address is a multiple of, in bytes: an access that is not is undefined. */
static unsigned alignment_of(LLVMValueRef instruction)
{
	bool known = llvm.IsALoadInst(instruction) || llvm.IsAStoreInst(instruction);
	unsigned alignment = known ? llvm.GetAlignment(instruction) : 1;
	return alignment < 8 ? alignment : 8;
}

/* The same of the distance of the leader's access: the verifier wants to see it on the stack. */
static uint64_t alignment_mask(const struct wanderer *leader, int64_t first)
{
	uint64_t alignment = alignment_of(leader->access.instruction);
	if (llvm.GetAlignment(leader->object.value) < alignment ||
	    (uint64_t)(leader->place.offset - first) % alignment)
		alignment = 1;
	return -alignment;
}

/* Splits the block before the leader, and goes on only if the distance of the lowest place that is
 * accessed, which is returned, is at most that of the highest that is inside. */
static LLVMValueRef build_check(struct work *work, const struct wanderer *leader, int64_t first,
				int64_t last)
{
	struct shaper *shaper = work->shaper;
	LLVMValueRef number = places_number(&work->places, leader->place.base);
	int64_t start = first - (int64_t)leader->object.number;
	shape_split_before(shaper, leader->access.instruction);
	LLVMValueRef distance =
		llvm.BuildAdd(shaper->builder, number, shape_i64(shaper, start), "");
	distance = shape_forget(shaper, distance);
	LLVMValueRef mask = shape_i64(shaper, (int64_t)alignment_mask(leader, first));
	distance = llvm.BuildAnd(shaper->builder, distance, mask, "");
	LLVMValueRef most = shape_i64(shaper, (int64_t)leader->object.size - (last - first));
	shape_go_on_if(shaper, llvm.BuildICmp(shaper->builder, LLVMIntULE, distance, most, ""),
		       leader->access.instruction);
	return distance;
}

/* Checks the wanderer, and those that the same check serves. */
static void shape(struct work *work, size_t number)
{
	struct shaper *shaper = work->shaper;
	struct wanderer *leader = &work->at[number];
	size_t end = number + count_in_block(work, number);
	int64_t first = INT64_MAX, last = INT64_MIN;
	for (size_t i = number; i < end; i++) {
		struct wanderer *other = &work->at[i];
		if (other->served || !is_served_with(leader, other))
			continue;
		int64_t behind = other->place.offset + (int64_t)other->access.size;
		first = other->place.offset < first ? other->place.offset : first;
		last = behind > last ? behind : last;
	}
	LLVMValueRef distance = build_check(work, leader, first, last);
	LLVMValueRef base =
		shape_offset(shaper, opaque_copy(shaper->builder, leader->object.value), distance);
	for (size_t i = number; i < end; i++) {
		struct wanderer *other = &work->at[i];
		if (other->served || !is_served_with(leader, other))
			continue;
		shape_stand_before(shaper, other->access.instruction);
		llvm.SetOperand(
			other->access.instruction, other->access.operand,
			shape_offset(shaper, base, shape_i64(shaper, other->place.offset - first)));
		shape_note(shaper, other->access.instruction);
		other->served = true;
	}
}

void shape_place_bounds(struct shaper *shaper)
{
	struct work work = {.shaper = shaper};
	places_init(&work.places, shaper->ir, is_variable);
	collect(&work);
	for (size_t i = 0; i < work.count; i++) {
		if (!work.at[i].served)
			shape(&work, i);
	}
	places_release(&work.places);
	free(work.at);
}
