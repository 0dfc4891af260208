/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Barriers that LLVM's BPF target leaves between conditions. */
#include "ir/lower/passthrough.h"

#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

static bool drop(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef at)
{
	(void)ir, (void)module, (void)builder;
	return rewrite_replace(
		at, ir_calls(at, "llvm.bpf.passthrough.i1.i1") ? llvm.GetOperand(at, 1) : NULL);
}

int passthrough_drop(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, drop);
}
