/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Arithmetic with ranges. */
#include "ir/verifier/range.h"

const struct range range_everything = {INT64_MIN, INT64_MAX};

bool range_is_inside(struct range inner, struct range outer)
{
	return inner.min >= outer.min && inner.max <= outer.max;
}

static int64_t min(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t max(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

struct range range_join(struct range a, struct range b)
{
	return (struct range){min(a.min, b.min), max(a.max, b.max)};
}

struct range range_meet(struct range a, struct range b)
{
	struct range both = {max(a.min, b.min), min(a.max, b.max)};
	return both.min <= both.max ? both : a;
}

struct range range_all_of(unsigned width)
{
	if (width >= 64)
		return range_everything;
	int64_t half = INT64_C(1) << (width - 1);
	return (struct range){-half, half - 1};
}

struct range range_all_unsigned(unsigned width)
{
	return width >= 64 ? range_everything : (struct range){0, (INT64_C(1) << width) - 1};
}

struct range range_holds(LLVMIntPredicate predicate, int64_t bound, unsigned width)
{
	struct range all = range_all_of(width);
	struct range below = {all.min, bound}, above = {bound, all.max};
	bool positive = bound >= 0;

	switch (predicate) {
	case LLVMIntEQ:
		return (struct range){bound, bound};
	case LLVMIntULT: /* of a negative bound, as unsigned number, nothing follows */
		return positive && bound > 0 ? (struct range){0, bound - 1} : all;
	case LLVMIntULE:
		return positive ? (struct range){0, bound} : all;
	case LLVMIntSLT:
		return bound > all.min ? (struct range){below.min, bound - 1} : all;
	case LLVMIntSLE:
		return below;
	case LLVMIntSGT:
		return bound < all.max ? (struct range){bound + 1, above.max} : all;
	case LLVMIntSGE:
		return above;
	default:
		return all;
	}
}

bool range_add_overflows(struct range a, struct range b, struct range *sum)
{
	return __builtin_add_overflow(a.min, b.min, &sum->min) ||
	       __builtin_add_overflow(a.max, b.max, &sum->max);
}

bool range_scale_overflows(struct range a, int64_t factor, struct range *product)
{
	return factor < 0 || __builtin_mul_overflow(a.min, factor, &product->min) ||
	       __builtin_mul_overflow(a.max, factor, &product->max);
}

struct range range_by_constant(LLVMOpcode opcode, struct range left, int64_t constant,
			       struct range all)
{
	struct range result;
	switch (opcode) {
	case LLVMAnd:
		if (left.min >= 0 && constant >= 0)
			return (struct range){0, min(left.max, constant)};
		if (left.min >= 0)
			return (struct range){0, left.max};
		return constant >= 0 ? (struct range){0, constant} : all;
	case LLVMOr:
	case LLVMXor: /* a number of as many bits */
		if (left.min < 0 || constant < 0)
			return all;
		for (result.max = 1;
		     result.max <= (left.max | constant) && result.max < INT64_MAX / 2;)
			result.max *= 2;
		return (struct range){0, result.max - 1};
	case LLVMLShr:
		return left.min >= 0 && constant >= 0 && constant < 64
			       ? (struct range){left.min >> constant, left.max >> constant}
			       : all;
	case LLVMShl:
		return constant >= 0 && constant < 63 &&
				       !range_scale_overflows(left, INT64_C(1) << constant,
							      &result) &&
				       range_is_inside(result, all)
			       ? result
			       : all;
	case LLVMMul:
		return !range_scale_overflows(left, constant, &result) &&
				       range_is_inside(result, all)
			       ? result
			       : all;
	case LLVMAdd:
		return !range_add_overflows(left, (struct range){constant, constant}, &result) &&
				       range_is_inside(result, all)
			       ? result
			       : all;
	default:
		return all;
	}
}
