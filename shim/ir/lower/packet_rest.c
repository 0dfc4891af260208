/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Finds numbers that are what is left of a packet. */
#include "ir/lower/packet_rest.h"

#include "base/text.h"
#include "ir/analysis/address.h"
#include "ir/analysis/cfg.h"
#include "ir/llvm/module.h"

/* How many operands deep an expression is followed. */
#define MAX_DEPTH 6
/* How much may have been taken off, one behind the other. */
#define MAX_STEPS 16
/* How many blocks that dominate one are searched for comparisons. */
#define MAX_DOMINATORS 64

/* The greatest number that the value can be, as far as its form says; UINT64_MAX: unknown. */
static uint64_t greatest(LLVMValueRef value, int depth)
{
	uint64_t a, b;
	if (ir_constant(value, &a))
		return a;
	if (!llvm.IsAInstruction(value) || depth == MAX_DEPTH)
		return UINT64_MAX;
	switch (llvm.GetInstructionOpcode(value)) {
	case LLVMZExt: {
		unsigned width = llvm.GetIntTypeWidth(llvm.TypeOf(llvm.GetOperand(value, 0)));
		a = greatest(llvm.GetOperand(value, 0), depth + 1);
		b = width < 64 ? (UINT64_C(1) << width) - 1 : UINT64_MAX;
		return a < b ? a : b;
	}
	case LLVMAnd:
		a = greatest(llvm.GetOperand(value, 0), depth + 1);
		b = greatest(llvm.GetOperand(value, 1), depth + 1);
		return a < b ? a : b;
	case LLVMAdd:
		a = greatest(llvm.GetOperand(value, 0), depth + 1);
		b = greatest(llvm.GetOperand(value, 1), depth + 1);
		return a <= PACKET_MAX_OFFSET && b <= PACKET_MAX_OFFSET &&
				       llvm.GetIntTypeWidth(llvm.TypeOf(value)) == 64
			       ? a + b
			       : UINT64_MAX;
	case LLVMShl:
		a = greatest(llvm.GetOperand(value, 0), depth + 1);
		return ir_constant(llvm.GetOperand(value, 1), &b) && b < 16 &&
				       a <= PACKET_MAX_OFFSET &&
				       llvm.GetIntTypeWidth(llvm.TypeOf(value)) == 64
			       ? a << b
			       : UINT64_MAX;
	default:
		return UINT64_MAX;
	}
}

/* From the instruction on to the next such load no call moves the fields. Sets *met when there is
 * one. */
static bool goes_on(LLVMValueRef at, const LLVMValueRef loads[2], bool *met)
{
	for (; at && !*met; at = llvm.GetNextInstruction(at)) {
		*met = at == loads[0] || at == loads[1];
		if (llvm.IsACallInst(at) &&
		    !text_starts_with(ir_name(llvm.GetCalledValue(at)), "llvm."))
			return false;
	}
	return true;
}

/* The one way to the block is from the other. */
static bool is_only_way(LLVMBasicBlockRef from, LLVMBasicBlockRef to)
{
	struct cfg cfg;
	cfg_init(&cfg, llvm.GetBasicBlockParent(to));
	size_t block = cfg_index(&cfg, to);
	bool only = cfg_edges_to(&cfg, block) == 1 &&
		    cfg_source(&cfg, block, 0) == cfg_index(&cfg, from);
	cfg_release(&cfg);
	return only;
}

/* Between the loads is no call: helpers move the fields, and then one may be an old one. */
static bool are_of_one_time(LLVMValueRef a, LLVMValueRef b)
{
	LLVMValueRef loads[] = {packet_strip_casts(a), packet_strip_casts(b)};
	LLVMBasicBlockRef blocks[] = {llvm.GetInstructionParent(loads[0]),
				      llvm.GetInstructionParent(loads[1])};
	bool met = false;
	if (blocks[0] == blocks[1]) {
		LLVMValueRef at = llvm.GetFirstInstruction(blocks[0]);
		while (at != loads[0] && at != loads[1])
			at = llvm.GetNextInstruction(at);
		return goes_on(llvm.GetNextInstruction(at), loads, &met) && met;
	}
	/* A comparison with null may stand between. */
	unsigned second = is_only_way(blocks[0], blocks[1]);
	if (!second && !is_only_way(blocks[1], blocks[0]))
		return false;
	return goes_on(llvm.GetNextInstruction(loads[1 - second]), loads, &met) &&
	       goes_on(llvm.GetFirstInstruction(blocks[second]), loads, &met) && met;
}

uint64_t packet_rest_greatest(LLVMValueRef value)
{
	return greatest(value, 0);
}

struct finder {
	const struct packet_fields *fields;
	struct packet_rest *rest;
	struct packet_rest shorter; /* a rest that must not lie behind the end, either */
	bool needs_proof;
};

static bool skip(struct packet_rest *rest, LLVMValueRef number)
{
	uint64_t constant;
	if (ir_constant(number, &constant)) {
		if (constant > PACKET_MAX_OFFSET)
			return false;
		rest->constant += constant;
		return rest->constant <= PACKET_MAX_OFFSET;
	}
	if (rest->skip_count == PACKET_REST_SKIPS || greatest(number, 0) > PACKET_REST_MAX_ADDED)
		return false;
	rest->skipped[rest->skip_count++] = number;
	return true;
}

static bool is_saturating(LLVMValueRef value)
{
	return llvm.IsACallInst(value) &&
	       text_starts_with(ir_name(llvm.GetCalledValue(value)), "llvm.usub.sat.");
}

/* "end - start", or that less something that is not more; with saturation, less something that
 * leaves 0 if it is more. */
static bool find(struct finder *finder, LLVMValueRef value, int depth)
{
	struct packet_rest *rest = finder->rest;
	int64_t constant;
	if (ir_is_opcode(value, LLVMZExt))
		value = llvm.GetOperand(value, 0);
	if (depth == MAX_STEPS || !llvm.IsAInstruction(value))
		return false;
	LLVMValueRef a = llvm.GetOperand(value, 0);
	LLVMValueRef b = llvm.GetNumOperands(value) > 1 ? llvm.GetOperand(value, 1) : NULL;
	if (is_saturating(value)) {
		rest->can_lie_behind = true;
		return find(finder, a, depth + 1) && skip(rest, b);
	}
	if (ir_is_opcode(value, LLVMAdd)) {
		if (!ir_signed_constant(b, &constant) || constant >= 0 ||
		    constant < -PACKET_MAX_OFFSET || !find(finder, a, depth + 1))
			return false;
		rest->constant += (uint64_t)-constant;
		finder->shorter = *rest;
		finder->needs_proof = true;
		return rest->constant <= PACKET_MAX_OFFSET;
	}
	if (!ir_is_opcode(value, LLVMSub))
		return false;
	if (packet_is_field(a, finder->fields->end) && packet_is_field(b, finder->fields->start)) {
		rest->start = b;
		rest->end = a;
		return are_of_one_time(a, b);
	}
	return llvm.GetNUW(value) && find(finder, a, depth + 1) && skip(rest, b);
}

/* ---- proofs ---- */

/* The terms that are added are the numbers that have been taken off, each as often. */
static bool takes_off(const struct packet_rest *rest, const struct address *parts)
{
	bool used[PACKET_REST_SKIPS] = {false};
	if (parts->term_count != rest->skip_count)
		return false;
	for (unsigned i = 0; i < parts->term_count; i++) {
		unsigned at = 0;
		while (at < rest->skip_count &&
		       (used[at] || rest->skipped[at] != parts->terms[i].index))
			at++;
		if (at == rest->skip_count || parts->terms[i].stride != 1)
			return false;
		used[at] = true;
	}
	return true;
}

/* Does "address <= end" say that the place is not behind the end? */
static bool shows(LLVMTargetDataRef layout, const struct packet_rest *rest, LLVMValueRef address,
		  LLVMValueRef end)
{
	struct address parts;
	if (packet_strip_casts(end) != packet_strip_casts(rest->end) ||
	    llvm.GetTypeKind(llvm.TypeOf(address)) != LLVMPointerTypeKind ||
	    !address_split(layout, address, &parts) ||
	    packet_strip_casts(parts.base) != packet_strip_casts(rest->start) ||
	    parts.offset < (int64_t)rest->constant)
		return false;
	return takes_off(rest, &parts);
}

/* Says the condition, being true or false, that the place is not behind the end? */
static bool condition_shows(LLVMTargetDataRef layout, const struct packet_rest *rest,
			    LLVMValueRef condition, bool truth, int depth)
{
	uint64_t arm;
	if (!llvm.IsAInstruction(condition) || depth == MAX_DEPTH)
		return false;
	/* "a || b" is false: both are. "a && b" is true: both are. */
	if (ir_is_opcode(condition, LLVMSelect))
		return ir_constant(llvm.GetOperand(condition, truth ? 2 : 1), &arm) &&
		       arm == !truth &&
		       (condition_shows(layout, rest, llvm.GetOperand(condition, 0), truth,
					depth + 1) ||
			condition_shows(layout, rest, llvm.GetOperand(condition, truth ? 1 : 2),
					truth, depth + 1));
	if (ir_is_opcode(condition, truth ? LLVMAnd : LLVMOr))
		return condition_shows(layout, rest, llvm.GetOperand(condition, 0), truth,
				       depth + 1) ||
		       condition_shows(layout, rest, llvm.GetOperand(condition, 1), truth,
				       depth + 1);
	if (!ir_is_opcode(condition, LLVMICmp))
		return false;
	LLVMValueRef a = llvm.GetOperand(condition, 0), b = llvm.GetOperand(condition, 1);
	switch (llvm.GetICmpPredicate(condition)) {
	case LLVMIntUGT:
		return truth ? shows(layout, rest, b, a) : shows(layout, rest, a, b);
	case LLVMIntULT:
		return truth ? shows(layout, rest, a, b) : shows(layout, rest, b, a);
	case LLVMIntUGE:
		return truth && shows(layout, rest, b, a);
	case LLVMIntULE:
		return truth && shows(layout, rest, a, b);
	default:
		return false;
	}
}

/* Has a branch on the way to the block shown it? */
static bool is_shown(struct ir *ir, const struct packet_rest *rest, LLVMBasicBlockRef block)
{
	struct cfg cfg;
	bool shown = false;
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	cfg_init(&cfg, llvm.GetBasicBlockParent(block));
	size_t at = cfg_index(&cfg, block);
	for (int i = 0; i < MAX_DOMINATORS && at && !shown; i++) {
		size_t from = cfg_idom(&cfg, at);
		if (from == CFG_NONE)
			break;
		LLVMValueRef branch = llvm.GetBasicBlockTerminator(cfg.blocks[from]);
		if (cfg_has_one_way_in(&cfg, at) && !llvm.IsASwitchInst(branch) &&
		    llvm.GetNumSuccessors(branch) == 2 &&
		    llvm.GetSuccessor(branch, 0) != llvm.GetSuccessor(branch, 1))
			shown = condition_shows(layout, rest, llvm.GetCondition(branch),
						llvm.GetSuccessor(branch, 0) == cfg.blocks[at], 0);
		at = from;
	}
	cfg_release(&cfg);
	llvm.DisposeTargetData(layout);
	return shown;
}

/* A loop goes on with what is left: what it is compared with there says how often. */
static bool starts_loop(LLVMValueRef number)
{
	struct cfg cfg;
	bool found = false;
	cfg_init(&cfg, llvm.GetBasicBlockParent(llvm.GetInstructionParent(number)));
	for (LLVMUseRef use = llvm.GetFirstUse(number); use && !found; use = llvm.GetNextUse(use)) {
		LLVMValueRef phi = llvm.GetUser(use);
		for (unsigned i = 0; llvm.IsAPHINode(phi) && i < llvm.CountIncoming(phi); i++)
			found |=
				cfg_dominates(&cfg, cfg_index(&cfg, llvm.GetInstructionParent(phi)),
					      cfg_index(&cfg, llvm.GetIncomingBlock(phi, i)));
	}
	cfg_release(&cfg);
	return found;
}

bool packet_rest_find(struct ir *ir, const struct packet_fields *fields, LLVMValueRef number,
		      LLVMValueRef at, struct packet_rest *rest)
{
	struct finder finder = {.fields = fields, .rest = rest};
	*rest = (struct packet_rest){0};
	if (!find(&finder, number, 0))
		return false;
	LLVMBasicBlockRef block = llvm.GetInstructionParent(at);
	if (finder.needs_proof && (!is_shown(ir, &finder.shorter, block) || starts_loop(number)))
		return false;
	rest->can_lie_behind = rest->can_lie_behind && !is_shown(ir, rest, block);
	return true;
}

/* Sums and differences are right modulo 2^64, whatever has been shown of them. */
bool packet_rest_find_wrapped(struct ir *ir, const struct packet_fields *fields,
			      LLVMValueRef number, LLVMValueRef at, uint64_t wrapped,
			      struct packet_rest *rest)
{
	struct finder finder = {.fields = fields, .rest = rest};
	*rest = (struct packet_rest){0};
	if (llvm.GetIntTypeWidth(llvm.TypeOf(number)) != 64 || !find(&finder, number, 0) ||
	    rest->can_lie_behind || wrapped > rest->constant)
		return false;
	struct packet_rest shorter = *rest;
	shorter.constant -= wrapped;
	return is_shown(ir, &shorter, llvm.GetInstructionParent(at));
}
