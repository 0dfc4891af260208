/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Looks at how addresses in packets are computed. */
#include "ir/verifier/packet_path.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/address.h"
#include "ir/llvm/module.h"

/* Paths with more are long. */
#define MAX_VARIABLES 2

struct path {
	struct model *model;
	const struct packet_fields *fields;
	LLVMValueRef *visited; /* owned */
	size_t count;
	unsigned variables; /* that are added */
	bool meets_itself;  /* in a loop, or behind a choice */
};

static bool follow(struct path *path, LLVMValueRef address, int64_t room);

/* What is added where the block is. */
static bool follow_terms(struct path *path, const struct address *terms, LLVMValueRef at,
			 int64_t *room)
{
	struct range range =
		model_range_of_terms(path->model, terms, llvm.GetInstructionParent(at), false);
	if (!range_is_inside(range, (struct range){0, *room}))
		return false;
	*room -= range.max;
	path->variables += range.min != range.max;
	return true;
}

static bool follow_sum(struct path *path, LLVMValueRef sum, int64_t room)
{
	unsigned side = packet_find_origin(path->fields, llvm.GetOperand(sum, 0)).start ? 0 : 1;
	struct address terms = {
		.terms = {{.index = llvm.GetOperand(sum, 1 - side), .stride = 1}},
		.term_count = 1,
	};
	return follow_terms(path, &terms, sum, &room) &&
	       follow(path, llvm.GetOperand(sum, side), room);
}

static bool follow_gep(struct path *path, LLVMValueRef gep, int64_t room)
{
	struct address terms;
	LLVMValueRef pointer = llvm.GetOperand(gep, 0);
	return address_split_from(path->model->layout, gep, pointer, &terms) &&
	       follow_terms(path, &terms, gep, &room) && follow(path, pointer, room);
}

static bool visit(struct path *path, LLVMValueRef value)
{
	for (size_t i = 0; i < path->count; i++) {
		if (path->visited[i] == value)
			return false;
	}
	path->visited = xreallocarray(path->visited, path->count + 1, sizeof(*path->visited));
	path->visited[path->count++] = value;
	return true;
}

static bool follow_phi(struct path *path, LLVMValueRef phi, int64_t room)
{
	if (!visit(path, phi)) {
		path->meets_itself = true;
		return true;
	}
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		if (!follow(path, llvm.GetIncomingValue(phi, i), room))
			return false;
	}
	return true;
}

static bool follow(struct path *path, LLVMValueRef address, int64_t room)
{
	address = packet_strip_casts(address);
	if (!llvm.IsAInstruction(address) || packet_is_field(address, path->fields->start))
		return true;
	switch (llvm.GetInstructionOpcode(address)) {
	case LLVMPHI:
		return follow_phi(path, address, room);
	case LLVMSelect:
		return follow(path, llvm.GetOperand(address, 1), room) &&
		       follow(path, llvm.GetOperand(address, 2), room);
	case LLVMGetElementPtr:
		return follow_gep(path, address, room);
	case LLVMAdd:
		return follow_sum(path, address, room);
	default:
		return false;
	}
}

bool packet_path_is_followed(struct model *model, const struct packet_fields *fields,
			     LLVMValueRef address, int64_t behind, bool *is_long)
{
	struct path path = {.model = model, .fields = fields};
	bool followed = behind <= PACKET_MAX_OFFSET &&
			follow(&path, address, PACKET_MAX_OFFSET - (behind > 0 ? behind : 0));
	free(path.visited);
	if (is_long)
		*is_long = path.variables > MAX_VARIABLES || (path.variables && path.meets_itself);
	return followed;
}
