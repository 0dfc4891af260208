/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the shapers share. */
#include "ir/verifier/shape.h"

#include "ir/llvm/opaque.h"

LLVMValueRef shape_hide(struct shaper *shaper, LLVMValueRef value)
{
	return opaque_copy(shaper->builder, value);
}

unsigned shape_width(LLVMValueRef value)
{
	LLVMTypeRef type = llvm.TypeOf(value);
	return llvm.GetTypeKind(type) == LLVMIntegerTypeKind ? llvm.GetIntTypeWidth(type) : 0;
}

void shape_stand_before(struct shaper *shaper, LLVMValueRef at)
{
	llvm.PositionBuilderBefore(shaper->builder, at);
	llvm.SetCurrentDebugLocation2(shaper->builder, llvm.InstructionGetDebugLoc(at));
}
