/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Bounds from above, of numbers without a sign. */
#include "ir/analysis/largest.h"

#include "base/text.h"
#include "ir/llvm/module.h"
#include "ir/llvm/predicates.h"

/* How far a number is followed through what it is computed from. */
#define MAX_DEPTH 8
/* How many dominating blocks are searched for a comparison. */
#define MAX_DOMINATORS 32
/* Values of a phi that are looked at, and how much deeper one counts than an operation. */
#define MAX_INCOMING 8
#define PHI_DEPTH 3
/* How much deeper what the number was compared with counts. */
#define BRANCH_DEPTH 4

struct question {
	struct cfg *cfg;
	LLVMBasicBlockRef block;
};

static uint64_t largest(const struct question *question, LLVMValueRef value, unsigned depth);

static uint64_t lesser(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t greater(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

/* All bits up to the highest one of the number. */
static uint64_t fill(uint64_t number)
{
	return number ? UINT64_MAX >> __builtin_clzll(number) : 0;
}

/* ---- comparisons ---- */

/* The largest number below which the comparison holds, where both are unsigned. */
static uint64_t held(LLVMIntPredicate predicate, uint64_t bound)
{
	switch (predicate) {
	case LLVMIntEQ:
	case LLVMIntULE:
		return bound;
	case LLVMIntULT:
		return bound ? bound - 1 : 0;
	default:
		return UINT64_MAX;
	}
}

/* What the branch at the end of 'from' says about the value on its edge to 'to'. */
static uint64_t by_edge(struct cfg *cfg, size_t from, size_t to, LLVMValueRef value, unsigned depth)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(cfg->blocks[from]);
	if (llvm.IsASwitchInst(branch) || llvm.GetNumSuccessors(branch) != 2 ||
	    llvm.GetSuccessor(branch, 0) == llvm.GetSuccessor(branch, 1))
		return UINT64_MAX;
	LLVMValueRef condition = llvm.GetCondition(branch);
	if (!llvm.IsAInstruction(condition) || llvm.GetInstructionOpcode(condition) != LLVMICmp)
		return UINT64_MAX;
	bool is_left = llvm.GetOperand(condition, 0) == value;
	if (!is_left && llvm.GetOperand(condition, 1) != value)
		return UINT64_MAX;
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(condition);
	if (llvm.GetSuccessor(branch, 0) != cfg->blocks[to])
		predicate = predicate_inverse(predicate);
	if (!is_left)
		predicate = predicate_swapped(predicate);
	if (held(predicate, 0) == UINT64_MAX)
		return UINT64_MAX;
	const struct question other = {cfg, cfg->blocks[from]};
	return held(predicate, largest(&other, llvm.GetOperand(condition, is_left), depth));
}

static uint64_t by_dominators(const struct question *question, LLVMValueRef value, unsigned depth)
{
	struct cfg *cfg = question->cfg;
	size_t block = cfg_index(cfg, question->block);
	uint64_t max = UINT64_MAX;
	for (int i = 0; i < MAX_DOMINATORS && block != 0; i++) {
		size_t idom = cfg_idom(cfg, block);
		if (idom == CFG_NONE)
			break;
		if (cfg_edges_to(cfg, block) == 1)
			max = lesser(max, by_edge(cfg, idom, block, value, depth));
		block = idom;
	}
	return max;
}

/* ---- computations ---- */

/* Of two numbers that are at most so large. */
static uint64_t by_operation(LLVMOpcode opcode, uint64_t a, uint64_t b, uint64_t all)
{
	uint64_t result;
	switch (opcode) {
	case LLVMAnd:
		return lesser(a, b);
	case LLVMOr:
	case LLVMXor:
		return fill(a | b);
	case LLVMAdd:
		return __builtin_add_overflow(a, b, &result) ? all : result;
	case LLVMMul:
		return __builtin_mul_overflow(a, b, &result) ? all : result;
	case LLVMShl:
		return b < 64 && a <= all >> b ? a << b : all;
	case LLVMLShr:
	case LLVMUDiv:
		return a;
	case LLVMURem:
		return b ? lesser(a, b - 1) : all;
	default:
		return all;
	}
}

static uint64_t by_constant(LLVMOpcode opcode, uint64_t a, uint64_t constant, uint64_t all)
{
	switch (opcode) {
	case LLVMLShr:
		return constant < 64 ? a >> constant : all;
	case LLVMUDiv:
		return constant ? a / constant : all;
	default:
		return by_operation(opcode, a, constant, all);
	}
}

/* The bits that may be set. */
static uint64_t possible_bits(LLVMValueRef value, unsigned depth)
{
	uint64_t all = ir_all_bits(value), number;
	if (ir_constant(value, &number))
		return number & all;
	if (!llvm.IsAInstruction(value) || depth == MAX_DEPTH)
		return all;
	LLVMValueRef first = llvm.GetOperand(value, 0);
	switch (llvm.GetInstructionOpcode(value)) {
	case LLVMZExt:
	case LLVMTrunc:
		return possible_bits(first, depth + 1) & all;
	case LLVMAnd:
		return possible_bits(first, depth + 1) &
		       possible_bits(llvm.GetOperand(value, 1), depth + 1);
	case LLVMOr:
		return possible_bits(first, depth + 1) |
		       possible_bits(llvm.GetOperand(value, 1), depth + 1);
	case LLVMShl:
		return ir_constant(llvm.GetOperand(value, 1), &number) && number < 64
			       ? possible_bits(first, depth + 1) << number & all
			       : all;
	default:
		return all;
	}
}

/* A number of 16, 32 or 64 bits with its bytes in the other order. */
static uint64_t of_swap(LLVMValueRef number, unsigned depth)
{
	unsigned width = llvm.GetIntTypeWidth(llvm.TypeOf(number));
	return width > 64 ? UINT64_MAX
			  : __builtin_bswap64(possible_bits(number, depth)) >> (64 - width);
}

static uint64_t of_intrinsic(const struct question *question, LLVMValueRef call, unsigned depth)
{
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(call));
	uint64_t all = ir_all_bits(call);
	if (!callee)
		return all;
	const char *name = ir_name(callee);
	if (text_starts_with(name, "llvm.bpf.passthrough."))
		return largest(question, llvm.GetOperand(call, 1), depth);
	if (text_starts_with(name, "llvm.abs."))
		return all / 2 + 1;
	if (text_starts_with(name, "llvm.bswap."))
		return of_swap(llvm.GetOperand(call, 0), depth);
	if (text_starts_with(name, "llvm.umin."))
		return lesser(largest(question, llvm.GetOperand(call, 0), depth),
			      largest(question, llvm.GetOperand(call, 1), depth));
	if (text_starts_with(name, "llvm.umax."))
		return greater(largest(question, llvm.GetOperand(call, 0), depth),
			       largest(question, llvm.GetOperand(call, 1), depth));
	if (text_starts_with(name, "llvm.ctpop.") || text_starts_with(name, "llvm.ctlz.") ||
	    text_starts_with(name, "llvm.cttz."))
		return llvm.GetIntTypeWidth(llvm.TypeOf(call));
	return all;
}

static uint64_t of_phi(const struct question *question, LLVMValueRef phi, unsigned depth)
{
	size_t here = cfg_index(question->cfg, llvm.GetInstructionParent(phi));
	uint64_t max = 0;
	if (llvm.CountIncoming(phi) > MAX_INCOMING)
		return ir_all_bits(phi);
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		const struct question from = {question->cfg, llvm.GetIncomingBlock(phi, i)};
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		size_t block = cfg_index(question->cfg, from.block);
		uint64_t all = by_edge(question->cfg, block, here, value, depth);
		max = greater(max, lesser(all, largest(&from, value, depth)));
	}
	return max;
}

static uint64_t of_instruction(const struct question *question, LLVMValueRef value, unsigned depth)
{
	uint64_t all = ir_all_bits(value), constant;
	LLVMOpcode opcode = llvm.GetInstructionOpcode(value);

	switch (opcode) {
	case LLVMZExt:
	case LLVMTrunc:
		return lesser(all, largest(question, llvm.GetOperand(value, 0), depth));
	case LLVMSelect:
		return greater(largest(question, llvm.GetOperand(value, 1), depth),
			       largest(question, llvm.GetOperand(value, 2), depth));
	case LLVMPHI:
		return of_phi(question, value, depth + PHI_DEPTH);
	case LLVMCall:
		return of_intrinsic(question, value, depth);
	default:
		break;
	}
	if (llvm.GetNumOperands(value) != 2)
		return all;
	uint64_t a = largest(question, llvm.GetOperand(value, 0), depth);
	if (ir_constant(llvm.GetOperand(value, 1), &constant))
		return lesser(all, by_constant(opcode, a, constant, all));
	return lesser(all, by_operation(opcode, a,
					largest(question, llvm.GetOperand(value, 1), depth), all));
}

static uint64_t largest(const struct question *question, LLVMValueRef value, unsigned depth)
{
	uint64_t number;
	if (llvm.GetTypeKind(llvm.TypeOf(value)) != LLVMIntegerTypeKind ||
	    llvm.GetIntTypeWidth(llvm.TypeOf(value)) > 64)
		return UINT64_MAX;
	if (ir_constant(value, &number))
		return number;
	if (depth >= MAX_DEPTH)
		return ir_all_bits(value);
	uint64_t max = by_dominators(question, value, depth + BRANCH_DEPTH);
	if (!llvm.IsAInstruction(value))
		return lesser(max, ir_all_bits(value));
	return lesser(max, of_instruction(question, value, depth + 1));
}

uint64_t largest_value(struct cfg *cfg, LLVMBasicBlockRef block, LLVMValueRef value)
{
	const struct question question = {cfg, block};
	return largest(&question, value, 0);
}
