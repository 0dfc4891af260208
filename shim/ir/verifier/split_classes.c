/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Numbers of any size that choose several things. "n == 0", "n == 1" and "n == 2" choose a string,
 * and "n > 2" whether it is empty: the verifier follows ways on which the answers contradict each
 * other, since it does not remember which value n was found not to have.
 */
#include "ir/verifier/split_classes.h"

#include <stdlib.h>

#include "ir/analysis/cfg.h"
#include "ir/llvm/module.h"

#define MAX_COMPARES 32
#define MAX_WAYS 16
/* Steps between the number and what is compared. */
#define MAX_STEPS 4
/* Of each comparison: its constant, where its number wraps around, and where one of fewer bits
 * ends; with the values on both sides. */
#define MAX_POINTS (MAX_COMPARES * (MAX_STEPS + 4) * 3)

struct classes {
	LLVMValueRef number;
	uint64_t all_bits;
	LLVMValueRef compares[MAX_COMPARES];
	unsigned compare_count;
	uint64_t points[MAX_POINTS]; /* between two that are no neighbours all answers are one */
	unsigned point_count;
	uint64_t values[MAX_WAYS]; /* each has a way of its own; the last stands for all others */
	unsigned way_count;
};

/* ---- what a comparison says ---- */

static uint64_t bits_of(LLVMValueRef value)
{
	return ir_all_bits(value);
}

static bool is_step(LLVMValueRef value)
{
	return ir_is_opcode(value, LLVMZExt) ||
	       (ir_is_opcode(value, LLVMAdd) && llvm.IsAConstantInt(llvm.GetOperand(value, 1)));
}

static bool is_computed_from(LLVMValueRef value, LLVMValueRef number)
{
	for (int i = 0; i < MAX_STEPS && value != number && is_step(value); i++)
		value = llvm.GetOperand(value, 0);
	return value == number;
}

/* "a == b" of the number a - b. */
static bool compares_parts(LLVMValueRef compare, LLVMValueRef number)
{
	if (!ir_is_opcode(number, LLVMSub))
		return false;
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
	LLVMValueRef a = llvm.GetOperand(compare, 0), b = llvm.GetOperand(compare, 1);
	LLVMValueRef x = llvm.GetOperand(number, 0), y = llvm.GetOperand(number, 1);
	return (predicate == LLVMIntEQ || predicate == LLVMIntNE) &&
	       ((a == x && b == y) || (a == y && b == x));
}

static bool is_compare_of(LLVMValueRef at, LLVMValueRef number)
{
	if (!ir_is_opcode(at, LLVMICmp))
		return false;
	return compares_parts(at, number) ||
	       (llvm.IsAConstantInt(llvm.GetOperand(at, 1)) &&
		shape_width(llvm.GetOperand(at, 0)) && shape_width(llvm.GetOperand(at, 0)) <= 64 &&
		is_computed_from(llvm.GetOperand(at, 0), number));
}

static uint64_t compute(LLVMValueRef value, LLVMValueRef number, uint64_t n)
{
	if (value == number)
		return n;
	uint64_t inner = compute(llvm.GetOperand(value, 0), number, n);
	if (ir_is_opcode(value, LLVMZExt))
		return inner;
	return (inner + llvm.ConstIntGetZExtValue(llvm.GetOperand(value, 1))) & bits_of(value);
}

static bool answers(LLVMIntPredicate predicate, uint64_t a, uint64_t b, uint64_t all_bits)
{
	/* With the sign turned round, signed numbers have the order of unsigned ones. */
	uint64_t sign = all_bits ^ (all_bits >> 1);
	switch (predicate) {
	case LLVMIntEQ:
		return a == b;
	case LLVMIntNE:
		return a != b;
	case LLVMIntUGT:
		return a > b;
	case LLVMIntUGE:
		return a >= b;
	case LLVMIntULT:
		return a < b;
	case LLVMIntULE:
		return a <= b;
	case LLVMIntSGT:
		return (a ^ sign) > (b ^ sign);
	case LLVMIntSGE:
		return (a ^ sign) >= (b ^ sign);
	case LLVMIntSLT:
		return (a ^ sign) < (b ^ sign);
	default:
		return (a ^ sign) <= (b ^ sign);
	}
}

static bool holds(const struct classes *classes, LLVMValueRef compare, uint64_t n)
{
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
	LLVMValueRef left = llvm.GetOperand(compare, 0);
	if (compares_parts(compare, classes->number))
		return (n == 0) == (predicate == LLVMIntEQ);
	return answers(predicate, compute(left, classes->number, n),
		       llvm.ConstIntGetZExtValue(llvm.GetOperand(compare, 1)), bits_of(left));
}

/* ---- classes ---- */

static void add_point(struct classes *classes, uint64_t n)
{
	for (int i = -1; i <= 1; i++)
		classes->points[classes->point_count++] = (n + (uint64_t)i) & classes->all_bits;
}

/* The number for which 'value' is 'result'. */
static void add_inverse(struct classes *classes, LLVMValueRef value, uint64_t result)
{
	for (; value != classes->number; value = llvm.GetOperand(value, 0)) {
		if (ir_is_opcode(value, LLVMAdd))
			result -= llvm.ConstIntGetZExtValue(llvm.GetOperand(value, 1));
		result &= bits_of(value);
		if (ir_is_opcode(value, LLVMZExt) && result > bits_of(llvm.GetOperand(value, 0)))
			return;
	}
	add_point(classes, result);
}

/* Where a comparison's answer may change. */
static void add_points(struct classes *classes, LLVMValueRef compare)
{
	add_point(classes, 0);
	if (compares_parts(compare, classes->number))
		return;
	LLVMValueRef left = llvm.GetOperand(compare, 0);
	uint64_t all = bits_of(left);
	add_inverse(classes, left, llvm.ConstIntGetZExtValue(llvm.GetOperand(compare, 1)));
	add_inverse(classes, left, 0);
	add_inverse(classes, left, all ^ (all >> 1));
	for (; left != classes->number; left = llvm.GetOperand(left, 0)) {
		if (ir_is_opcode(left, LLVMZExt))
			add_inverse(classes, llvm.GetOperand(left, 0), 0);
	}
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static bool answer_alike(const struct classes *classes, uint64_t a, uint64_t b)
{
	for (unsigned i = 0; i < classes->compare_count; i++) {
		if (holds(classes, classes->compares[i], a) !=
		    holds(classes, classes->compares[i], b))
			return false;
	}
	return true;
}

/* The values that have ways of their own, and one of all others; false when there are too many, or
 * when there are ranges that differ. */
static bool find_ways(struct classes *classes)
{
	const uint64_t *points = classes->points;
	uint64_t others = points[classes->point_count - 1];
	bool found = false;
	for (unsigned i = 1; i < classes->point_count; i++) {
		if (points[i] - points[i - 1] < 2)
			continue;
		if (found && !answer_alike(classes, others, points[i]))
			return false;
		others = points[i];
		found = true;
	}
	for (unsigned i = 0; i < classes->point_count; i++) {
		if ((i && points[i] == points[i - 1]) || answer_alike(classes, others, points[i]))
			continue;
		if (classes->way_count == MAX_WAYS - 1)
			return false;
		classes->values[classes->way_count++] = points[i];
	}
	classes->values[classes->way_count++] = others;
	return classes->way_count > 1;
}

/* The first of them in the block, behind the number itself. */
static LLVMValueRef find_first(LLVMValueRef number, LLVMBasicBlockRef block)
{
	LLVMValueRef at = llvm.GetInstructionParent(number) == block && !llvm.IsAPHINode(number)
				  ? llvm.GetNextInstruction(number)
				  : shape_first_behind_phis(block);
	while (at && !is_compare_of(at, number))
		at = llvm.GetNextInstruction(at);
	return at;
}

static void collect(struct classes *classes, struct shaper *shaper, LLVMValueRef first)
{
	struct cfg cfg;
	cfg_init(&cfg, shaper->function);
	LLVMBasicBlockRef block = llvm.GetInstructionParent(first);
	size_t from = cfg_index(&cfg, block);
	bool met = false; /* in the block itself: what stands before is not behind */
	for (LLVMValueRef at = ir_first_instruction(shaper->function);
	     at && classes->compare_count < MAX_COMPARES; at = ir_next_instruction(at)) {
		LLVMBasicBlockRef parent = llvm.GetInstructionParent(at);
		met |= at == first;
		if (!is_compare_of(at, classes->number) || (parent == block && !met) ||
		    !cfg_dominates(&cfg, from, cfg_index(&cfg, parent)))
			continue;
		classes->compares[classes->compare_count++] = at;
		add_points(classes, at);
	}
	cfg_release(&cfg);
	qsort(classes->points, classes->point_count, sizeof(*classes->points), by_value);
}

/* ---- the change ---- */

/* What the operand is on this way: nothing, when it is not there yet where the ways part. */
static LLVMValueRef value_on_way(struct cfg *cfg, LLVMValueRef operand, LLVMBasicBlockRef head,
				 LLVMBasicBlockRef join, unsigned way)
{
	if (!llvm.IsAInstruction(operand))
		return operand;
	LLVMBasicBlockRef parent = llvm.GetInstructionParent(operand);
	if (parent == join)
		return llvm.GetIncomingValue(operand, way);
	return cfg_dominates(cfg, cfg_index(cfg, parent), cfg_index(cfg, head)) ? operand : NULL;
}

/* What a choice by an answer is on this way, or NULL. */
static LLVMValueRef chosen_on_way(struct cfg *cfg, LLVMValueRef at, LLVMBasicBlockRef head,
				  LLVMBasicBlockRef join, unsigned way)
{
	LLVMValueRef answer = llvm.GetIncomingValue(llvm.GetOperand(at, 0), way);
	uint64_t truth;
	if (!ir_constant(answer, &truth))
		return NULL;
	if (ir_is_opcode(at, LLVMZExt))
		return llvm.ConstInt(llvm.TypeOf(at), truth, false);
	return value_on_way(cfg, llvm.GetOperand(at, truth ? 1 : 2), head, join, way);
}

static bool is_choice_by_answer(LLVMValueRef at, LLVMBasicBlockRef join)
{
	if (!ir_is_opcode(at, LLVMSelect) && !ir_is_opcode(at, LLVMZExt))
		return false;
	LLVMValueRef answer = llvm.GetOperand(at, 0);
	return llvm.IsAPHINode(answer) && llvm.GetInstructionParent(answer) == join &&
	       shape_width(answer) == 1;
}

/* Makes phis of the choices by the answers, as far as what they choose from is there. */
static void choose_early(struct shaper *shaper, LLVMBasicBlockRef head, LLVMBasicBlockRef join)
{
	struct cfg cfg;
	LLVMValueRef next;
	cfg_init(&cfg, shaper->function);
	LLVMValueRef first_phi = llvm.GetFirstInstruction(join);
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at; at = next) {
		LLVMValueRef values[MAX_WAYS];
		LLVMBasicBlockRef ways[MAX_WAYS];
		unsigned count = llvm.CountIncoming(first_phi), known = 0;
		next = ir_next_instruction(at);
		if (!is_choice_by_answer(at, join))
			continue;
		for (; known < count; known++) {
			ways[known] = llvm.GetIncomingBlock(first_phi, known);
			values[known] = chosen_on_way(&cfg, at, head, join, known);
			if (!values[known])
				break;
		}
		if (known < count)
			continue;
		shape_stand_before(shaper, llvm.GetBasicBlockTerminator(join));
		LLVMValueRef phi = llvm.BuildPhi(shaper->builder, llvm.TypeOf(at), "");
		llvm.AddIncoming(phi, values, ways, count);
		llvm.ReplaceAllUsesWith(at, phi);
		llvm.InstructionEraseFromParent(at);
	}
	cfg_release(&cfg);
}

/* From the builder, at the end of a block, one way for each value; they meet in 'join'. */
static void build_ways(struct shaper *shaper, const struct classes *classes, LLVMBasicBlockRef join,
		       LLVMBasicBlockRef ways[])
{
	LLVMBuilderRef builder = shaper->builder;
	LLVMContextRef context = shaper->ir->context;
	LLVMValueRef number = classes->number;
	/* "a == b" has an answer also where "sub nsw" has overflowed. */
	if (ir_is_opcode(number, LLVMSub))
		number = llvm.BuildSub(builder, llvm.GetOperand(number, 0),
				       llvm.GetOperand(number, 1), "");
	number = llvm.BuildFreeze(builder, number, "");
	for (unsigned i = 0; i < classes->way_count; i++) {
		LLVMBasicBlockRef others = NULL;
		ways[i] = llvm.InsertBasicBlockInContext(context, join, "");
		if (i + 1 < classes->way_count) {
			LLVMValueRef constant =
				llvm.ConstInt(llvm.TypeOf(number), classes->values[i], false);
			others = llvm.InsertBasicBlockInContext(context, join, "");
			LLVMValueRef is = llvm.BuildICmp(builder, LLVMIntEQ, number, constant, "");
			llvm.BuildCondBr(builder, is, ways[i], others);
		} else {
			llvm.BuildBr(builder, ways[i]);
		}
		llvm.PositionBuilderAtEnd(builder, ways[i]);
		llvm.BuildBr(builder, join);
		if (others)
			llvm.PositionBuilderAtEnd(builder, others);
	}
}

static void build_answers(struct shaper *shaper, const struct classes *classes,
			  LLVMBasicBlockRef ways[])
{
	LLVMTypeRef i1 = llvm.Int1TypeInContext(shaper->ir->context);
	for (unsigned i = 0; i < classes->compare_count; i++) {
		LLVMValueRef phi = llvm.BuildPhi(shaper->builder, i1, "");
		for (unsigned way = 0; way < classes->way_count; way++) {
			LLVMValueRef answer = llvm.ConstInt(
				i1, holds(classes, classes->compares[i], classes->values[way]),
				false);
			llvm.AddIncoming(phi, &answer, &ways[way], 1);
		}
		llvm.ReplaceAllUsesWith(classes->compares[i], phi);
		llvm.InstructionEraseFromParent(classes->compares[i]);
	}
}

static void split(struct shaper *shaper, const struct classes *classes, LLVMValueRef first)
{
	LLVMBasicBlockRef ways[MAX_WAYS], rest = llvm.GetInstructionParent(first);
	LLVMMetadataRef line = llvm.InstructionGetDebugLoc(first);
	shape_note(shaper, first);
	LLVMBasicBlockRef head = ir_split_block(shaper->ir, shaper->builder, first);
	/* A block of its own: there can be debug records before the comparison. */
	LLVMBasicBlockRef join = llvm.InsertBasicBlockInContext(shaper->ir->context, rest, "");
	llvm.SetCurrentDebugLocation2(shaper->builder, line);
	build_ways(shaper, classes, join, ways);
	llvm.PositionBuilderAtEnd(shaper->builder, join);
	build_answers(shaper, classes, ways);
	llvm.PositionBuilderAtEnd(shaper->builder, join);
	llvm.BuildBr(shaper->builder, rest);
	choose_early(shaper, head, join);
}

bool split_classes(struct shaper *shaper, LLVMValueRef number, LLVMBasicBlockRef block)
{
	struct classes classes = {.number = number};
	if (shape_width(number) < 2 || shape_width(number) > 64)
		return false;
	classes.all_bits = bits_of(number);
	LLVMValueRef first = find_first(number, block);
	if (!first)
		return false;
	collect(&classes, shaper, first);
	if (classes.compare_count < 2 || !find_ways(&classes))
		return false;
	split(shaper, &classes, first);
	return true;
}
