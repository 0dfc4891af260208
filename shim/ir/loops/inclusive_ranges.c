/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Inclusive ranges. rustc's `a..=n` steps by "i + (i < n)", written as a select or as an added
 * zext, and leaves the loop when i >= n. So whenever the back edge is taken, the step is one;
 * scalar evolution does not see that and finds no trip count. Here the value that goes round the
 * loop is rewritten with what is known to hold on the back edge.
 */
#include "ir/loops/inclusive_ranges.h"

#include <stdlib.h>

#include "base/diag.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/cycles.h"
#include "ir/llvm/module.h"
#include "ir/llvm/predicates.h"

/* How far up from the back edge conditions are collected, and how deep expressions are looked into.
 */
#define MAX_FACTS 16
#define MAX_STEPS 8
#define MAX_DEPTH 3

/* Conditions that hold (or do not) whenever the edge is taken. */
struct facts {
	LLVMValueRef condition[MAX_FACTS];
	bool truth[MAX_FACTS];
	size_t count;
};

/* ---- conditions ---- */

static bool is_constant_int(LLVMValueRef value, unsigned long long number)
{
	uint64_t constant;
	return ir_constant(value, &constant) && constant == number;
}

/* "not x" is "xor x, true". */
static LLVMValueRef negated(LLVMValueRef value)
{
	if (!llvm.IsAInstruction(value) || llvm.GetInstructionOpcode(value) != LLVMXor)
		return NULL;
	return is_constant_int(llvm.GetOperand(value, 1), 1) ? llvm.GetOperand(value, 0) : NULL;
}

/* The two parts of "a or b" when 'truth' is false, of "a and b" when it is true: both then have the
 * same truth. Either may be written as a select. */
static bool split(LLVMValueRef value, bool truth, LLVMValueRef parts[2])
{
	if (!llvm.IsAInstruction(value))
		return false;
	LLVMOpcode opcode = llvm.GetInstructionOpcode(value);
	if (opcode == (truth ? LLVMAnd : LLVMOr)) {
		parts[0] = llvm.GetOperand(value, 0);
		parts[1] = llvm.GetOperand(value, 1);
		return true;
	}
	if (opcode != LLVMSelect)
		return false;
	/* select(a, true, b) is "a or b"; select(a, b, false) is "a and b" */
	if (!is_constant_int(llvm.GetOperand(value, truth ? 2 : 1), truth ? 0 : 1))
		return false;
	parts[0] = llvm.GetOperand(value, 0);
	parts[1] = llvm.GetOperand(value, truth ? 1 : 2);
	return true;
}

static void add_fact(struct facts *facts, LLVMValueRef condition, bool truth)
{
	LLVMValueRef parts[2];
	if (facts->count == MAX_FACTS)
		return;
	facts->condition[facts->count] = condition;
	facts->truth[facts->count++] = truth;
	if (negated(condition)) {
		add_fact(facts, negated(condition), !truth);
	} else if (split(condition, truth, parts)) {
		add_fact(facts, parts[0], truth);
		add_fact(facts, parts[1], truth);
	}
}

static bool is_comparison(LLVMValueRef value)
{
	return llvm.IsAInstruction(value) && llvm.GetInstructionOpcode(value) == LLVMICmp;
}

/* 1 when a says the same as b, 0 when it says the opposite, -1 when neither is plain to see. */
static int agreement(LLVMValueRef a, LLVMValueRef b)
{
	if (a == b)
		return 1;
	if (!is_comparison(a) || !is_comparison(b) ||
	    llvm.GetOperand(a, 0) != llvm.GetOperand(b, 0) ||
	    llvm.GetOperand(a, 1) != llvm.GetOperand(b, 1))
		return -1;
	LLVMIntPredicate pa = llvm.GetICmpPredicate(a), pb = llvm.GetICmpPredicate(b);
	return pa == pb ? 1 : pa == predicate_inverse(pb) ? 0 : -1;
}

/* What is known of a condition on the edge: 1, 0, or -1. */
static int truth_of(const struct facts *facts, LLVMValueRef condition)
{
	LLVMValueRef inner = negated(condition);
	if (inner) {
		int truth = truth_of(facts, inner);
		return truth < 0 ? -1 : !truth;
	}
	for (size_t i = 0; i < facts->count; i++) {
		int agrees = agreement(condition, facts->condition[i]);
		if (agrees >= 0)
			return agrees == facts->truth[i];
	}
	return -1;
}

/* The condition of a jump with two ways, or NULL. Its three operands tell it from other ends of a
 * block: LLVM 23 gave it an opcode of its own. */
static LLVMValueRef condition_of(LLVMValueRef end)
{
	if (llvm.GetNumSuccessors(end) != 2 || llvm.GetNumOperands(end) != 3)
		return NULL;
	LLVMValueRef condition = llvm.GetOperand(end, 0);
	LLVMTypeRef type = llvm.TypeOf(condition);
	bool is_flag =
		llvm.GetTypeKind(type) == LLVMIntegerTypeKind && llvm.GetIntTypeWidth(type) == 1;
	return is_flag ? condition : NULL;
}

static void add_edge_facts(struct facts *facts, LLVMBasicBlockRef from, LLVMBasicBlockRef to)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(from);
	LLVMValueRef condition = condition_of(branch);
	if (!condition || llvm.GetSuccessor(branch, 0) == llvm.GetSuccessor(branch, 1))
		return;
	add_fact(facts, condition, llvm.GetSuccessor(branch, 0) == to);
}

static LLVMBasicBlockRef only_predecessor(LLVMBasicBlockRef block)
{
	LLVMBasicBlockRef only = NULL;
	LLVMValueRef value = llvm.BasicBlockAsValue(block);
	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (!llvm.IsAInstruction(user) || only)
			return NULL;
		only = llvm.GetInstructionParent(user);
	}
	return only;
}

/* The conditions of the edge latch -> header and of the straight way that leads to it. */
static struct facts collect_facts(LLVMBasicBlockRef latch, LLVMBasicBlockRef header)
{
	struct facts facts = {0};
	add_edge_facts(&facts, latch, header);
	LLVMBasicBlockRef block = latch;
	for (int i = 0; i < MAX_STEPS && block != header; i++) {
		LLVMBasicBlockRef before = only_predecessor(block);
		if (!before)
			break;
		add_edge_facts(&facts, before, block);
		block = before;
	}
	return facts;
}

/* ---- values ---- */

/* The value as it is when the facts hold, built before the builder's place; NULL when the facts
 * make no difference. */
static LLVMValueRef simplify(const struct facts *facts, LLVMBuilderRef builder, LLVMValueRef value,
			     int depth)
{
	if (!llvm.IsAInstruction(value) || depth == MAX_DEPTH)
		return NULL;
	LLVMOpcode opcode = llvm.GetInstructionOpcode(value);
	LLVMTypeRef type = llvm.TypeOf(value);

	if (opcode == LLVMSelect) {
		int truth = truth_of(facts, llvm.GetOperand(value, 0));
		if (truth < 0)
			return NULL;
		LLVMValueRef arm = llvm.GetOperand(value, truth ? 1 : 2);
		LLVMValueRef better = simplify(facts, builder, arm, depth + 1);
		return better ? better : arm;
	}
	if (opcode == LLVMZExt) {
		int truth = truth_of(facts, llvm.GetOperand(value, 0));
		return truth < 0 ? NULL : llvm.ConstInt(type, (unsigned)truth, false);
	}
	if (opcode != LLVMAdd)
		return NULL;
	LLVMValueRef a = llvm.GetOperand(value, 0), b = llvm.GetOperand(value, 1);
	LLVMValueRef better_a = simplify(facts, builder, a, depth + 1);
	LLVMValueRef better_b = simplify(facts, builder, b, depth + 1);
	if (!better_a && !better_b)
		return NULL;
	return llvm.BuildAdd(builder, better_a ? better_a : a, better_b ? better_b : b, "");
}

/* The graph, and what of it closes a loop: an edge between two blocks of one cycle. */
struct shape {
	struct cfg cfg;
	size_t *cycles;
};

static bool is_back_edge(const struct shape *shape, LLVMBasicBlockRef latch,
			 LLVMBasicBlockRef header)
{
	return shape->cycles[cfg_index(&shape->cfg, latch)] ==
	       shape->cycles[cfg_index(&shape->cfg, header)];
}

static int rewrite_phi(const struct shape *shape, LLVMBuilderRef builder, LLVMValueRef phi)
{
	LLVMBasicBlockRef header = llvm.GetInstructionParent(phi);
	int changed = 0;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		LLVMBasicBlockRef latch = llvm.GetIncomingBlock(phi, i);
		if (!llvm.IsAInstruction(value) || !is_back_edge(shape, latch, header))
			continue;
		struct facts facts = collect_facts(latch, header);
		llvm.PositionBuilderBefore(builder, llvm.GetBasicBlockTerminator(latch));
		LLVMValueRef better = simplify(&facts, builder, value, 0);
		if (!better)
			continue;
		llvm.SetOperand(phi, i, better); /* a phi's operands are its incoming values */
		changed++;
	}
	return changed;
}

int inclusive_ranges_simplify(struct ir *ir, LLVMModuleRef module)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		struct shape shape;
		cfg_init(&shape.cfg, f);
		shape.cycles = cycles_find(&shape.cfg);
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at)) {
			LLVMTypeRef type = llvm.TypeOf(at);
			if (llvm.IsAPHINode(at) && llvm.GetTypeKind(type) == LLVMIntegerTypeKind &&
			    llvm.GetIntTypeWidth(type) > 1)
				changed += rewrite_phi(&shape, builder, at);
		}
		free(shape.cycles);
		cfg_release(&shape.cfg);
	}
	llvm.DisposeBuilder(builder);
	return changed;
}
