/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Rounds distances in place of addresses, and adds to addresses what is or-ed. */
#include "ir/lower/aligned_addresses.h"

#include "ir/analysis/address.h"
#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

/* The mask of the bits above those of one alignment (all but the lowest), or of those below it. */
static bool is_rounding(uint64_t mask, uint64_t alignment)
{
	uint64_t low = mask & (alignment - 1);
	uint64_t high = mask | (alignment - 1);
	return (mask < alignment && (mask & (mask + 1)) == 0) ||
	       (high == UINT64_MAX && (((alignment - 1 - low) & (alignment - low)) == 0));
}

/* A sum that LLVM writes as an or, since it knows the address's lowest bits. */
static bool lower_sum(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef at)
{
	LLVMValueRef number = llvm.GetOperand(at, 0), more = llvm.GetOperand(at, 1);
	if (!llvm.GetIsDisjoint(at) || !ir_is_opcode(number, LLVMPtrToInt))
		return false;
	LLVMValueRef sum = llvm.BuildGEP2(builder, llvm.Int8TypeInContext(ir->context),
					  llvm.GetOperand(number, 0), &more, 1, "");
	return rewrite_replace(at, llvm.BuildPtrToInt(builder, sum, llvm.TypeOf(at), ""));
}

static bool lower_mask(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef at)
{
	uint64_t mask;
	int64_t more = 0;
	struct address address;
	if (!ir_constant(llvm.GetOperand(at, 1), &mask))
		return false;
	LLVMValueRef number = llvm.GetOperand(at, 0);
	if (ir_is_opcode(number, LLVMAdd) && ir_signed_constant(llvm.GetOperand(number, 1), &more))
		number = llvm.GetOperand(number, 0);
	if (!ir_is_opcode(number, LLVMPtrToInt))
		return false;
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	bool found = address_split(layout, llvm.GetOperand(number, 0), &address);
	llvm.DisposeTargetData(layout);
	if (!found || !llvm.IsAAllocaInst(address.base))
		return false;
	/* All of it, though the stack itself is aligned to 8 bytes only: LLVM counts on it, and
	 * makes
	 * "& -16" of "& -8" where it knows the bit between. */
	uint64_t alignment = llvm.GetAlignment(address.base);
	if (!is_rounding(mask, alignment))
		return false;

	LLVMTypeRef i64 = llvm.TypeOf(at);
	uint64_t constant_part = (uint64_t)address.offset + (uint64_t)more;
	LLVMValueRef constant = llvm.ConstInt(i64, constant_part, true);
	LLVMValueRef distance =
		llvm.BuildAdd(builder, address_build_sum(builder, &address), constant, "");
	distance = llvm.BuildAnd(builder, distance, llvm.ConstInt(i64, mask, false), "");
	if (mask < alignment)
		return rewrite_replace(at, distance);
	LLVMValueRef rounded = llvm.BuildGEP2(builder, llvm.Int8TypeInContext(ir->context),
					      address.base, &distance, 1, "");
	return rewrite_replace(at, llvm.BuildPtrToInt(builder, rounded, i64, ""));
}

static bool lower(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef at)
{
	(void)module;
	if (llvm.TypeOf(at) != llvm.Int64TypeInContext(ir->context))
		return false;
	switch (llvm.GetInstructionOpcode(at)) {
	case LLVMAnd:
		return lower_mask(ir, builder, at);
	case LLVMOr:
		return lower_sum(ir, builder, at);
	default:
		return false;
	}
}

int aligned_addresses_lower(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, lower);
}
