/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Bounds checks. */
#include "ir/verifier/bounds_check.h"

#include "ir/analysis/address.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"

void bounds_check_build(struct shaper *shaper, const struct bounds_check *check)
{
	const struct access *first = &check->accesses[0];
	LLVMBuilderRef builder = shaper->builder;

	shape_split_before(shaper, first->instruction);
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
	shape_go_on_if(shaper, inside, first->instruction);

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
