/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Host intrinsics in bitcode that was made for the host. */
#include <string.h>

#include "ir/rewrite.h"

/* core::hint::spin_loop(): a hint to the processor, and there is none here. */
static bool is_pause(LLVMValueRef at)
{
	return ir_calls(at, "llvm.x86.sse2.pause") || ir_calls(at, "llvm.aarch64.isb");
}

unsigned rewrite_host_intrinsics(struct ir *ir, LLVMModuleRef module)
{
	(void)ir;
	unsigned changed = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		LLVMValueRef next;
		for (LLVMValueRef at = ir_first_instruction(f); at; at = next) {
			next = ir_next_instruction(at);
			if (!is_pause(at))
				continue;
			llvm.InstructionEraseFromParent(at);
			changed++;
		}
	}
	return changed;
}
