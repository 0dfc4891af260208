/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Bounds checks. */
#include "ir/verifier/bounds_check.h"

#include "ir/analysis/address.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"

LLVMBasicBlockRef bounds_exit_block(struct shaper *shaper, struct bounds_exit *leave)
{
	if (leave->block)
		return leave->block;
	leave->block = llvm.AppendBasicBlockInContext(shaper->ir->context, shaper->function, "");
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(shaper->ir->context);
	llvm.PositionBuilderAtEnd(builder, leave->block);
	llvm.BuildUnreachable(builder);
	llvm.DisposeBuilder(builder);
	return leave->block;
}

void bounds_check_build(struct shaper *shaper, const struct bounds_check *check,
			struct bounds_exit *leave)
{
	const struct access *first = &check->accesses[0];
	LLVMMetadataRef line = llvm.InstructionGetDebugLoc(first->instruction);
	LLVMBuilderRef builder = shaper->builder;

	LLVMBasicBlockRef rest = llvm.GetInstructionParent(first->instruction);
	ir_split_block(shaper->ir, builder, first->instruction);
	llvm.SetCurrentDebugLocation2(builder, line);
	/* The distance from the lowest place that is inside: never negative in a program that is
	 * right. An opaque copy, or code generation would fold the check away as LLVM did. */
	LLVMValueRef sum = address_build_sum(builder, &first->address);
	LLVMValueRef distance =
		check->room.min
			? llvm.BuildSub(builder, sum, shape_i64(shaper, check->room.min), "")
			: sum;
	distance = opaque_copy(builder, distance);
	LLVMValueRef last =
		shape_i64(shaper, (int64_t)((uint64_t)check->room.max - (uint64_t)check->room.min));
	LLVMValueRef inside = llvm.BuildICmp(builder, LLVMIntULE, distance, last, "");
	llvm.BuildCondBr(builder, inside, rest, bounds_exit_block(shaper, leave));

	shape_stand_before(shaper, first->instruction);
	LLVMValueRef start = opaque_copy(builder, first->address.base);
	LLVMValueRef base = shape_offset(shaper, start, distance);
	for (size_t i = 0; i < check->count; i++) {
		const struct access *access = &check->accesses[i];
		int64_t offset = access->address.offset + check->room.min;
		shape_stand_before(shaper, access->instruction);
		llvm.SetOperand(access->instruction, access->operand,
				offset ? shape_offset(shaper, base, shape_i64(shaper, offset))
				       : base);
		shape_note(shaper, access->instruction);
	}
}
