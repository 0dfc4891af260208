/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Host intrinsics in bitcode that was made for the host. */
#include <string.h>

#include "ir/rewrite.h"

/* core::hint::spin_loop(): a hint to the processor, and there is none here. */
static bool is_pause(LLVMValueRef at)
{
	return ir_calls(at, "llvm.x86.sse2.pause") || ir_calls(at, "llvm.aarch64.isb");
}

static bool lower(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef at)
{
	(void)ir, (void)module, (void)builder;
	return is_pause(at); /* it has no value */
}

unsigned rewrite_host_intrinsics(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, lower);
}
