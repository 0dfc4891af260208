/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sums and differences with a constant, and whether they overflow. */
#include "ir/lower/overflow_sums.h"

#include "base/text.h"
#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

#define MAX_WIDTH 64

struct sum {
	bool is_signed, subtracts;
};

static bool find_sum(LLVMValueRef at, struct sum *sum)
{
	static const struct {
		const char *name;
		struct sum sum;
	} sums[] = {
		{"llvm.uadd.with.overflow.i", {false, false}},
		{"llvm.usub.with.overflow.i", {false, true}},
		{"llvm.sadd.with.overflow.i", {true, false}},
		{"llvm.ssub.with.overflow.i", {true, true}},
	};
	LLVMValueRef callee =
		llvm.IsACallInst(at) ? llvm.IsAFunction(llvm.GetCalledValue(at)) : NULL;
	for (size_t i = 0; callee && i < sizeof(sums) / sizeof(sums[0]); i++) {
		if (!text_starts_with(ir_name(callee), sums[i].name))
			continue;
		*sum = sums[i].sum;
		return true;
	}
	return false;
}

/* The comparison of the left operand that is true where the result does not fit. */
static LLVMValueRef build_check(LLVMBuilderRef builder, struct sum sum, LLVMValueRef left,
				uint64_t constant)
{
	LLVMTypeRef type = llvm.TypeOf(left);
	unsigned width = llvm.GetIntTypeWidth(type);
	uint64_t all = UINT64_MAX >> (MAX_WIDTH - width), least = UINT64_C(1) << (width - 1);
	/* Modulo 2^width: with a sum, what is left up to the end that it may pass. */
	bool down = sum.is_signed ? ((constant & least) != 0) != sum.subtracts : sum.subtracts;
	uint64_t end = sum.is_signed ? (down ? least : least - 1) : (down ? 0 : all);
	uint64_t bound = (sum.subtracts ? end + constant : end - constant) & all;
	LLVMIntPredicate predicate =
		sum.is_signed ? (down ? LLVMIntSLT : LLVMIntSGT) : (down ? LLVMIntULT : LLVMIntUGT);
	return llvm.BuildICmp(builder, predicate, left, llvm.ConstInt(type, bound, false), "");
}

static bool lower(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef at)
{
	struct sum sum;
	uint64_t constant;
	(void)ir;
	(void)module;

	if (!find_sum(at, &sum))
		return false;
	LLVMValueRef left = llvm.GetOperand(at, 0), right = llvm.GetOperand(at, 1);
	if (!ir_constant(right, &constant))
		return false;
	LLVMValueRef number = sum.subtracts ? llvm.BuildSub(builder, left, right, "")
					    : llvm.BuildAdd(builder, left, right, "");
	LLVMValueRef pair = llvm.GetPoison(llvm.TypeOf(at));
	pair = llvm.BuildInsertValue(builder, pair, number, 0, "");
	pair = llvm.BuildInsertValue(builder, pair, build_check(builder, sum, left, constant), 1,
				     "");
	return rewrite_replace(at, pair);
}

int overflow_sums_lower(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, lower);
}
