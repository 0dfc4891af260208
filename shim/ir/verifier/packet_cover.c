/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Follows what comparisons with a packet's end say along the edges of a function. */
#include "ir/verifier/packet_cover.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/llvm/module.h"
#include "ir/llvm/predicates.h"

/* How deep conditions are looked into. */
#define MAX_DEPTH 4

static int64_t greater(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The bytes behind the base that are in the packet if the comparison is true, or false; 0: it says
 * nothing of the base. */
static int64_t implied_by_compare(const struct packet_cover *cover, LLVMValueRef compare,
				  bool truth)
{
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
	LLVMValueRef a = llvm.GetOperand(compare, 0), b = llvm.GetOperand(compare, 1);
	if (packet_is_field(a, cover->fields->end)) {
		LLVMValueRef end = a;
		a = b;
		b = end;
		predicate = predicate_swapped(predicate);
	}
	if (!packet_is_field(b, cover->fields->end))
		return 0;
	struct packet_place place = packet_split(cover->layout, a);
	if (place.base != cover->base)
		return 0;
	if (predicate == (truth ? LLVMIntULE : LLVMIntUGT))
		return place.offset;
	if (predicate == (truth ? LLVMIntULT : LLVMIntUGE))
		return place.offset + 1;
	return 0;
}

static bool is_true(LLVMValueRef value, bool truth)
{
	uint64_t number;
	return ir_constant(value, &number) && (number != 0) == truth;
}

/* The two conditions that must both be so, as it is by this one. */
static bool split_condition(LLVMValueRef condition, bool truth, LLVMValueRef both[2])
{
	LLVMOpcode opcode = llvm.GetInstructionOpcode(condition);
	both[0] = llvm.GetOperand(condition, 0);
	if (opcode == (truth ? LLVMAnd : LLVMOr)) {
		both[1] = llvm.GetOperand(condition, 1);
		return true;
	}
	if (opcode != LLVMSelect)
		return false;
	/* select a, b, false; select a, true, b */
	both[1] = llvm.GetOperand(condition, truth ? 1 : 2);
	return is_true(llvm.GetOperand(condition, truth ? 2 : 1), !truth);
}

static int64_t implied(const struct packet_cover *cover, LLVMValueRef condition, bool truth,
		       int depth)
{
	LLVMValueRef both[2];
	if (!llvm.IsAInstruction(condition) || depth == MAX_DEPTH)
		return 0;
	if (llvm.IsAICmpInst(condition))
		return implied_by_compare(cover, condition, truth);
	if (!split_condition(condition, truth, both))
		return 0;
	return greater(implied(cover, both[0], truth, depth + 1),
		       implied(cover, both[1], truth, depth + 1));
}

int64_t packet_cover_of(const struct packet_cover *cover, size_t block)
{
	return greater(cover->known[block], cover->made[block]);
}

static bool is_defined_in(const struct packet_cover *cover, size_t block)
{
	return llvm.IsAInstruction(cover->base) &&
	       llvm.GetInstructionParent(cover->base) == cover->cfg->blocks[block];
}

static int64_t along_edge(const struct packet_cover *cover, size_t from, size_t to)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(cover->cfg->blocks[from]);
	LLVMBasicBlockRef next = cover->cfg->blocks[to];
	int64_t known = packet_cover_of(cover, from);
	if (llvm.IsASwitchInst(branch) || llvm.GetNumSuccessors(branch) != 2 ||
	    llvm.GetSuccessor(branch, 0) == llvm.GetSuccessor(branch, 1))
		return known;
	bool truth = llvm.GetSuccessor(branch, 0) == next;
	return greater(known, implied(cover, llvm.GetCondition(branch), truth, 0));
}

/* What is known at the begin of the block, by what was known of the blocks before it. In the block
 * that computes the base nothing is yet: of the base of the last round the verifier may know much.
 */
static int64_t join(const struct packet_cover *cover, size_t block)
{
	size_t edges = cfg_edges_to(cover->cfg, block);
	int64_t least = INT64_MAX;
	if (block == 0 || is_defined_in(cover, block))
		return 0;
	for (size_t i = 0; i < edges; i++) {
		int64_t known = along_edge(cover, cfg_source(cover->cfg, block, i), block);
		if (known < least)
			least = known;
	}
	return least;
}

/* From all to what is left, until nothing changes. */
static void settle(struct packet_cover *cover)
{
	for (size_t i = 0; i < cover->cfg->count; i++)
		cover->known[i] = INT64_MAX;
	for (bool changed = true; changed;) {
		changed = false;
		for (size_t i = 0; i < cover->cfg->count; i++) {
			int64_t known = join(cover, i);
			changed |= known != cover->known[i];
			cover->known[i] = known;
		}
	}
}

void packet_cover_init(struct packet_cover *cover, struct cfg *cfg,
		       const struct packet_fields *fields, LLVMTargetDataRef layout,
		       LLVMValueRef base)
{
	*cover =
		(struct packet_cover){.cfg = cfg, .fields = fields, .layout = layout, .base = base};
	cover->made = xcalloc(cfg->count, sizeof(*cover->made));
	cover->known = xcalloc(cfg->count, sizeof(*cover->known));
	settle(cover);
}

void packet_cover_release(struct packet_cover *cover)
{
	free(cover->made);
	free(cover->known);
}

void packet_cover_add(struct packet_cover *cover, size_t block, int64_t bytes)
{
	cover->made[block] = greater(cover->made[block], bytes);
	settle(cover);
}
