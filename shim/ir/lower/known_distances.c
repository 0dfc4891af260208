/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Folds differences of addresses. */
#include "ir/lower/known_distances.h"

#include "ir/analysis/address.h"
#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

/* A number of 64 bits, or a pointer: 'base' + 'offset', modulo 2^64. */
struct sum {
	LLVMValueRef base;
	uint64_t offset;
};

static bool has_64_bits(LLVMValueRef value)
{
	LLVMTypeRef type = llvm.TypeOf(value);
	return llvm.GetTypeKind(type) == LLVMIntegerTypeKind && llvm.GetIntTypeWidth(type) == 64;
}

/* Takes off one constant, or one cast between a pointer and a number. */
static bool take_part(LLVMTargetDataRef layout, struct sum *sum)
{
	LLVMValueRef value = sum->base;
	int64_t constant = 0;
	if (ir_is_opcode(value, LLVMGetElementPtr)) {
		struct address address;
		if (!address_split_from(layout, value, llvm.GetOperand(value, 0), &address) ||
		    address.term_count)
			return false;
		constant = address.offset;
	} else if (ir_is_opcode(value, LLVMAdd)) {
		if (!ir_signed_constant(llvm.GetOperand(value, 1), &constant))
			return false;
	} else if (!(ir_is_opcode(value, LLVMPtrToInt) && has_64_bits(value)) &&
		   !(ir_is_opcode(value, LLVMIntToPtr) && has_64_bits(llvm.GetOperand(value, 0)))) {
		return false;
	}
	sum->base = llvm.GetOperand(value, 0);
	sum->offset += (uint64_t)constant;
	return true;
}

static struct sum split(LLVMTargetDataRef layout, LLVMValueRef value)
{
	struct sum sum = {.base = value};
	while (take_part(layout, &sum))
		continue;
	return sum;
}

static bool fold(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef at)
{
	(void)module;
	(void)builder;

	if (!ir_is_opcode(at, LLVMSub) || !has_64_bits(at))
		return false;
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	struct sum to = split(layout, llvm.GetOperand(at, 0));
	struct sum from = split(layout, llvm.GetOperand(at, 1));
	llvm.DisposeTargetData(layout);
	/* What is undefined may be another number each time. */
	if (to.base != from.base || llvm.IsUndef(to.base))
		return false;
	return rewrite_replace(at, llvm.ConstInt(llvm.TypeOf(at), to.offset - from.offset, false));
}

int known_distances_fold(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, fold);
}
