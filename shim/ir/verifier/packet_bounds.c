/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Accesses to packets. Of a slice Rust compares the length; the verifier wants the very address
 * that is accessed compared with the packet's end. An access for which there is no such comparison
 * on all ways to it gets one, right before it. Where the verifier could not even follow how the
 * address is computed (an index without a bound, a constant that is taken off), the address is
 * computed anew there, from its whole distance, which is compared with the greatest one that the
 * verifier accepts. So too where the way is long: of the distance the verifier then knows no more
 * than that, and takes states for the same that differ in it. Where a check fails there is
 * 'unreachable': an access outside of the packet is undefined, so that no program gets there.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/packet.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/access.h"
#include "ir/verifier/bounds_check.h"
#include "ir/verifier/model.h"
#include "ir/verifier/packet_cover.h"
#include "ir/verifier/packet_offset.h"
#include "ir/verifier/packet_path.h"
#include "ir/verifier/quirk.h"

struct packet_access {
	struct access access;
	struct packet_place place;
	LLVMValueRef start;
	bool served;
};

/* A check before the first of some accesses of one block by the same base. */
struct check {
	struct packet_access *accesses; /* owned */
	size_t count;
	int64_t first, last; /* bytes from the base: of the lowest place, and behind the highest */
	bool anew;           /* the address is computed anew */
};

/* The packet's accesses, and what is to be done. */
struct work {
	struct shaper *shaper;
	const struct packet_fields *fields;
	struct packet_access *accesses; /* owned; in the function's order */
	size_t count;
	struct check *checks; /* owned */
	size_t check_count;
	struct packet_cover *covers; /* owned */
	size_t cover_count;
	struct packet_offsets offsets;
};

/* ---- what there is ---- */

static void collect(struct work *work)
{
	struct shaper *shaper = work->shaper;
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at;
	     at = ir_next_instruction(at)) {
		struct access found[ACCESSES_OF_ONE];
		unsigned count = access_find(shaper->layout, at, found);
		for (unsigned i = 0; i < count; i++) {
			struct packet_origin origin =
				packet_find_origin(work->fields, found[i].pointer);
			if (!origin.start || origin.other)
				continue;
			work->accesses = xreallocarray(work->accesses, work->count + 1,
						       sizeof(*work->accesses));
			work->accesses[work->count++] = (struct packet_access){
				.access = found[i],
				.place = packet_split(shaper->layout, found[i].pointer),
				.start = origin.many ? NULL : origin.start,
			};
		}
	}
}

/* ---- planning ---- */

static struct packet_cover *find_cover(struct work *work, struct cfg *cfg, LLVMValueRef base)
{
	for (size_t i = 0; i < work->cover_count; i++) {
		if (work->covers[i].base == base)
			return &work->covers[i];
	}
	work->covers = xreallocarray(work->covers, work->cover_count + 1, sizeof(*work->covers));
	struct packet_cover *cover = &work->covers[work->cover_count++];
	packet_cover_init(cover, cfg, work->fields, work->shaper->layout, base);
	return cover;
}

static void add_to(struct check *check, struct packet_access *access)
{
	int64_t first = access->place.offset, last = first + (int64_t)access->access.size;
	check->first = !check->count || first < check->first ? first : check->first;
	check->last = !check->count || last > check->last ? last : check->last;
	check->accesses =
		xreallocarray(check->accesses, check->count + 1, sizeof(*check->accesses));
	check->accesses[check->count++] = *access;
	access->served = true;
}

/* A check for this access, and for those behind it that the same check serves. */
static struct check *make_check(struct work *work, size_t number, bool anew)
{
	struct packet_access *leader = &work->accesses[number];
	LLVMBasicBlockRef block = llvm.GetInstructionParent(leader->access.instruction);
	work->checks = xreallocarray(work->checks, work->check_count + 1, sizeof(*work->checks));
	struct check *check = &work->checks[work->check_count++];
	*check = (struct check){.anew = anew};
	for (size_t i = number; i < work->count; i++) {
		struct packet_access *access = &work->accesses[i];
		if (llvm.GetInstructionParent(access->access.instruction) != block)
			break;
		if (access->place.base == leader->place.base &&
		    (anew || access->place.offset >= 0) &&
		    access_are_together(&leader->access, &access->access))
			add_to(check, access);
	}
	return check;
}

static bool is_covered(const struct packet_cover *cover, const struct packet_access *access)
{
	size_t block = cfg_index(cover->cfg, llvm.GetInstructionParent(access->access.instruction));
	return packet_cover_of(cover, block) >= access->place.offset + (int64_t)access->access.size;
}

static void plan_one(struct work *work, struct model *model, size_t number)
{
	struct packet_access *access = &work->accesses[number];
	bool is_long;
	bool followed = packet_path_is_followed(model, work->fields, access->place.base,
						access->place.offset + (int64_t)access->access.size,
						&is_long) &&
			access->place.offset >= 0;
	struct packet_cover *cover = find_cover(work, &model->cfg, access->place.base);
	if (followed && is_covered(cover, access))
		return;
	bool anew = (!followed || is_long) && access->start &&
		    packet_offsets_can(&work->offsets, access->access.pointer);
	if (!anew && access->place.offset < 0)
		return;
	struct check *check = make_check(work, number, anew);
	if (!anew)
		packet_cover_add(cover,
				 cfg_index(&model->cfg,
					   llvm.GetInstructionParent(access->access.instruction)),
				 check->last);
}

static void plan(struct work *work)
{
	struct model model;
	model_init(&model, work->shaper->function, work->shaper->layout);
	for (size_t i = 0; i < work->count; i++) {
		if (!work->accesses[i].served)
			plan_one(work, &model, i);
	}
	model_release(&model);
}

/* ---- building ---- */

static LLVMValueRef as_pointer(struct shaper *shaper, LLVMValueRef value)
{
	LLVMTypeRef pointer = llvm.PointerTypeInContext(shaper->ir->context, 0);
	return llvm.TypeOf(value) == pointer
		       ? value
		       : llvm.BuildIntToPtr(shaper->builder, value, pointer, "");
}

/* The packet's end, as it is now. */
static LLVMValueRef load_end(struct work *work)
{
	struct shaper *shaper = work->shaper;
	LLVMTypeRef i32 = llvm.Int32TypeInContext(shaper->ir->context);
	LLVMValueRef field = shape_offset(shaper, llvm.GetParam(shaper->function, 0),
					  shape_i64(shaper, (int64_t)work->fields->end));
	LLVMValueRef end = llvm.BuildLoad2(shaper->builder, i32, field, "");
	llvm.SetAlignment(end, 4);
	end = llvm.BuildZExt(shaper->builder, end, llvm.Int64TypeInContext(shaper->ir->context),
			     "");
	return as_pointer(shaper, end);
}

/* The address of the lowest place, computed from its distance from the packet's start; the builder
 * stands at the end of a block, and then before the instruction. */
static LLVMValueRef build_anew(struct work *work, const struct check *check,
			       LLVMValueRef instruction)
{
	struct shaper *shaper = work->shaper;
	const struct packet_access *leader = &check->accesses[0];
	LLVMValueRef distance = packet_offsets_find(&work->offsets, leader->place.base);
	LLVMValueRef start = shape_widen(shaper, leader->start);

	shape_split_before(shaper, instruction);
	LLVMValueRef first = shape_i64(shaper, check->first);
	distance = shape_forget(shaper, llvm.BuildAdd(shaper->builder, distance, first, ""));
	LLVMValueRef most = shape_i64(shaper, PACKET_MAX_OFFSET - (check->last - check->first));
	shape_go_on_if(shaper, llvm.BuildICmp(shaper->builder, LLVMIntULE, distance, most, ""),
		       instruction);
	return shape_offset(shaper, as_pointer(shaper, start), distance);
}

static void build(struct work *work, const struct check *check)
{
	struct shaper *shaper = work->shaper;
	LLVMValueRef instruction = check->accesses[0].access.instruction;
	LLVMValueRef address = check->accesses[0].place.base;
	int64_t low = check->anew ? check->first : 0;

	if (check->anew)
		address = build_anew(work, check, instruction);
	else
		address = shape_widen(shaper, address);
	shape_split_before(shaper, instruction);
	/* Opaque: code generation would add other constants, and make another register. */
	address = opaque_copy(shaper->builder, as_pointer(shaper, address));
	LLVMValueRef behind = shape_offset(shaper, address, shape_i64(shaper, check->last - low));
	shape_go_on_if(shaper,
		       llvm.BuildICmp(shaper->builder, LLVMIntULE, behind, load_end(work), ""),
		       instruction);
	for (size_t i = 0; i < check->count; i++) {
		const struct access *access = &check->accesses[i].access;
		int64_t offset = check->accesses[i].place.offset - low;
		shape_stand_before(shaper, access->instruction);
		llvm.SetOperand(access->instruction, access->operand,
				offset ? shape_offset(shaper, address, shape_i64(shaper, offset))
				       : address);
		shape_note(shaper, access->instruction);
	}
}

void shape_packet_bounds(struct shaper *shaper)
{
	struct work work = {.shaper = shaper,
			    .fields = packet_fields_of(shaper->ir, shaper->function)};
	if (!work.fields)
		return;
	packet_offsets_init(&work.offsets, shaper, work.fields);
	collect(&work);
	plan(&work);
	/* From the first to the last: each splits its block, and moves what is before it. */
	for (size_t i = 0; i < work.check_count; i++) {
		build(&work, &work.checks[i]);
		free(work.checks[i].accesses);
	}
	for (size_t i = 0; i < work.cover_count; i++)
		packet_cover_release(&work.covers[i]);
	packet_offsets_release(&work.offsets);
	free(work.covers);
	free(work.checks);
	free(work.accesses);
}
