/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Which calls have given what the program still holds is a set for each place, of at most 64 calls:
 * those that every way there leads through, and not through one that takes back. What may be held
 * on some ways only, and what is put into memory or chosen by a phi, is left to the verifier.
 */
#include "ir/prepare/held.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/functions.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/llvm/source.h"
#include "ir/prepare/held_rules.h"

#define MOST 64

struct held {
	LLVMValueRef call; /* that gives it */
	const struct held_rule *rule;
};

struct walk {
	struct ir *ir;
	LLVMModuleRef module;
	bool is_late; /* ends are 'unreachable', and no panics */
	struct cfg cfg;
	struct held held[MOST];
	unsigned count;
	uint64_t *at_start; /* of each block: which are held there */
};

/* ---- what can be followed ---- */

static bool is_step(LLVMValueRef user)
{
	LLVMOpcode opcode = llvm.GetInstructionOpcode(user);
	return opcode == LLVMGetElementPtr || opcode == LLVMBitCast || opaque_original(user);
}

static bool is_pointer_of_access(LLVMValueRef user, LLVMValueRef pointer)
{
	return llvm.IsALoadInst(user) ||
	       (llvm.IsAStoreInst(user) && llvm.GetOperand(user, 0) != pointer);
}

/* A helper may give another pointer to the same thing, which may be given back in its place. */
static bool is_plain_call(LLVMValueRef user)
{
	return llvm.IsACallInst(user) &&
	       (llvm.GetTypeKind(llvm.TypeOf(user)) != LLVMPointerTypeKind || held_rule_of(user));
}

/* A debug build asks of each raw pointer whether its lowest bits are 0. */
static bool is_only_compared(LLVMValueRef number)
{
	for (LLVMUseRef use = llvm.GetFirstUse(number); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		LLVMOpcode opcode = llvm.GetInstructionOpcode(user);
		if (opcode != LLVMICmp && (opcode != LLVMAnd || !is_only_compared(user)))
			return false;
	}
	return true;
}

static bool can_be_followed(LLVMValueRef pointer)
{
	for (LLVMUseRef use = llvm.GetFirstUse(pointer); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		bool is_number = llvm.GetInstructionOpcode(user) == LLVMPtrToInt;
		if (is_step(user) ? !can_be_followed(user)
		    : is_number   ? !is_only_compared(user)
				  : !is_plain_call(user) && !llvm.IsAICmpInst(user) &&
					    !is_pointer_of_access(user, pointer))
			return false;
	}
	return true;
}

static LLVMValueRef origin_of(LLVMValueRef pointer)
{
	while (llvm.IsAInstruction(pointer) && is_step(pointer))
		pointer = llvm.GetOperand(pointer, 0);
	return pointer;
}

/* ---- sets ---- */

static bool receives(LLVMValueRef call, LLVMValueRef pointer)
{
	for (unsigned i = 0; i < llvm.GetNumArgOperands(call); i++) {
		if (origin_of(llvm.GetOperand(call, i)) == pointer)
			return true;
	}
	return false;
}

static bool is_given_back(const struct held *held, LLVMValueRef call)
{
	if (is_step(call) || (held->rule->by == HELD_BY_RESULT && !receives(call, held->call)))
		return false;
	return held_takes_back(held->rule, call);
}

static uint64_t after_call(const struct walk *walk, uint64_t set, LLVMValueRef call)
{
	for (unsigned i = 0; i < walk->count; i++) {
		if (walk->held[i].call == call)
			set |= UINT64_C(1) << i;
		else if (set >> i & 1 && is_given_back(&walk->held[i], call))
			set &= ~(UINT64_C(1) << i);
	}
	return set;
}

/* What is held before 'end', or at the block's end. */
static uint64_t held_before(const struct walk *walk, size_t block, LLVMValueRef end)
{
	uint64_t set = walk->at_start[block];

	for (LLVMValueRef at = llvm.GetFirstInstruction(walk->cfg.blocks[block]); at && at != end;
	     at = llvm.GetNextInstruction(at)) {
		if (llvm.IsACallInst(at))
			set = after_call(walk, set, at);
	}
	return set;
}

/* Of a branch after a comparison with null, the successor for null; NULL: there is none. */
static LLVMBasicBlockRef successor_of_null(LLVMValueRef branch, LLVMValueRef *pointer)
{
	if (llvm.IsASwitchInst(branch) || llvm.GetNumSuccessors(branch) != 2)
		return NULL;
	LLVMValueRef compare = llvm.IsAICmpInst(llvm.GetOperand(branch, 0));
	if (!compare || !llvm.IsNull(llvm.GetOperand(compare, 1)))
		return NULL;
	*pointer = llvm.GetOperand(compare, 0);
	switch (llvm.GetICmpPredicate(compare)) {
	case LLVMIntEQ:
		return llvm.GetSuccessor(branch, 0);
	case LLVMIntNE:
		return llvm.GetSuccessor(branch, 1);
	default:
		return NULL;
	}
}

/* What is held on the edge from one block to another. */
static uint64_t held_on_edge(const struct walk *walk, size_t from, LLVMBasicBlockRef to)
{
	uint64_t set = held_before(walk, from, NULL);
	LLVMValueRef pointer = NULL;

	if (successor_of_null(llvm.GetBasicBlockTerminator(walk->cfg.blocks[from]), &pointer) != to)
		return set;
	for (unsigned i = 0; i < walk->count; i++) {
		if (walk->held[i].rule->by == HELD_BY_RESULT && walk->held[i].call == pointer)
			set &= ~(UINT64_C(1) << i);
	}
	return set;
}

static uint64_t held_at_start(struct walk *walk, size_t block)
{
	uint64_t set = UINT64_MAX;

	for (size_t i = 0; block && i < cfg_edges_to(&walk->cfg, block); i++)
		set &= held_on_edge(walk, cfg_source(&walk->cfg, block, i),
				    walk->cfg.blocks[block]);
	return block ? set : 0;
}

static void solve(struct walk *walk)
{
	bool changed = true;
	walk->at_start = xcalloc(walk->cfg.count, sizeof(*walk->at_start));
	for (size_t i = 1; i < walk->cfg.count; i++)
		walk->at_start[i] = UINT64_MAX;
	while (changed) {
		changed = false;
		for (size_t i = 0; i < walk->cfg.count; i++) {
			uint64_t set = held_at_start(walk, i);
			changed |= set != walk->at_start[i];
			walk->at_start[i] = set;
		}
	}
}

static void find_held(struct walk *walk)
{
	for (size_t i = 0; i < walk->cfg.count; i++) {
		for (LLVMValueRef at = llvm.GetFirstInstruction(walk->cfg.blocks[i]); at;
		     at = llvm.GetNextInstruction(at)) {
			const struct held_rule *rule =
				llvm.IsACallInst(at) ? held_rule_of(at) : NULL;
			if (!rule || walk->count == MOST || cfg_idom(&walk->cfg, i) == CFG_NONE ||
			    (rule->by == HELD_BY_RESULT && !can_be_followed(at)))
				continue;
			walk->held[walk->count++] = (struct held){at, rule};
		}
	}
}

/* ---- giving back ---- */

static LLVMBasicBlockRef append_block(struct ir *ir, LLVMValueRef function)
{
	return llvm.AppendBasicBlockInContext(ir->context, function, "give_back");
}

/* Leaves the builder at the end of a block in which it has been given back. */
static void give_back(const struct walk *walk, LLVMBuilderRef builder, LLVMValueRef function,
		      const struct held *held)
{
	if (held->rule->by != HELD_BY_RESULT) {
		held_build_back(walk->ir, walk->module, builder, held->rule, held->call);
		return;
	}
	LLVMBasicBlockRef some = append_block(walk->ir, function);
	LLVMBasicBlockRef after = append_block(walk->ir, function);
	LLVMValueRef null = llvm.ConstNull(llvm.TypeOf(held->call));
	llvm.BuildCondBr(builder, llvm.BuildICmp(builder, LLVMIntEQ, held->call, null, ""), after,
			 some);
	llvm.PositionBuilderAtEnd(builder, some);
	held_build_back(walk->ir, walk->module, builder, held->rule, held->call);
	llvm.BuildBr(builder, after);
	llvm.PositionBuilderAtEnd(builder, after);
}

/* Of a set, all of which is held at one place, what was given last. */
static unsigned last_of(struct walk *walk, uint64_t set)
{
	unsigned last = MOST;
	size_t last_block = 0;
	for (unsigned i = 0; i < walk->count; i++) {
		if (!(set >> i & 1))
			continue;
		size_t block = cfg_index(&walk->cfg, llvm.GetInstructionParent(walk->held[i].call));
		/* Of one block, they are in order. */
		if (last == MOST || cfg_dominates(&walk->cfg, last_block, block)) {
			last = i;
			last_block = block;
		}
	}
	return last;
}

/* Whether the way to a block, and from there to another, leads through a branch that shows that the
 * pointer is not null. */
static bool is_not_null(struct walk *walk, LLVMValueRef pointer, size_t from, LLVMBasicBlockRef to)
{
	for (size_t i = 0; i < walk->cfg.count; i++) {
		LLVMValueRef branch = llvm.GetBasicBlockTerminator(walk->cfg.blocks[i]), compared;
		LLVMBasicBlockRef null = successor_of_null(branch, &compared);
		if (!null || compared != pointer)
			continue;
		LLVMBasicBlockRef other = llvm.GetSuccessor(branch, 0);
		if (other == null)
			other = llvm.GetSuccessor(branch, 1);
		size_t at = cfg_index(&walk->cfg, other);
		if ((i == from && other == to) ||
		    (cfg_edges_to(&walk->cfg, at) == 1 && cfg_dominates(&walk->cfg, at, from)))
			return true;
	}
	return false;
}

/* Takes out of the set what nothing gives back, where it may be null; false after reporting where
 * it is not. */
static bool check(struct walk *walk, LLVMValueRef marker, size_t from, uint64_t *set)
{
	struct diag_where where = ir_where_panics(marker);
	LLVMBasicBlockRef to = llvm.GetInstructionParent(marker);

	for (unsigned i = 0; i < walk->count; i++) {
		const struct held *held = &walk->held[i];
		if (!(*set >> i & 1) || held_back_function(walk->ir, walk->module, held->rule))
			continue;
		*set &= ~(UINT64_C(1) << i);
		if (walk->is_late ||
		    (held->rule->by == HELD_BY_RESULT && !is_not_null(walk, held->call, from, to)))
			continue;
		diag_error_at(&where,
			      "a panic cannot end the program here: nothing is known to give back "
			      "what '%s' gave",
			      held->rule->name);
		diag_help("give it back before what can panic, or return instead: get(), "
			  "checked_add() and wrapping_add() do not panic");
		return false;
	}
	return true;
}

/* Builds, where the builder stands, what gives back the set, and the end. */
static void build_end(struct walk *walk, LLVMBuilderRef builder, LLVMValueRef function,
		      uint64_t set)
{
	while (set) {
		unsigned last = last_of(walk, set);
		give_back(walk, builder, function, &walk->held[last]);
		set &= ~(UINT64_C(1) << last);
	}
	if (!walk->is_late) {
		LLVMValueRef marker = function_panic_marker(walk->ir, walk->module);
		llvm.BuildCall2(builder, llvm.GlobalGetValueType(marker), marker, NULL, 0, "");
	}
	llvm.BuildUnreachable(builder);
}

/* An end of its own for each of these edges. */
static int split_edges(struct walk *walk, LLVMBuilderRef builder, size_t block, LLVMValueRef marker)
{
	LLVMBasicBlockRef to = walk->cfg.blocks[block];
	LLVMValueRef function = llvm.GetBasicBlockParent(to);
	int changed = 0;

	for (size_t i = 0; i < cfg_edges_to(&walk->cfg, block); i++) {
		size_t from = cfg_source(&walk->cfg, block, i);
		LLVMValueRef branch = llvm.GetBasicBlockTerminator(walk->cfg.blocks[from]);
		uint64_t set = held_on_edge(walk, from, to);
		if (cfg_idom(&walk->cfg, from) == CFG_NONE)
			continue;
		if (!check(walk, marker, from, &set))
			return -1;
		if (!set)
			continue;
		LLVMBasicBlockRef end = append_block(walk->ir, function);
		for (unsigned s = 0; s < llvm.GetNumSuccessors(branch); s++) {
			if (llvm.GetSuccessor(branch, s) == to)
				llvm.SetSuccessor(branch, s, end);
		}
		llvm.PositionBuilderAtEnd(builder, end);
		build_end(walk, builder, function, set);
		changed++;
	}
	return changed;
}

static int end_block(struct walk *walk, LLVMBuilderRef builder, size_t block, LLVMValueRef marker)
{
	uint64_t set = held_before(walk, block, marker);

	if (cfg_idom(&walk->cfg, block) == CFG_NONE)
		return 0;
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(marker));
	if (llvm.GetFirstInstruction(walk->cfg.blocks[block]) == marker)
		return split_edges(walk, builder, block, marker);
	if (!check(walk, marker, block, &set))
		return -1;
	if (!set)
		return 0;
	ir_cut_block(walk->ir, builder, marker);
	build_end(walk, builder, llvm.GetBasicBlockParent(walk->cfg.blocks[block]), set);
	return 1;
}

static LLVMValueRef find_end(const struct walk *walk, LLVMBasicBlockRef block)
{
	return walk->is_late ? llvm.IsAUnreachableInst(llvm.GetBasicBlockTerminator(block))
			     : function_find_panic(block);
}

static int give_back_in(struct walk *walk, LLVMValueRef function)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(walk->ir->context);
	int changed = 0;
	cfg_init(&walk->cfg, function);
	find_held(walk);
	if (walk->count)
		solve(walk);
	for (size_t i = 0; walk->count && i < walk->cfg.count && changed >= 0; i++) {
		LLVMValueRef end = find_end(walk, walk->cfg.blocks[i]);
		int more = end ? end_block(walk, builder, i, end) : 0;
		changed = more < 0 ? -1 : changed + more;
	}
	free(walk->at_start);
	cfg_release(&walk->cfg);
	llvm.DisposeBuilder(builder);
	return changed;
}

int held_give_back(struct ir *ir, LLVMModuleRef module, bool is_late)
{
	int changed = 0;
	LLVMValueRef f = ir_first_function(ir, module);

	for (; f && changed >= 0; f = ir_next_function(ir, f)) {
		struct walk walk = {.ir = ir, .module = module, .is_late = is_late};
		if (!function_is_entry(ir, f) || !(is_late || function_can_panic(f)))
			continue;
		int more = give_back_in(&walk, f);
		changed = more < 0 ? -1 : changed + more;
	}
	return changed;
}
