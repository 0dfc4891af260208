/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Vectors of conditions. rustc's own optimiser may count or test many conditions at once, as bits
 * of an integer that is cast from a vector of i1; without vector registers that becomes a detour
 * over the stack. Here it becomes what it was: a sum, or bits put together one by one. The
 * scalariser does the rest.
 */
#include "ir/prepare/i1_vectors.h"

#include <string.h>

#include "base/text.h"
#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

/* The number of elements when the value is an integer cast from a vector of i1; else 0. */
static unsigned condition_count(LLVMValueRef value)
{
	if (!llvm.IsAInstruction(value) || llvm.GetInstructionOpcode(value) != LLVMBitCast ||
	    llvm.GetTypeKind(llvm.TypeOf(value)) != LLVMIntegerTypeKind)
		return 0;
	LLVMTypeRef vector = llvm.TypeOf(llvm.GetOperand(value, 0));
	if (llvm.GetTypeKind(vector) != LLVMVectorTypeKind)
		return 0;
	LLVMTypeRef element = llvm.GetElementType(vector);
	if (llvm.GetTypeKind(element) != LLVMIntegerTypeKind || llvm.GetIntTypeWidth(element) != 1)
		return 0;
	return llvm.GetVectorSize(vector);
}

static bool is_count(LLVMValueRef call)
{
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(call));
	return callee && text_starts_with(ir_name(callee), "llvm.ctpop.") &&
	       condition_count(llvm.GetOperand(call, 0));
}

/* The sum of the conditions, or (with 'bits') the integer that has them as its bits. */
static LLVMValueRef combine(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef cast, bool bits)
{
	LLVMTypeRef type = llvm.TypeOf(cast);
	LLVMTypeRef i32 = llvm.Int32TypeInContext(ir->context);
	LLVMValueRef vector = llvm.GetOperand(cast, 0);
	LLVMValueRef result = llvm.ConstInt(type, 0, false);
	unsigned count = condition_count(cast);
	for (unsigned i = 0; i < count; i++) {
		LLVMValueRef index = llvm.ConstInt(i32, i, false);
		LLVMValueRef condition = llvm.BuildExtractElement(builder, vector, index, "");
		LLVMValueRef value = llvm.BuildZExt(builder, condition, type, "");
		/* Bit 0 is the first element, on big-endian machines the last. */
		unsigned bit = strcmp(ir->triple, "bpfeb") == 0 ? count - 1 - i : i;
		if (bits)
			value = llvm.BuildShl(builder, value, llvm.ConstInt(type, bit, false), "");
		result = bits ? llvm.BuildOr(builder, result, value, "")
			      : llvm.BuildAdd(builder, result, value, "");
	}
	return result;
}

static LLVMValueRef replacement(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef at)
{
	if (llvm.IsACallInst(at))
		return is_count(at) ? combine(ir, builder, llvm.GetOperand(at, 0), false) : NULL;
	/* Counts are seen to first: the cast below them then has no use. */
	if (!condition_count(at) || !llvm.GetFirstUse(at))
		return NULL;
	LLVMValueRef user = llvm.GetUser(llvm.GetFirstUse(at));
	if (llvm.IsACallInst(user) && is_count(user))
		return NULL;
	return combine(ir, builder, at, true);
}

static bool lower(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef at)
{
	(void)module;
	return rewrite_replace(at, replacement(ir, builder, at));
}

int i1_vectors_split(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, lower);
}
