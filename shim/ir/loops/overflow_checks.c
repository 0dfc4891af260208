/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Checks of counters for overflow. "count += 1" in a loop, where it overflows after 2^32 rounds,
 * has such a check in a debug build; it makes the verifier tell each count from all others, and
 * walk the rest of the loop again for each. The kernel runs no more instructions than the verifier
 * has walked, 1,000,000 at most, and so no more rounds: a number that starts with a constant, and
 * to which small ones are added in each round, stays below their largest sum.
 */
#include "ir/loops/overflow_checks.h"

#include "ir/analysis/cfg.h"
#include "ir/analysis/largest.h"
#include "ir/llvm/module.h"
#include "ir/llvm/passes.h"

/* BPF_COMPLEXITY_LIMIT_INSNS */
#define MAX_ROUNDS 1000000
#define MAX_TERM (UINT32_MAX / MAX_ROUNDS)
#define MAX_VALUES 32
#define MAX_WIDTH 64

/* All that a number is made of. */
struct sum {
	struct cfg *cfg;
	LLVMValueRef values[MAX_VALUES];
	unsigned count;
	uint64_t first; /* the largest of the constants that it starts with */
	uint64_t terms; /* the sum of the largest that each addition adds */
	unsigned width; /* the least that its parts have, in bits */
};

static bool add_value(struct sum *sum, LLVMValueRef value)
{
	uint64_t number;
	LLVMTypeRef type = llvm.TypeOf(value);

	if (llvm.GetTypeKind(type) != LLVMIntegerTypeKind || llvm.GetIntTypeWidth(type) > MAX_WIDTH)
		return false;
	if (llvm.GetIntTypeWidth(type) < sum->width)
		sum->width = llvm.GetIntTypeWidth(type);
	if (ir_constant(value, &number)) {
		sum->first = number > sum->first ? number : sum->first;
		return true;
	}
	for (unsigned i = 0; i < sum->count; i++)
		if (sum->values[i] == value)
			return true;
	if (sum->count == MAX_VALUES || !llvm.IsAInstruction(value))
		return false;
	sum->values[sum->count++] = value;
	return true;
}

static bool add_operand(struct sum *sum, LLVMValueRef value, unsigned number)
{
	return add_value(sum, llvm.GetOperand(value, number));
}

/* One side is small, the other one is looked into. */
static bool add_addition(struct sum *sum, LLVMValueRef addition)
{
	LLVMBasicBlockRef block = llvm.GetInstructionParent(addition);
	for (unsigned i = 2; i-- > 0;) {
		uint64_t most = largest_value(sum->cfg, block, llvm.GetOperand(addition, i));
		if (most > MAX_TERM)
			continue;
		sum->terms += most;
		return add_operand(sum, addition, 1 - i);
	}
	return false;
}

static bool add_operands(struct sum *sum, LLVMValueRef value)
{
	switch (llvm.GetInstructionOpcode(value)) {
	case LLVMAdd:
		return add_addition(sum, value);
	case LLVMZExt:
	case LLVMTrunc:
	case LLVMFreeze:
		return add_operand(sum, value, 0);
	case LLVMSelect:
		return add_operand(sum, value, 1) && add_operand(sum, value, 2);
	case LLVMPHI:
		for (unsigned i = 0; i < llvm.CountIncoming(value); i++)
			if (!add_operand(sum, value, i))
				return false;
		return true;
	default:
		return false;
	}
}

/* The largest that a value can become; false when that is not known, or as large as the least of
 * its parts can be: then it may have wrapped around. */
static bool find_largest(struct cfg *cfg, LLVMValueRef value, uint64_t *largest)
{
	struct sum sum = {.cfg = cfg, .width = MAX_WIDTH};

	if (!llvm.IsAInstruction(value) || !add_value(&sum, value))
		return false;
	for (unsigned i = 0; i < sum.count; i++)
		if (!add_operands(&sum, sum.values[i]))
			return false;
	if (sum.first > UINT32_MAX)
		return false;
	*largest = sum.first + sum.terms * MAX_ROUNDS;
	return sum.terms && (sum.width == MAX_WIDTH || *largest >> sum.width == 0);
}

/* A check against the largest numbers of the type: what a sum never comes to. */
static LLVMValueRef fold(struct cfg *cfg, LLVMValueRef compare)
{
	LLVMValueRef value = llvm.GetOperand(compare, 0);
	LLVMTypeRef type = llvm.TypeOf(compare);
	uint64_t number, largest;

	if (!ir_constant(llvm.GetOperand(compare, 1), &number) || number <= MAX_ROUNDS ||
	    !find_largest(cfg, value, &largest) || largest >= number)
		return NULL;
	switch (llvm.GetICmpPredicate(compare)) {
	case LLVMIntEQ:
	case LLVMIntUGT:
	case LLVMIntUGE:
		return llvm.ConstInt(type, 0, false);
	case LLVMIntNE:
	case LLVMIntULT:
	case LLVMIntULE:
		return llvm.ConstInt(type, 1, false);
	default:
		return NULL;
	}
}

static bool is_counted_call(LLVMValueRef call)
{
	LLVMValueRef callee = llvm.GetCalledValue(call);
	if (llvm.IsAFunction(callee))
		return !llvm.IsDeclaration(callee) || llvm.GetIntrinsicID(callee);
	return llvm.IsAConstantExpr(callee); /* a helper's number */
}

/* Kernel functions that count rounds, and may_goto, make loops that the verifier does not walk to
 * their end. */
static bool is_walked(LLVMValueRef function)
{
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at))
		if (llvm.IsACallInst(at) && !is_counted_call(at))
			return false;
	return true;
}

/* The branches that the comparison decides take one way from now on. */
static void decide(struct ir *ir, LLVMBuilderRef builder, LLVMBasicBlockRef block)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(block);
	uint64_t truth;

	if (llvm.IsASwitchInst(branch) || llvm.GetNumSuccessors(branch) != 2 ||
	    !ir_constant(llvm.GetCondition(branch), &truth))
		return;
	LLVMBasicBlockRef taken = llvm.GetSuccessor(branch, truth ? 0 : 1);
	LLVMBasicBlockRef other = llvm.GetSuccessor(branch, truth ? 1 : 0);
	if (taken == other)
		return;
	ir_drop_incoming(ir, other, block);
	llvm.PositionBuilderBefore(builder, branch);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(branch));
	llvm.BuildBr(builder, taken);
	llvm.InstructionEraseFromParent(branch);
}

static int drop_in(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef function)
{
	struct cfg cfg;
	int dropped = 0;

	cfg_init(&cfg, function);
	LLVMValueRef next;
	for (LLVMValueRef at = ir_first_instruction(function); at; at = next) {
		next = ir_next_instruction(at);
		LLVMValueRef known = llvm.IsAICmpInst(at) ? fold(&cfg, at) : NULL;
		if (!known)
			continue;
		llvm.ReplaceAllUsesWith(at, known);
		llvm.InstructionEraseFromParent(at);
		dropped++;
	}
	for (size_t i = 0; i < cfg.count && dropped; i++)
		decide(ir, builder, cfg.blocks[i]);
	cfg_release(&cfg);
	return dropped;
}

/* A check may have stood between what ends a loop and the branch that asks for it: LLVM could not
 * lead the one to the other, and does so now. */
static int drop_and_thread(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
			   LLVMValueRef function)
{
	int dropped = drop_in(ir, builder, function);
	if (!dropped)
		return 0;
	ir_focus(ir, function);
	int err = passes_thread_jumps(ir, module);
	ir_focus(ir, NULL);
	return err ? -1 : dropped;
}

int overflow_checks_drop(struct ir *ir, LLVMModuleRef module)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	int dropped = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f && dropped >= 0;
	     f = ir_next_function(ir, f)) {
		if (llvm.IsDeclaration(f) || !is_walked(f))
			continue;
		int places = drop_and_thread(ir, module, builder, f);
		dropped = places < 0 ? -1 : dropped + places;
	}
	llvm.DisposeBuilder(builder);
	return dropped;
}
