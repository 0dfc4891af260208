/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A program without a value still has to set r0 before it exits (check_return_code). */
#include <string.h>

#include "base/text.h"
#include "ir/llvm/llvm.h"
#include "ir/verifier/quirk.h"

void shape_void_returns(struct shaper *shaper)
{
	LLVMTypeRef type =
		llvm.FunctionType(llvm.VoidTypeInContext(shaper->ir->context), NULL, 0, false);
	LLVMValueRef zero =
		llvm.GetInlineAsm(type, "r0 = 0", strlen("r0 = 0"), "~{r0}", strlen("~{r0}"), true,
				  false, LLVMInlineAsmDialectATT, false);
	for (LLVMBasicBlockRef block = llvm.GetFirstBasicBlock(shaper->function); block;
	     block = llvm.GetNextBasicBlock(block)) {
		LLVMValueRef ret = llvm.GetBasicBlockTerminator(block);
		if (llvm.GetInstructionOpcode(ret) != LLVMRet || llvm.GetNumOperands(ret) != 0)
			continue;
		shape_stand_before(shaper, ret);
		llvm.BuildCall2(shaper->builder, type, zero, NULL, 0, "");
		shape_note(shaper, ret);
	}
}
