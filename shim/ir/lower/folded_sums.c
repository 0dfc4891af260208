/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Straightens loops that fold a sum. */
#include "ir/lower/folded_sums.h"

#include "ir/analysis/memory.h"
#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

/* A sum that needs more is left alone. */
#define MAX_STEPS 8
#define MAX_DEPTH 8 /* of values behind it */

/* A loop of one block. */
struct fold {
	LLVMBasicBlockRef block;
	LLVMValueRef sum, next; /* the phi, and its value after one step */
	uint64_t bits;          /* of the low part */
};

static unsigned width_of(LLVMValueRef value)
{
	return llvm.GetIntTypeWidth(llvm.TypeOf(value));
}

static bool is_high_part(LLVMValueRef value, LLVMValueRef sum, uint64_t bits)
{
	uint64_t shift;
	return ir_is_opcode(value, LLVMLShr) && llvm.GetOperand(value, 0) == sum &&
	       ir_constant(llvm.GetOperand(value, 1), &shift) && shift == bits;
}

static bool is_low_part(LLVMValueRef value, LLVMValueRef sum, uint64_t bits)
{
	uint64_t mask;
	return ir_is_opcode(value, LLVMAnd) && llvm.GetOperand(value, 0) == sum &&
	       ir_constant(llvm.GetOperand(value, 1), &mask) && mask == (UINT64_C(1) << bits) - 1;
}

/* The high part of the sum, or a phi that is it on every way into the block. */
static bool is_high_part_of_phi(const struct fold *fold, LLVMValueRef value)
{
	if (is_high_part(value, fold->sum, fold->bits))
		return true;
	if (!llvm.IsAPHINode(value) || llvm.GetInstructionParent(value) != fold->block)
		return false;
	for (unsigned i = 0; i < llvm.CountIncoming(value); i++) {
		LLVMValueRef sum = ir_incoming_from(fold->sum, llvm.GetIncomingBlock(value, i));
		if (!sum || !is_high_part(llvm.GetIncomingValue(value, i), sum, fold->bits))
			return false;
	}
	return true;
}

/* The comparison goes round while the sum after the step has a high part. */
static bool find_fold(LLVMValueRef compare, struct fold *fold)
{
	uint64_t zero;
	LLVMValueRef high = llvm.GetOperand(compare, 0);
	*fold = (struct fold){.block = llvm.GetInstructionParent(compare)};
	if (!ir_is_opcode(high, LLVMLShr) || width_of(high) > 64 ||
	    !ir_constant(llvm.GetOperand(compare, 1), &zero) || zero ||
	    !ir_constant(llvm.GetOperand(high, 1), &fold->bits) || fold->bits == 0 ||
	    fold->bits >= width_of(high))
		return false;
	fold->next = llvm.GetOperand(high, 0);
	if (!ir_is_opcode(fold->next, LLVMAdd) ||
	    llvm.GetInstructionParent(fold->next) != fold->block)
		return false;
	for (unsigned side = 0; side < 2; side++) {
		LLVMValueRef low = llvm.GetOperand(fold->next, side);
		fold->sum = ir_is_opcode(low, LLVMAnd) ? llvm.GetOperand(low, 0) : NULL;
		if (fold->sum && llvm.IsAPHINode(fold->sum) &&
		    llvm.GetInstructionParent(fold->sum) == fold->block &&
		    ir_incoming_from(fold->sum, fold->block) == fold->next &&
		    is_low_part(low, fold->sum, fold->bits) &&
		    is_high_part_of_phi(fold, llvm.GetOperand(fold->next, 1 - side)))
			return true;
	}
	return false;
}

/* Of the values that change from round to round, it is made of none but the sum after the step. */
static bool is_of_next(const struct fold *fold, LLVMValueRef value, unsigned depth)
{
	if (value == fold->next || !llvm.IsAInstruction(value) ||
	    llvm.GetInstructionParent(value) != fold->block)
		return true;
	if (llvm.IsAPHINode(value) || depth == MAX_DEPTH)
		return false;
	unsigned count = (unsigned)llvm.GetNumOperands(value);
	for (unsigned i = 0; i < count; i++) {
		if (!is_of_next(fold, llvm.GetOperand(value, i), depth + 1))
			return false;
	}
	return true;
}

static bool is_used_behind(const struct fold *fold, LLVMValueRef value)
{
	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use)) {
		if (llvm.GetInstructionParent(llvm.GetUser(use)) != fold->block)
			return true;
	}
	return false;
}

static bool touches_memory(LLVMValueRef at)
{
	switch (llvm.GetInstructionOpcode(at)) {
	case LLVMCall:
		return !memory_is_harmless_intrinsic(at);
	case LLVMLoad:
	case LLVMStore:
	case LLVMFence:
	case LLVMAtomicRMW:
	case LLVMAtomicCmpXchg:
		return true;
	default:
		return false;
	}
}

/* Nobody sees how many rounds the loop takes: it may count them, or show each sum to somebody. */
static bool hides_rounds(const struct fold *fold)
{
	LLVMValueRef end = llvm.GetBasicBlockTerminator(fold->block);
	for (LLVMValueRef at = llvm.GetFirstInstruction(fold->block); at != end;
	     at = llvm.GetNextInstruction(at)) {
		if (touches_memory(at) || (is_used_behind(fold, at) && !is_of_next(fold, at, 0)))
			return false;
	}
	return true;
}

/* After how many steps no sum of so many bits has a high part. One of at most 2^(bits + 1) - 2 has
 * none after one more: its high part is 1, and its low part not all ones. */
static unsigned count_steps(unsigned width, uint64_t bits)
{
	uint64_t low = (UINT64_C(1) << bits) - 1;
	uint64_t most = width < 64 ? (UINT64_C(1) << width) - 1 : UINT64_MAX;
	unsigned steps = 0;
	for (; most > low && steps <= MAX_STEPS; steps++)
		most = most <= 2 * low ? low : low + (most >> bits);
	return steps;
}

static void take_all_steps(LLVMBuilderRef builder, const struct fold *fold, unsigned steps)
{
	LLVMTypeRef type = llvm.TypeOf(fold->next);
	LLVMValueRef low = llvm.ConstInt(type, (UINT64_C(1) << fold->bits) - 1, false);
	LLVMValueRef shift = llvm.ConstInt(type, fold->bits, false);
	LLVMValueRef sum = fold->sum;
	llvm.PositionBuilderBefore(builder, llvm.GetNextInstruction(fold->next));
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(fold->next));
	for (unsigned i = 0; i < steps; i++)
		sum = llvm.BuildAdd(builder, llvm.BuildAnd(builder, sum, low, ""),
				    llvm.BuildLShr(builder, sum, shift, ""), "");
	llvm.ReplaceAllUsesWith(fold->next, sum);
}

static bool lower(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef at)
{
	struct fold fold;
	(void)ir, (void)module;
	if (!llvm.IsAICmpInst(at) ||
	    (llvm.GetICmpPredicate(at) != LLVMIntEQ && llvm.GetICmpPredicate(at) != LLVMIntNE))
		return false;
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(llvm.GetInstructionParent(at));
	if (llvm.IsASwitchInst(branch) || llvm.GetNumSuccessors(branch) != 2 ||
	    llvm.GetCondition(branch) != at || !find_fold(at, &fold))
		return false;
	bool ends = llvm.GetICmpPredicate(at) == LLVMIntEQ;
	if (llvm.GetSuccessor(branch, ends ? 1 : 0) != fold.block ||
	    llvm.GetSuccessor(branch, ends ? 0 : 1) == fold.block)
		return false;
	unsigned steps = count_steps(width_of(fold.sum), fold.bits);
	if (steps > MAX_STEPS || !hides_rounds(&fold))
		return false;
	take_all_steps(builder, &fold, steps);
	return rewrite_replace(at, llvm.ConstInt(llvm.TypeOf(at), ends, false));
}

int folded_sums_lower(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, lower);
}
