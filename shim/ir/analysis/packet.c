/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Finds out which addresses lie in packets. */
#include "ir/analysis/packet.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ir/analysis/address.h"
#include "ir/analysis/functions.h"
#include "ir/llvm/module.h"

static const struct packet_fields kinds[] = {
	{"xdp", 0, 4},      {"classifier", 76, 80}, {"tc", 76, 80},         {"tcx", 76, 80},
	{"action", 76, 80}, {"tc_action", 76, 80},  {"cgroup_skb", 76, 80}, {"sk_skb", 76, 80},
};

const struct packet_fields *packet_fields_of(const struct ir *ir, LLVMValueRef function)
{
	const char *section = llvm.GetSection(function);
	if (!section || !function_is_entry(ir, function) || !llvm.CountParams(function))
		return NULL;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (text_starts_with(section, kinds[i].section) &&
		    strchr("./", section[strlen(kinds[i].section)]))
			return &kinds[i];
	}
	return NULL;
}

static bool is_cast(LLVMValueRef value)
{
	return ir_is_opcode(value, LLVMIntToPtr) || ir_is_opcode(value, LLVMPtrToInt) ||
	       ir_is_opcode(value, LLVMZExt) || ir_is_opcode(value, LLVMFreeze);
}

/* LLVM's BPF target hides a field that is compared with null from the comparisons behind. */
static bool is_passthrough(LLVMValueRef value)
{
	return llvm.IsACallInst(value) &&
	       text_starts_with(ir_name(llvm.GetCalledValue(value)), "llvm.bpf.passthrough.");
}

LLVMValueRef packet_strip_casts(LLVMValueRef value)
{
	for (;;) {
		if (is_cast(value))
			value = llvm.GetOperand(value, 0);
		else if (is_passthrough(value))
			value = llvm.GetOperand(value, 1);
		else
			return value;
	}
}

bool packet_is_field(LLVMValueRef value, uint64_t offset)
{
	LLVMValueRef load = packet_strip_casts(value);
	if (!llvm.IsALoadInst(load) || llvm.GetTypeKind(llvm.TypeOf(load)) != LLVMIntegerTypeKind ||
	    llvm.GetIntTypeWidth(llvm.TypeOf(load)) != 32)
		return false;
	LLVMValueRef context =
		llvm.GetParam(llvm.GetBasicBlockParent(llvm.GetInstructionParent(load)), 0);
	LLVMValueRef address = llvm.GetOperand(load, 0);
	uint64_t distance = 0;
	if (ir_is_opcode(address, LLVMGetElementPtr)) {
		if (llvm.GetNumOperands(address) != 2 ||
		    !ir_constant(llvm.GetOperand(address, 1), &distance) ||
		    llvm.GetTypeKind(llvm.GetGEPSourceElementType(address)) !=
			    LLVMIntegerTypeKind ||
		    llvm.GetIntTypeWidth(llvm.GetGEPSourceElementType(address)) != 8)
			return false;
		address = llvm.GetOperand(address, 0);
	}
	return address == context && distance == offset;
}

/* The constant that an instruction adds to an address; false when it adds something else. */
static bool takes_constant(LLVMTargetDataRef layout, LLVMValueRef value, int64_t *constant)
{
	if (ir_is_opcode(value, LLVMGetElementPtr)) {
		struct address address;
		if (!address_split_from(layout, value, llvm.GetOperand(value, 0), &address) ||
		    address.term_count)
			return false;
		*constant = address.offset;
		return true;
	}
	return ir_is_opcode(value, LLVMAdd) &&
	       ir_signed_constant(llvm.GetOperand(value, 1), constant) &&
	       llvm.GetIntTypeWidth(llvm.TypeOf(value)) == 64;
}

struct packet_place packet_split(LLVMTargetDataRef layout, LLVMValueRef address)
{
	struct packet_place place = {packet_strip_casts(address), 0};
	int64_t constant;
	while (takes_constant(layout, place.base, &constant)) {
		place.offset += constant;
		place.base = packet_strip_casts(llvm.GetOperand(place.base, 0));
	}
	return place;
}

/* ---- origins ---- */

struct search {
	const struct packet_fields *fields;
	struct packet_origin origin;
	LLVMValueRef *visited; /* owned */
	size_t count;
};

/* False when it has been visited before. */
static bool visit(struct search *search, LLVMValueRef value)
{
	for (size_t i = 0; i < search->count; i++) {
		if (search->visited[i] == value)
			return false;
	}
	search->visited =
		xreallocarray(search->visited, search->count + 1, sizeof(*search->visited));
	search->visited[search->count++] = value;
	return true;
}

static void note_start(struct search *search, LLVMValueRef load)
{
	search->origin.many |= search->origin.start && search->origin.start != load;
	search->origin.start = load;
}

static void look(struct search *search, LLVMValueRef value);

static struct packet_origin look_apart(struct search *search, LLVMValueRef value)
{
	struct packet_origin before = search->origin, found;
	search->origin = (struct packet_origin){0};
	look(search, value);
	found = search->origin;
	search->origin = before;
	return found;
}

static void merge(struct search *search, struct packet_origin found)
{
	if (found.start)
		note_start(search, found.start);
	search->origin.many |= found.many;
	search->origin.null |= found.null;
}

/* Of a sum's two sides one is the address: that which comes from a start, or else one that is being
 * looked at and so far comes from nothing else. */
static void look_at_sum(struct search *search, LLVMValueRef sum)
{
	bool add = ir_is_opcode(sum, LLVMAdd);
	struct packet_origin a = look_apart(search, llvm.GetOperand(sum, 0));
	struct packet_origin b = look_apart(search, llvm.GetOperand(sum, 1));
	if (!a.other && (a.start || b.other))
		merge(search, a);
	else if (!b.other && add)
		merge(search, b);
	else
		search->origin.other = true;
}

static bool is_nothing(LLVMValueRef value)
{
	return llvm.IsUndef(value) ||
	       (llvm.IsNull(value) && llvm.GetTypeKind(llvm.TypeOf(value)) == LLVMPointerTypeKind);
}

static void look(struct search *search, LLVMValueRef value)
{
	value = packet_strip_casts(value);
	if (is_nothing(value)) {
		search->origin.null = true;
		return;
	}
	if (packet_is_field(value, search->fields->start)) {
		note_start(search, value);
	} else if (ir_is_opcode(value, LLVMGetElementPtr)) {
		look(search, llvm.GetOperand(value, 0));
	} else if (llvm.IsASelectInst(value)) {
		look(search, llvm.GetOperand(value, 1));
		look(search, llvm.GetOperand(value, 2));
	} else if (ir_is_opcode(value, LLVMAdd) || ir_is_opcode(value, LLVMSub)) {
		if (visit(search, value))
			look_at_sum(search, value);
	} else if (llvm.IsAPHINode(value)) {
		if (!visit(search, value))
			return;
		for (unsigned i = 0; i < llvm.CountIncoming(value); i++)
			look(search, llvm.GetIncomingValue(value, i));
	} else {
		search->origin.other = true;
	}
}

struct packet_origin packet_find_origin(const struct packet_fields *fields, LLVMValueRef address)
{
	struct search search = {.fields = fields};
	look(&search, address);
	free(search.visited);
	return search.origin;
}
