/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Builds the distance of an address from the packet's start. */
#include "ir/verifier/packet_offset.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/address.h"
#include "ir/llvm/module.h"

struct packet_offset {
	LLVMValueRef address, number;
};

void packet_offsets_init(struct packet_offsets *offsets, struct shaper *shaper,
			 const struct packet_fields *fields)
{
	*offsets = (struct packet_offsets){.shaper = shaper, .fields = fields};
}

void packet_offsets_release(struct packet_offsets *offsets)
{
	free(offsets->known);
}

static void remember(struct packet_offsets *offsets, LLVMValueRef address, LLVMValueRef number)
{
	offsets->known = xreallocarray(offsets->known, offsets->count + 1, sizeof(*offsets->known));
	offsets->known[offsets->count++] = (struct packet_offset){address, number};
}

static LLVMValueRef recall(const struct packet_offsets *offsets, LLVMValueRef address)
{
	for (size_t i = 0; i < offsets->count; i++) {
		if (offsets->known[i].address == address)
			return offsets->known[i].number;
	}
	return NULL;
}

/* Of a sum: which side is the address. */
static unsigned side_of_address(const struct packet_offsets *offsets, LLVMValueRef sum)
{
	return packet_find_origin(offsets->fields, llvm.GetOperand(sum, 0)).start ? 0 : 1;
}

static LLVMValueRef of_phi(struct packet_offsets *offsets, LLVMValueRef phi)
{
	LLVMBuilderRef builder = offsets->shaper->builder;
	shape_stand_before(offsets->shaper, phi);
	LLVMValueRef number =
		llvm.BuildPhi(builder, llvm.Int64TypeInContext(offsets->shaper->ir->context), "");
	remember(offsets, phi, number);
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMBasicBlockRef from = llvm.GetIncomingBlock(phi, i);
		LLVMValueRef value = packet_offsets_find(offsets, llvm.GetIncomingValue(phi, i));
		llvm.AddIncoming(number, &value, &from, 1);
	}
	return number;
}

static LLVMValueRef of_select(struct packet_offsets *offsets, LLVMValueRef select)
{
	LLVMValueRef a = packet_offsets_find(offsets, llvm.GetOperand(select, 1));
	LLVMValueRef b = packet_offsets_find(offsets, llvm.GetOperand(select, 2));
	shape_stand_before(offsets->shaper, select);
	return llvm.BuildSelect(offsets->shaper->builder, llvm.GetOperand(select, 0), a, b, "");
}

static LLVMValueRef of_sum(struct packet_offsets *offsets, LLVMValueRef sum)
{
	LLVMBuilderRef builder = offsets->shaper->builder;
	unsigned side = side_of_address(offsets, sum);
	LLVMValueRef start = packet_offsets_find(offsets, llvm.GetOperand(sum, side));
	LLVMValueRef more = llvm.GetOperand(sum, 1 - side);
	shape_stand_before(offsets->shaper, sum);
	return ir_is_opcode(sum, LLVMSub) ? llvm.BuildSub(builder, start, more, "")
					  : llvm.BuildAdd(builder, start, more, "");
}

static LLVMValueRef of_gep(struct packet_offsets *offsets, LLVMValueRef gep)
{
	struct address address;
	LLVMValueRef pointer = llvm.GetOperand(gep, 0);
	address_split_from(offsets->shaper->layout, gep, pointer, &address);
	LLVMValueRef start = packet_offsets_find(offsets, pointer);
	LLVMBuilderRef builder = offsets->shaper->builder;
	shape_stand_before(offsets->shaper, gep);
	LLVMValueRef sum = start;
	if (address.term_count)
		sum = llvm.BuildAdd(builder, sum, address_build_sum(builder, &address), "");
	return llvm.BuildAdd(builder, sum, shape_i64(offsets->shaper, address.offset), "");
}

LLVMValueRef packet_offsets_find(struct packet_offsets *offsets, LLVMValueRef address)
{
	address = packet_strip_casts(address);
	if (!llvm.IsAInstruction(address) || packet_is_field(address, offsets->fields->start))
		return shape_i64(offsets->shaper, 0);
	LLVMValueRef number = recall(offsets, address);
	if (number)
		return number;
	if (llvm.IsAPHINode(address))
		return of_phi(offsets, address);
	if (llvm.IsASelectInst(address))
		number = of_select(offsets, address);
	else if (ir_is_opcode(address, LLVMGetElementPtr))
		number = of_gep(offsets, address);
	else
		number = of_sum(offsets, address);
	remember(offsets, address, number);
	return number;
}

/* ---- whether it can be ---- */

struct looking {
	struct packet_offsets *offsets;
	LLVMValueRef *visited; /* owned */
	size_t count;
};

static bool visit(struct looking *looking, LLVMValueRef value)
{
	for (size_t i = 0; i < looking->count; i++) {
		if (looking->visited[i] == value)
			return false;
	}
	looking->visited =
		xreallocarray(looking->visited, looking->count + 1, sizeof(*looking->visited));
	looking->visited[looking->count++] = value;
	return true;
}

static bool can(struct looking *looking, LLVMValueRef address)
{
	const struct packet_offsets *offsets = looking->offsets;
	struct address parts;
	address = packet_strip_casts(address);
	if (!llvm.IsAInstruction(address) || packet_is_field(address, offsets->fields->start) ||
	    !visit(looking, address))
		return true;
	if (llvm.IsAPHINode(address)) {
		for (unsigned i = 0; i < llvm.CountIncoming(address); i++) {
			if (!can(looking, llvm.GetIncomingValue(address, i)))
				return false;
		}
		return true;
	}
	if (llvm.IsASelectInst(address))
		return can(looking, llvm.GetOperand(address, 1)) &&
		       can(looking, llvm.GetOperand(address, 2));
	if (ir_is_opcode(address, LLVMGetElementPtr))
		return address_split_from(offsets->shaper->layout, address,
					  llvm.GetOperand(address, 0), &parts) &&
		       can(looking, llvm.GetOperand(address, 0));
	return (ir_is_opcode(address, LLVMAdd) || ir_is_opcode(address, LLVMSub)) &&
	       shape_width(address) == 64 &&
	       can(looking, llvm.GetOperand(address, side_of_address(offsets, address)));
}

bool packet_offsets_can(struct packet_offsets *offsets, LLVMValueRef address)
{
	struct looking looking = {.offsets = offsets};
	bool result = can(&looking, address);
	free(looking.visited);
	return result;
}
