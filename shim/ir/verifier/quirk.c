/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the quirks share. */
#include "ir/verifier/quirk.h"

#include <linux/bpf.h>

#include "base/diag.h"
#include "base/message.h"
#include "ir/analysis/address.h"
#include "ir/analysis/functions.h"
#include "ir/analysis/map_value.h"
#include "ir/analysis/parameters.h"
#include "ir/llvm/changed.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/llvm/source.h"

void shape_stand_before(struct shaper *shaper, LLVMValueRef at)
{
	llvm.PositionBuilderBefore(shaper->builder, at);
	llvm.SetCurrentDebugLocation2(shaper->builder, llvm.InstructionGetDebugLoc(at));
}

LLVMValueRef shape_first_behind_phis(LLVMBasicBlockRef block)
{
	LLVMValueRef at = llvm.GetFirstInstruction(block);
	while (llvm.IsAPHINode(at))
		at = llvm.GetNextInstruction(at);
	return at;
}

void shape_note(struct shaper *shaper, LLVMValueRef at)
{
	struct diag_where where = ir_where(at);
	shaper->changed++;
	ir_note_changed(shaper->ir, shaper->quirk, llvm.InstructionGetDebugLoc(at));
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

void shape_split_before(struct shaper *shaper, LLVMValueRef at)
{
	ir_split_block(shaper->ir, shaper->builder, at);
	llvm.SetCurrentDebugLocation2(shaper->builder, llvm.InstructionGetDebugLoc(at));
}

/* panic_return_at_unreachable() makes an exit of it. */
static LLVMBasicBlockRef find_exit(struct shaper *shaper)
{
	if (shaper->exit)
		return shaper->exit;
	shaper->exit = llvm.AppendBasicBlockInContext(shaper->ir->context, shaper->function, "");
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(shaper->ir->context);
	llvm.PositionBuilderAtEnd(builder, shaper->exit);
	llvm.BuildUnreachable(builder);
	llvm.DisposeBuilder(builder);
	return shaper->exit;
}

void shape_go_on_if(struct shaper *shaper, LLVMValueRef condition, LLVMValueRef at)
{
	llvm.BuildCondBr(shaper->builder, condition, llvm.GetInstructionParent(at),
			 find_exit(shaper));
	shape_stand_before(shaper, at);
}

LLVMIntPredicate shape_distance_predicate(LLVMIntPredicate predicate)
{
	switch (predicate) {
	case LLVMIntUGT:
		return LLVMIntSGT;
	case LLVMIntUGE:
		return LLVMIntSGE;
	case LLVMIntULT:
		return LLVMIntSLT;
	case LLVMIntULE:
		return LLVMIntSLE;
	default:
		return predicate;
	}
}

LLVMValueRef shape_offset(struct shaper *shaper, LLVMValueRef pointer, LLVMValueRef offset)
{
	return llvm.BuildGEP2(shaper->builder, llvm.Int8TypeInContext(shaper->ir->context), pointer,
			      &offset, 1, "");
}

LLVMValueRef shape_widen(struct shaper *shaper, LLVMValueRef field)
{
	if (shape_width(field) != 32)
		return field;
	LLVMTypeRef i64 = llvm.Int64TypeInContext(shaper->ir->context);
	LLVMValueRef wide = ir_next_instruction(field);
	if (llvm.GetInstructionOpcode(wide) != LLVMZExt || llvm.GetOperand(wide, 0) != field ||
	    llvm.TypeOf(wide) != i64) {
		shape_stand_before(shaper, wide);
		wide = llvm.BuildZExt(shaper->builder, field, i64, "");
	}
	LLVMUseRef next;
	for (LLVMUseRef use = llvm.GetFirstUse(field); use; use = next) {
		LLVMValueRef user = llvm.GetUser(use);
		next = llvm.GetNextUse(use);
		if (user != wide && llvm.IsAInstruction(user) &&
		    llvm.GetInstructionOpcode(user) == LLVMZExt && llvm.TypeOf(user) == i64)
			llvm.ReplaceAllUsesWith(user, wide);
	}
	return wide;
}

/* The second half of a word on the stack: the verifier follows what is stored in whole words, or at
 * their begin (check_stack_write_fixed_off()). */
static LLVMValueRef find_slot(struct shaper *shaper)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(shaper->ir->context);
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(shaper->ir->context);
	if (!shaper->slot) {
		LLVMBasicBlockRef entry = llvm.GetFirstBasicBlock(shaper->function);
		llvm.PositionBuilderBefore(builder, llvm.GetFirstInstruction(entry));
		shaper->slot = llvm.BuildAlloca(builder, i64, "");
		llvm.SetAlignment(shaper->slot, 8);
	}
	llvm.DisposeBuilder(builder);
	return shaper->slot;
}

LLVMValueRef shape_forget(struct shaper *shaper, LLVMValueRef value)
{
	LLVMTypeRef i32 = llvm.Int32TypeInContext(shaper->ir->context);
	LLVMTypeRef i64 = llvm.Int64TypeInContext(shaper->ir->context);
	LLVMValueRef half = shape_offset(shaper, find_slot(shaper), shape_i64(shaper, 4));
	LLVMValueRef store = llvm.BuildStore(
		shaper->builder, llvm.BuildTrunc(shaper->builder, value, i32, ""), half);
	LLVMValueRef load = llvm.BuildLoad2(shaper->builder, i32, half, "");
	llvm.SetAlignment(store, 4);
	llvm.SetAlignment(load, 4);
	llvm.SetVolatile(store, true);
	llvm.SetVolatile(load, true);
	return opaque_copy(shaper->builder, llvm.BuildZExt(shaper->builder, load, i64, ""));
}

LLVMValueRef shape_forget_wide(struct shaper *shaper, LLVMValueRef value)
{
	LLVMBuilderRef builder = shaper->builder;
	LLVMValueRef half = shape_i64(shaper, 32);
	LLVMValueRef low = shape_forget(shaper, value);
	LLVMValueRef high = shape_forget(shaper, llvm.BuildLShr(builder, value, half, ""));
	return llvm.BuildOr(builder, low, llvm.BuildShl(builder, high, half, ""), "");
}

/* What is reserved in a ring buffer is as large as the constant that was asked for. */
static uint64_t reserved_size(LLVMValueRef base)
{
	uint64_t size;
	bool is_reserved = function_called_helper(base) == BPF_FUNC_ringbuf_reserve &&
			   ir_constant(llvm.GetOperand(base, 1), &size);
	return is_reserved ? size : 0;
}

uint64_t shape_object_size(const struct shaper *shaper, LLVMValueRef base)
{
	uint64_t size = llvm.IsAArgument(base)
				? parameter_object_size(shaper->ir, shaper->layout, base)
				: address_object_size(shaper->layout, base);
	if (!size)
		size = map_value_size(shaper->ir, base);
	return size ? size : reserved_size(base);
}
