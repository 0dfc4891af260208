/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Walks over a module. */
#include "ir/llvm/rewrite.h"

#include "ir/llvm/module.h"

bool rewrite_replace(LLVMValueRef at, LLVMValueRef value)
{
	if (!value)
		return false;
	llvm.ReplaceAllUsesWith(at, value);
	return true;
}

int rewrite_each(struct ir *ir, LLVMModuleRef module, rewrite_instruction rewrite)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		LLVMValueRef next;
		for (LLVMValueRef at = ir_first_instruction(f); at; at = next) {
			next = ir_next_instruction(at);
			llvm.PositionBuilderBefore(builder, at);
			llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(at));
			if (!rewrite(ir, module, builder, at))
				continue;
			llvm.InstructionEraseFromParent(at);
			changed++;
		}
	}
	llvm.DisposeBuilder(builder);
	return changed;
}

int rewrite_each_block(struct ir *ir, LLVMModuleRef module, rewrite_block rewrite)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		for (LLVMBasicBlockRef block = llvm.GetFirstBasicBlock(f); block;
		     block = llvm.GetNextBasicBlock(block))
			changed += rewrite(builder, block);
	}
	llvm.DisposeBuilder(builder);
	return changed;
}
