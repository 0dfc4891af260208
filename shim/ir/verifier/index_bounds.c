/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Accesses whose bounds the verifier does not see. LLVM drops a bounds check that something else
 * implies (a remainder, another comparison), computes an address before the check, and takes
 * constants out of indices. Such an access gets a check of the whole distance from the start of its
 * object, right before it, and an address that is computed from the number that was checked. Where
 * the check fails there is 'unreachable': an access outside of its object is undefined, so that no
 * program gets there. Nothing that a program computes is changed.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/address.h"
#include "ir/analysis/place.h"
#include "ir/llvm/llvm.h"
#include "ir/llvm/module.h"
#include "ir/verifier/access.h"
#include "ir/verifier/bounds_check.h"
#include "ir/verifier/model.h"
#include "ir/verifier/quirk.h"

/* At how many uses of an index is looked, or an index of many accesses would take quadratic time.
 */
#define MAX_USES 64

struct accesses {
	struct access *at; /* owned */
	size_t count;
};

/* How far choices among objects are followed. */
#define MAX_CHOICES 4

/* The distances at which one object has bytes, or several that a pointer to the same place in each
 * is chosen from. */
struct extent {
	int64_t first, end;
	bool found;
};

static bool add_object(struct extent *extent, int64_t first, uint64_t size)
{
	int64_t end = first + (int64_t)size;
	if (extent->found && extent->first != first)
		return false; /* place_bounds.c knows parts of one object */
	extent->first = first;
	extent->end = extent->found && extent->end > end ? extent->end : end;
	extent->found = true;
	return true;
}

/* False when the base may be something else. What has no bytes at all is left out: no access goes
 * there. */
static bool add_objects(struct shaper *shaper, LLVMValueRef base, unsigned depth,
			struct extent *extent)
{
	struct address address;
	uint64_t number;
	if (!address_split(shaper->layout, base, &address) || address.term_count)
		return false;
	uint64_t size = shape_object_size(shaper, address.base);
	if (size)
		return add_object(extent, -address.offset, size);
	if (llvm.IsUndef(base) || place_is_null(base) || place_is_dangling(base, &number))
		return true;
	bool is_phi = llvm.IsAPHINode(base);
	if (depth == MAX_CHOICES || (!is_phi && !ir_is_opcode(base, LLVMSelect)))
		return false;
	for (unsigned i = is_phi ? 0 : 1; i < (unsigned)llvm.GetNumOperands(base); i++) {
		if (!add_objects(shaper, llvm.GetOperand(base, i), depth + 1, extent))
			return false;
	}
	return true;
}

/* What the sum of the terms may be so that the access stays in the object, or in the largest of
 * those that its base is chosen from; false when it has no place in it at all. */
static bool find_room(struct shaper *shaper, const struct access *access, struct range *room)
{
	struct extent extent = {0};
	if (!add_objects(shaper, access->address.base, 0, &extent) || !extent.found ||
	    access->size > (uint64_t)(extent.end - extent.first))
		return false;
	room->min = extent.first - access->address.offset;
	room->max = extent.end - (int64_t)access->size - access->address.offset;
	return true;
}

/* Where the first variable index is added to the address. */
static LLVMBasicBlockRef index_block(LLVMValueRef pointer)
{
	LLVMBasicBlockRef block = llvm.GetInstructionParent(pointer);
	for (; llvm.IsAInstruction(pointer) &&
	       llvm.GetInstructionOpcode(pointer) == LLVMGetElementPtr;
	     pointer = llvm.GetOperand(pointer, 0)) {
		for (unsigned i = 1; i < (unsigned)llvm.GetNumOperands(pointer); i++)
			if (!llvm.IsAConstantInt(llvm.GetOperand(pointer, i)))
				block = llvm.GetInstructionParent(pointer);
	}
	return block;
}

static bool has_term(LLVMTargetDataRef layout, LLVMValueRef pointer,
		     const struct address_term *term)
{
	struct address address;
	if (!llvm.IsAInstruction(pointer) ||
	    llvm.GetInstructionOpcode(pointer) != LLVMGetElementPtr ||
	    !address_split(layout, pointer, &address))
		return false;
	for (unsigned i = 0; i < address.term_count; i++) {
		if (address.terms[i].index == term->index &&
		    address.terms[i].stride == term->stride)
			return true;
	}
	return false;
}

/* Where the product of a term is computed for the block: code generation takes that of another
 * address which came by before, and the verifier knows of it what it knew there. */
static LLVMBasicBlockRef product_block(struct model *model, const struct address_term *term,
				       LLVMBasicBlockRef block)
{
	size_t first = cfg_index(&model->cfg, block);
	if (term->stride == 1)
		return block;
	LLVMUseRef use = llvm.GetFirstUse(term->index);
	for (unsigned i = 0; use && i < MAX_USES; i++, use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (!has_term(model->layout, user, term))
			continue;
		size_t other = cfg_index(&model->cfg, llvm.GetInstructionParent(user));
		if (cfg_dominates(&model->cfg, other, first))
			first = other;
	}
	return model->cfg.blocks[first];
}

/* Whether the verifier follows the address to the access: it knows the range where the address is
 * computed. */
static bool is_followed(struct model *model, const struct access *access, struct range room)
{
	LLVMBasicBlockRef block = index_block(access->pointer);
	for (unsigned i = 0; i < access->address.term_count; i++)
		block = product_block(model, &access->address.terms[i], block);
	return range_is_inside(model_range_of_terms(model, &access->address, block, false), room);
}

static bool is_indexed(const struct access *access)
{
	return access->address.term_count > 0;
}

static void collect(struct shaper *shaper, struct accesses *accesses)
{
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at;
	     at = ir_next_instruction(at)) {
		struct access found[ACCESSES_OF_ONE];
		unsigned count = access_find(shaper->layout, at, found);
		for (unsigned i = 0; i < count; i++) {
			if (!is_indexed(&found[i]))
				continue;
			accesses->at = xreallocarray(accesses->at, accesses->count + 1,
						     sizeof(*accesses->at));
			accesses->at[accesses->count++] = found[i];
		}
	}
}

/* Takes the first access that needs a check, and those behind it that the same check serves. */
static void make_check(struct shaper *shaper, struct accesses *accesses, size_t first,
		       struct bounds_check *check)
{
	struct access *leader = &accesses->at[first];
	find_room(shaper, leader, &check->room);
	for (size_t i = first; i < accesses->count; i++) {
		struct access *access = &accesses->at[i];
		struct range room;
		if (llvm.GetInstructionParent(access->instruction) !=
		    llvm.GetInstructionParent(leader->instruction))
			break;
		if (!address_has_same_terms(&access->address, &leader->address) ||
		    !find_room(shaper, access, &room) || room.min > check->room.max ||
		    room.max < check->room.min || !access_are_together(leader, access))
			continue;
		check->room.min = room.min > check->room.min ? room.min : check->room.min;
		check->room.max = room.max < check->room.max ? room.max : check->room.max;
		check->accesses =
			xreallocarray(check->accesses, check->count + 1, sizeof(*check->accesses));
		check->accesses[check->count++] = *access;
		access->address.term_count = 0; /* served */
	}
}

struct checks {
	struct bounds_check *at; /* owned */
	size_t count;
};

static void plan_checks(struct shaper *shaper, struct accesses *accesses, struct checks *checks)
{
	struct model model;
	model_init(&model, shaper->function, shaper->layout);
	for (size_t i = 0; i < accesses->count; i++) {
		struct access *access = &accesses->at[i];
		struct range room;
		if (!is_indexed(access) || !find_room(shaper, access, &room) ||
		    is_followed(&model, access, room))
			continue;
		struct bounds_check check = {0};
		make_check(shaper, accesses, i, &check);
		checks->at = xreallocarray(checks->at, checks->count + 1, sizeof(*checks->at));
		checks->at[checks->count++] = check;
	}
	model_release(&model);
}

void shape_index_bounds(struct shaper *shaper)
{
	struct accesses accesses = {0};
	struct checks checks = {0};

	collect(shaper, &accesses);
	plan_checks(shaper, &accesses, &checks);
	/* From the first to the last: each splits its block, and moves what is before it. */
	for (size_t i = 0; i < checks.count; i++) {
		bounds_check_build(shaper, &checks.at[i]);
		free(checks.at[i].accesses);
	}
	free(checks.at);
	free(accesses.at);
}
