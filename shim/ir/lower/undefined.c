/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Undefined operands become zero, which is one of the values that they may have. */
#include "ir/lower/undefined.h"

#include "ir/llvm/module.h"

static int replace_operands(LLVMValueRef at)
{
	int changed = 0;
	for (unsigned i = 0; i < (unsigned)llvm.GetNumOperands(at); i++) {
		LLVMValueRef operand = llvm.GetOperand(at, i);
		LLVMTypeKind kind = llvm.GetTypeKind(llvm.TypeOf(operand));
		if (!llvm.IsUndef(operand) ||
		    (kind != LLVMIntegerTypeKind && kind != LLVMPointerTypeKind))
			continue;
		llvm.SetOperand(at, i, llvm.ConstNull(llvm.TypeOf(operand)));
		changed++;
	}
	return changed;
}

int undefined_replace(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at))
			changed += replace_operands(at);
	}
	return changed;
}
