/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Constant expressions in which the address of a variable cancels out. */
#include "ir/lower/address_constants.h"

#include "ir/analysis/address.h"
#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

#define MAX_DEPTH 8

/* factor * (address of the object) + number, modulo 2^64. A narrower value is the low bits of it.
 */
struct sum {
	LLVMValueRef object; /* NULL: the factor is 0 */
	uint64_t factor, number;
};

static bool add(struct sum *a, const struct sum *b, uint64_t factor)
{
	if (a->object && b->object && a->object != b->object)
		return false;
	if (b->object)
		a->object = b->object;
	a->factor += factor * b->factor;
	a->number += factor * b->number;
	return true;
}

static bool evaluate(LLVMTargetDataRef layout, LLVMValueRef value, int depth, struct sum *sum);

static bool evaluate_pointer(LLVMTargetDataRef layout, LLVMValueRef pointer, struct sum *sum)
{
	struct address address;
	if (!address_split(layout, pointer, &address) || address.term_count ||
	    !llvm.IsAGlobalVariable(address.base))
		return false;
	*sum = (struct sum){address.base, 1, (uint64_t)address.offset};
	return true;
}

static bool evaluate_both(LLVMTargetDataRef layout, LLVMValueRef value, int depth, uint64_t factor,
			  struct sum *sum)
{
	struct sum right;
	return evaluate(layout, llvm.GetOperand(value, 0), depth, sum) &&
	       evaluate(layout, llvm.GetOperand(value, 1), depth, &right) &&
	       add(sum, &right, factor);
}

/* False for operations whose low bits depend on high bits of an operand: the sum does not say
 * these. */
static bool evaluate(LLVMTargetDataRef layout, LLVMValueRef value, int depth, struct sum *sum)
{
	LLVMTypeRef type = llvm.TypeOf(value);
	*sum = (struct sum){0};
	if (llvm.GetTypeKind(type) != LLVMIntegerTypeKind || llvm.GetIntTypeWidth(type) > 64)
		return false;
	if (llvm.IsAConstantInt(value)) {
		sum->number = llvm.ConstIntGetZExtValue(value);
		return true;
	}
	if (!llvm.IsAConstantExpr(value) || depth == MAX_DEPTH)
		return false;
	switch (llvm.GetConstOpcode(value)) {
	case LLVMPtrToInt:
		return evaluate_pointer(layout, llvm.GetOperand(value, 0), sum);
	case LLVMTrunc:
		return evaluate(layout, llvm.GetOperand(value, 0), depth + 1, sum);
	case LLVMAdd:
		return evaluate_both(layout, value, depth + 1, 1, sum);
	case LLVMSub:
		return evaluate_both(layout, value, depth + 1, UINT64_MAX, sum);
	default:
		return false;
	}
}

static int fold_operands(LLVMTargetDataRef layout, LLVMValueRef at)
{
	int changed = 0;
	for (unsigned i = 0; i < (unsigned)llvm.GetNumOperands(at); i++) {
		LLVMValueRef operand = llvm.GetOperand(at, i);
		struct sum sum;
		if (!llvm.IsAConstantExpr(operand) || !evaluate(layout, operand, 0, &sum) ||
		    sum.factor)
			continue;
		llvm.SetOperand(at, i, llvm.ConstInt(llvm.TypeOf(operand), sum.number, false));
		changed++;
	}
	return changed;
}

/* What the alignment of the object leaves of a rounded address: "object + number - rest". */
static LLVMValueRef fold_mask(LLVMTargetDataRef layout, LLVMBuilderRef builder, LLVMValueRef at)
{
	LLVMValueRef address = llvm.GetOperand(at, 0);
	uint64_t mask;
	struct sum sum;
	if (!ir_constant(llvm.GetOperand(at, 1), &mask) || !evaluate(layout, address, 0, &sum) ||
	    !sum.object)
		return NULL;
	uint64_t alignment = llvm.GetAlignment(sum.object), low = alignment ? alignment - 1 : 0;
	if (mask <= low)
		return llvm.ConstInt(llvm.TypeOf(at), sum.number & mask, false);
	if (~mask > low)
		return NULL;
	LLVMValueRef rest = llvm.ConstInt(llvm.TypeOf(at), -(sum.number & ~mask), false);
	return llvm.BuildAdd(builder, address, rest, "");
}

static LLVMValueRef fold_difference(LLVMTargetDataRef layout, LLVMValueRef at)
{
	struct sum sum;
	if (!evaluate_both(layout, at, 0, UINT64_MAX, &sum) || sum.factor)
		return NULL;
	return llvm.ConstInt(llvm.TypeOf(at), sum.number, false);
}

/* Folds what is made of constants only, and still is an instruction. */
static bool fold_instruction(LLVMTargetDataRef layout, LLVMBuilderRef builder, LLVMValueRef at)
{
	switch (llvm.GetInstructionOpcode(at)) {
	case LLVMAnd:
		return rewrite_replace(at, fold_mask(layout, builder, at));
	case LLVMSub:
		return rewrite_replace(at, fold_difference(layout, at));
	default:
		return false;
	}
}

int address_constants_fold(struct ir *ir, LLVMModuleRef module)
{
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at))
			changed +=
				fold_operands(layout, at) + fold_instruction(layout, builder, at);
	}
	llvm.DisposeBuilder(builder);
	llvm.DisposeTargetData(layout);
	return changed;
}
