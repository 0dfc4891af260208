/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The alignment of variables on the stack. */
#include "ir/prepare/stack_alignment.h"

#include "ir/llvm/module.h"

int stack_alignment_raise(struct ir *ir, LLVMModuleRef module)
{
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	int changed = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at)) {
			if (!llvm.IsAAllocaInst(at) || llvm.GetAlignment(at) >= 8 ||
			    llvm.ABISizeOfType(layout, llvm.GetAllocatedType(at)) < 8)
				continue;
			llvm.SetAlignment(at, 8);
			changed++;
		}
	}
	llvm.DisposeTargetData(layout);
	return changed;
}
