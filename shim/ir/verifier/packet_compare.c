/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Comparisons and differences of addresses in a packet that the verifier does not follow, such as
 * the end of an iterator: "start + (end - start)" adds a number without a bound to a pointer. Their
 * distances from the packet's start are compared instead, and subtracted: addresses in one packet
 * are as far from each other as these.
 */
#include "ir/analysis/packet.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/model.h"
#include "ir/verifier/packet_offset.h"
#include "ir/verifier/packet_path.h"
#include "ir/verifier/quirk.h"

struct work {
	struct shaper *shaper;
	const struct packet_fields *fields;
	struct packet_offsets offsets;
	struct model model;
};

/* Where each side comes from: both from one start, or one is the packet's end. A null is no place
 * in a packet. */
static LLVMValueRef find_start(const struct work *work, LLVMValueRef at)
{
	LLVMValueRef start = NULL;
	for (unsigned side = 0; side < 2; side++) {
		LLVMValueRef value = llvm.GetOperand(at, side);
		if (packet_is_field(value, work->fields->end))
			continue;
		struct packet_origin origin = packet_find_origin(work->fields, value);
		if (!origin.start || origin.many || origin.null || origin.other ||
		    (start && start != origin.start))
			return NULL;
		start = origin.start;
	}
	return start;
}

static bool is_followed(struct work *work, LLVMValueRef value)
{
	return packet_is_field(value, work->fields->end) ||
	       packet_path_is_followed(&work->model, work->fields, value, 0, NULL);
}

static bool is_wanted(struct work *work, LLVMValueRef at)
{
	LLVMOpcode opcode = llvm.GetInstructionOpcode(at);
	if (opcode != LLVMICmp && (opcode != LLVMSub || shape_width(at) != 64))
		return false;
	LLVMValueRef a = llvm.GetOperand(at, 0), b = llvm.GetOperand(at, 1);
	if (shape_width(a) == 32 || !find_start(work, at))
		return false;
	return (!is_followed(work, a) || !is_followed(work, b)) &&
	       packet_offsets_can(&work->offsets, a) && packet_offsets_can(&work->offsets, b);
}

/* No place in a packet is null, which is Rust's None of a reference. Left alone, the place would be
 * computed for this. */
static bool fold_null_place(struct work *work, LLVMValueRef at)
{
	LLVMIntPredicate predicate = llvm.IsAICmpInst(at) ? llvm.GetICmpPredicate(at) : LLVMIntUGT;
	if (predicate != LLVMIntEQ && predicate != LLVMIntNE)
		return false;
	LLVMValueRef place = llvm.GetOperand(at, 0), other = llvm.GetOperand(at, 1);
	if (llvm.GetTypeKind(llvm.TypeOf(other)) != LLVMPointerTypeKind || !llvm.IsNull(other) ||
	    is_followed(work, place))
		return false;
	struct packet_origin origin = packet_find_origin(work->fields, place);
	if (!origin.start || origin.null || origin.other)
		return false;
	shape_note(work->shaper, at);
	llvm.ReplaceAllUsesWith(at, llvm.ConstInt(llvm.TypeOf(at), predicate == LLVMIntNE, false));
	llvm.InstructionEraseFromParent(at);
	return true;
}

/* Of the packet's end it is its length. */
static LLVMValueRef distance_of(struct work *work, LLVMValueRef at, unsigned side,
				LLVMValueRef start)
{
	LLVMValueRef value = llvm.GetOperand(at, side);
	if (!packet_is_field(value, work->fields->end))
		return packet_offsets_find(&work->offsets, value);
	start = shape_widen(work->shaper, start);
	value = shape_widen(work->shaper, packet_strip_casts(value));
	shape_stand_before(work->shaper, at);
	return llvm.BuildSub(work->shaper->builder, value, start, "");
}

static void shape_one(struct work *work, LLVMValueRef at)
{
	LLVMBuilderRef builder = work->shaper->builder;
	LLVMValueRef start = find_start(work, at), shaped;
	LLVMValueRef a = distance_of(work, at, 0, start);
	LLVMValueRef b = distance_of(work, at, 1, start);
	shape_stand_before(work->shaper, at);
	if (llvm.IsAICmpInst(at))
		shaped = llvm.BuildICmp(
			builder, shape_distance_predicate(llvm.GetICmpPredicate(at)), a, b, "");
	else
		shaped = llvm.BuildSub(builder, a, b, "");
	shape_note(work->shaper, at);
	llvm.ReplaceAllUsesWith(at, shaped);
	llvm.InstructionEraseFromParent(at);
}

/* Code generation would make "end - (start + x)" of a packet's length less x, or take the end for a
 * pointer that something is added to. */
static void hide_difference(struct work *work, LLVMValueRef difference)
{
	if (llvm.GetInstructionOpcode(difference) != LLVMSub || shape_width(difference) != 64 ||
	    !llvm.GetFirstUse(difference) || !find_start(work, difference))
		return;
	shape_stand_before(work->shaper, ir_next_instruction(difference));
	LLVMValueRef hidden = opaque_copy(work->shaper->builder, difference);
	llvm.ReplaceAllUsesWith(difference, hidden);
	llvm.SetOperand(hidden, 0, difference);
}

void shape_packet_compares(struct shaper *shaper)
{
	struct work work = {.shaper = shaper,
			    .fields = packet_fields_of(shaper->ir, shaper->function)};
	if (!work.fields)
		return;
	packet_offsets_init(&work.offsets, shaper, work.fields);
	model_init(&work.model, shaper->function, shaper->layout);
	LLVMValueRef next;
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at; at = next) {
		next = ir_next_instruction(at);
		if (!fold_null_place(&work, at) && is_wanted(&work, at))
			shape_one(&work, at);
	}
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at; at = next) {
		next = ir_next_instruction(at);
		hide_difference(&work, at);
	}
	model_release(&work.model);
	packet_offsets_release(&work.offsets);
}
