/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the quirks share. */
#include "ir/verifier/quirk.h"

#include "base/diag.h"
#include "base/message.h"
#include "ir/analysis/address.h"
#include "ir/analysis/map_value.h"
#include "ir/llvm/source.h"

void shape_stand_before(struct shaper *shaper, LLVMValueRef at)
{
	llvm.PositionBuilderBefore(shaper->builder, at);
	llvm.SetCurrentDebugLocation2(shaper->builder, llvm.InstructionGetDebugLoc(at));
}

void shape_note(struct shaper *shaper, LLVMValueRef at)
{
	struct diag_where where = ir_where(at);
	shaper->changed++;
	diag_trace("quirk %s: %s:%u: in '%s'", shaper->quirk, where.file ? where.file : "?",
		   where.line, where.function);
}

unsigned shape_width(LLVMValueRef value)
{
	LLVMTypeRef type = llvm.TypeOf(value);
	return llvm.GetTypeKind(type) == LLVMIntegerTypeKind ? llvm.GetIntTypeWidth(type) : 0;
}

LLVMValueRef shape_i64(const struct shaper *shaper, int64_t number)
{
	return llvm.ConstInt(llvm.Int64TypeInContext(shaper->ir->context),
			     (unsigned long long)number, true);
}

LLVMValueRef shape_offset(struct shaper *shaper, LLVMValueRef pointer, LLVMValueRef offset)
{
	return llvm.BuildGEP2(shaper->builder, llvm.Int8TypeInContext(shaper->ir->context), pointer,
			      &offset, 1, "");
}

uint64_t shape_object_size(const struct shaper *shaper, LLVMValueRef base)
{
	uint64_t size = address_object_size(shaper->layout, base);
	return size ? size : map_value_size(shaper->ir, base);
}
