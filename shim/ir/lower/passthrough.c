/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Barriers that LLVM's BPF target leaves between conditions. */
#include "ir/lower/passthrough.h"

#include "base/text.h"
#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

static bool is_truth(LLVMValueRef value)
{
	LLVMTypeRef type = llvm.TypeOf(value);
	return llvm.GetTypeKind(type) == LLVMIntegerTypeKind && llvm.GetIntTypeWidth(type) == 1;
}

/* Of what is relocated, a number is read through one, too; that is no constant. */
static bool hides(LLVMValueRef at)
{
	if (!llvm.IsACallInst(at))
		return false;
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(at));
	if (!callee || !text_starts_with(ir_name(callee), "llvm.bpf.passthrough."))
		return false;
	LLVMValueRef value = llvm.GetOperand(at, 1);
	return llvm.IsAConstantInt(value) || is_truth(value);
}

static bool drop(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef at)
{
	(void)ir, (void)module, (void)builder;
	return rewrite_replace(at, hides(at) ? llvm.GetOperand(at, 1) : NULL);
}

int passthrough_drop(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, drop);
}
