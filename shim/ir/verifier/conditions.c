/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reads conditions. */
#include "ir/verifier/conditions.h"

#include "base/text.h"
#include "ir/llvm/module.h"
#include "ir/llvm/predicates.h"

/* How many dominating blocks are searched for comparisons, and how deep in conditions that are made
 * of two. */
#define MAX_DOMINATORS 32
#define MAX_CONDITIONS 4

static unsigned width_of(LLVMValueRef value)
{
	return llvm.GetIntTypeWidth(llvm.TypeOf(value));
}

/* The intrinsic that hides a value from the optimiser. */
bool condition_is_passthrough(LLVMValueRef call)
{
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(call));
	return callee && text_starts_with(ir_name(callee), "llvm.bpf.passthrough.");
}

/* The part of the range for which the comparison holds. */
static struct range narrowed(struct range range, LLVMIntPredicate predicate, int64_t bound,
			     unsigned width)
{
	range = range_meet(range, range_holds(predicate, bound, width));
	switch (predicate) {
	case LLVMIntNE:
		if (range.min == bound && range.min < range.max)
			range.min++;
		else if (range.max == bound && range.min < range.max)
			range.max--;
		break;
	case LLVMIntUGT:
	case LLVMIntUGE:
		/* A negative number is a large one. */
		if (range.min < 0 || bound < 0 || (predicate == LLVMIntUGT && bound == INT64_MAX))
			break;
		bound += predicate == LLVMIntUGT;
		range = range_meet(range, (struct range){bound, INT64_MAX});
		break;
	default:
		break;
	}
	return range;
}

static bool is_equality(LLVMIntPredicate predicate)
{
	return predicate == LLVMIntEQ || predicate == LLVMIntNE;
}

bool condition_tests_bits_of(LLVMValueRef tested, LLVMValueRef value)
{
	uint64_t mask, bits, shift;
	if (!ir_is_opcode(tested, LLVMAnd) || !ir_is_opcode(value, LLVMAnd))
		return false;
	LLVMValueRef shifted = llvm.GetOperand(value, 0);
	return ir_constant(llvm.GetOperand(tested, 1), &mask) &&
	       ir_constant(llvm.GetOperand(value, 1), &bits) && ir_is_opcode(shifted, LLVMLShr) &&
	       llvm.GetOperand(shifted, 0) == llvm.GetOperand(tested, 0) &&
	       ir_constant(llvm.GetOperand(shifted, 1), &shift) && shift < 64 &&
	       bits << shift == mask && mask >> shift == bits;
}

/* 'x & 6 != 2', where x is at most 7: it is not 2 and not 3. */
static struct range narrowed_by_mask(struct range range, LLVMIntPredicate predicate, int64_t bound,
				     int64_t mask)
{
	if (range.min < 0 || bound < 0 || !is_equality(predicate))
		return range;
	uint64_t all = range.max ? UINT64_MAX >> __builtin_clzll((uint64_t)range.max) : 0;
	uint64_t rest = all & ~(uint64_t)mask;
	struct range same = {bound, (int64_t)((uint64_t)bound | rest)};
	if (rest & (rest + 1) || (uint64_t)bound & rest || same.max == INT64_MAX)
		return range;
	if (predicate == LLVMIntEQ)
		return range_meet(range, same);
	if (range.min >= same.min && range.min <= same.max)
		return (struct range){same.max + 1, range.max};
	if (range.max >= same.min && range.max <= same.max)
		return (struct range){range.min, same.min - 1};
	return range;
}

/* A comparison that LLVM hides from itself until code generation (BPFAdjustOpt.cpp): its predicate
 * is the first argument. */
static bool is_hidden_compare(LLVMValueRef call)
{
	uint64_t predicate;
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(call));
	return callee && text_starts_with(ir_name(callee), "llvm.bpf.compare.") &&
	       ir_constant(llvm.GetOperand(call, 0), &predicate);
}

static struct range narrow_by_compare(struct range range, LLVMValueRef compare, bool truth,
				      LLVMValueRef value)
{
	int64_t bound, mask;
	uint64_t hidden = 0;
	unsigned first = llvm.IsACallInst(compare) ? 1 : 0;
	LLVMValueRef compared = llvm.GetOperand(compare, first);
	if (!ir_signed_constant(llvm.GetOperand(compare, first + 1), &bound))
		return range;
	if (first)
		ir_constant(llvm.GetOperand(compare, 0), &hidden);
	LLVMIntPredicate predicate =
		first ? (LLVMIntPredicate)hidden : llvm.GetICmpPredicate(compare);
	LLVMIntPredicate holds = truth ? predicate : predicate_inverse(predicate);
	if (compared == value ||
	    (bound == 0 && is_equality(predicate) && condition_tests_bits_of(compared, value)))
		return narrowed(range, holds, bound, width_of(value));
	if (ir_is_opcode(compared, LLVMAnd) && llvm.GetOperand(compared, 0) == value &&
	    ir_signed_constant(llvm.GetOperand(compared, 1), &mask))
		return narrowed_by_mask(range, holds, bound, mask);
	return range;
}

unsigned condition_second_part(LLVMValueRef condition, bool truth)
{
	uint64_t arm;
	if (!llvm.IsAInstruction(condition))
		return 0;
	LLVMOpcode opcode = llvm.GetInstructionOpcode(condition);
	if (opcode == (truth ? LLVMAnd : LLVMOr))
		return 1;
	/* "first and other" has a 0 in its last place, "first or other" a 1 before that. */
	if (opcode == LLVMSelect && ir_constant(llvm.GetOperand(condition, truth ? 2 : 1), &arm) &&
	    arm != truth)
		return truth ? 1 : 2;
	return 0;
}

/* What the condition says of the value where it is true, or false. */
static struct range narrow(struct range range, LLVMValueRef condition, bool truth,
			   LLVMValueRef value, int depth)
{
	if (!llvm.IsAInstruction(condition) || depth > MAX_CONDITIONS)
		return range;
	LLVMOpcode opcode = llvm.GetInstructionOpcode(condition);
	if (opcode == LLVMICmp)
		return narrow_by_compare(range, condition, truth, value);
	if (opcode == LLVMCall && is_hidden_compare(condition))
		return narrow_by_compare(range, condition, truth, value);
	if (opcode == LLVMCall && condition_is_passthrough(condition))
		return narrow(range, llvm.GetOperand(condition, 1), truth, value, depth + 1);
	unsigned second = condition_second_part(condition, truth);
	if (!second)
		return range;
	range = narrow(range, llvm.GetOperand(condition, 0), truth, value, depth + 1);
	return narrow(range, llvm.GetOperand(condition, second), truth, value, depth + 1);
}

struct range condition_narrow(struct range range, LLVMValueRef condition, bool truth,
			      LLVMValueRef value)
{
	return narrow(range, condition, truth, value, 0);
}

struct range condition_narrow_on_edge(struct range range, struct cfg *cfg, size_t from, size_t to,
				      LLVMValueRef value)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(cfg->blocks[from]);
	if (llvm.IsASwitchInst(branch) || llvm.GetNumSuccessors(branch) != 2 ||
	    llvm.GetSuccessor(branch, 0) == llvm.GetSuccessor(branch, 1))
		return range;
	return narrow(range, llvm.GetCondition(branch),
		      llvm.GetSuccessor(branch, 0) == cfg->blocks[to], value, 0);
}

struct range condition_narrow_in(struct range range, struct cfg *cfg, LLVMBasicBlockRef at,
				 LLVMValueRef value)
{
	/* What is not a number at the end of the range may be so behind an earlier comparison. */
	for (int pass = 0; pass < 2; pass++) {
		size_t block = cfg_index(cfg, at);
		for (int i = 0; i < MAX_DOMINATORS && block != 0; i++) {
			size_t idom = cfg_idom(cfg, block);
			if (idom == CFG_NONE)
				break;
			if (cfg_has_one_way_in(cfg, block))
				range = condition_narrow_on_edge(range, cfg, idom, block, value);
			block = idom;
		}
	}
	return range;
}

static bool tells_apart(LLVMValueRef compare, bool truth, LLVMValueRef a, LLVMValueRef b, int depth)
{
	if (!llvm.IsAInstruction(compare) || depth > MAX_CONDITIONS)
		return false;
	unsigned second = condition_second_part(compare, truth);
	if (second)
		return tells_apart(llvm.GetOperand(compare, 0), truth, a, b, depth + 1) ||
		       tells_apart(llvm.GetOperand(compare, second), truth, a, b, depth + 1);
	if (ir_is_opcode(compare, LLVMCall) && condition_is_passthrough(compare))
		return tells_apart(llvm.GetOperand(compare, 1), truth, a, b, depth + 1);
	if (!ir_is_opcode(compare, LLVMICmp))
		return false;
	LLVMValueRef left = llvm.GetOperand(compare, 0), right = llvm.GetOperand(compare, 1);
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
	if (!(left == a && right == b) && !(left == b && right == a))
		return false;
	switch (truth ? predicate : predicate_inverse(predicate)) {
	case LLVMIntNE:
	case LLVMIntULT:
	case LLVMIntUGT:
	case LLVMIntSLT:
	case LLVMIntSGT:
		return true;
	default:
		return false;
	}
}

bool condition_tells_apart(struct cfg *cfg, LLVMBasicBlockRef at, LLVMValueRef a, LLVMValueRef b)
{
	size_t block = cfg_index(cfg, at);
	for (int i = 0; i < MAX_DOMINATORS && block != 0; i++) {
		size_t from = cfg_idom(cfg, block);
		if (from == CFG_NONE)
			return false;
		LLVMValueRef branch = llvm.GetBasicBlockTerminator(cfg->blocks[from]);
		if (cfg_has_one_way_in(cfg, block) && !llvm.IsASwitchInst(branch) &&
		    llvm.GetNumSuccessors(branch) == 2 &&
		    tells_apart(llvm.GetCondition(branch),
				llvm.GetSuccessor(branch, 0) == cfg->blocks[block], a, b, 0))
			return true;
		block = from;
	}
	return false;
}
