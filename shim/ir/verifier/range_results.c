/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What operations make of ranges. */
#include "ir/verifier/range_results.h"

struct range range_fitted(struct range range, struct range all)
{
	return range_is_inside(range, all) ? range : all;
}

struct range range_of_product(struct range a, struct range b, struct range all)
{
	int64_t at[4];
	if (__builtin_mul_overflow(a.min, b.min, &at[0]) ||
	    __builtin_mul_overflow(a.min, b.max, &at[1]) ||
	    __builtin_mul_overflow(a.max, b.min, &at[2]) ||
	    __builtin_mul_overflow(a.max, b.max, &at[3]))
		return all;
	struct range range = {at[0], at[0]};
	for (int i = 1; i < 4; i++)
		range = range_join(range, (struct range){at[i], at[i]});
	return range_fitted(range, all);
}

struct range range_of_difference(struct range a, struct range b, struct range all)
{
	struct range range;
	if (__builtin_sub_overflow(a.min, b.max, &range.min) ||
	    __builtin_sub_overflow(a.max, b.min, &range.max))
		return all;
	return range_fitted(range, all);
}

/* Of two numbers without bits above these. */
static int64_t all_bits(int64_t a, int64_t b)
{
	uint64_t both = (uint64_t)a | (uint64_t)b;
	return both ? (int64_t)(UINT64_MAX >> __builtin_clzll(both)) : 0;
}

struct range range_of_bits(LLVMOpcode opcode, struct range a, struct range b, struct range all)
{
	if (opcode == LLVMAnd) {
		if (a.min < 0 && b.min < 0)
			return all;
		int64_t max = a.min < 0 || (b.min >= 0 && b.max < a.max) ? b.max : a.max;
		return (struct range){0, max};
	}
	if (a.min < 0 || b.min < 0)
		return all;
	int64_t least = opcode == LLVMXor ? 0 : a.min > b.min ? a.min : b.min;
	return (struct range){least, all_bits(a.max, b.max)};
}

struct range range_as_unsigned(struct range range, unsigned width)
{
	return range.min >= 0 ? range : range_all_unsigned(width);
}

struct range range_of_quotient(LLVMOpcode opcode, struct range a, int64_t by, unsigned width)
{
	struct range all = range_all_of(width);
	if (by <= 0)
		return all;
	if (opcode == LLVMSDiv)
		return (struct range){a.min / by, a.max / by};
	if (opcode == LLVMSRem)
		return (struct range){a.min < 0 ? (a.min > -by ? a.min : 1 - by) : 0,
				      a.max < 0 ? 0 : (a.max < by ? a.max : by - 1)};
	if (opcode == LLVMURem)
		return (struct range){0, a.min >= 0 && a.max < by ? a.max : by - 1};
	/* UDiv: of 64 bits, the largest number has no place in a range. */
	if (a.min < 0 && width == 64)
		return by == 1 ? all : (struct range){0, (int64_t)(UINT64_MAX / (uint64_t)by)};
	a = range_as_unsigned(a, width);
	return range_fitted((struct range){a.min / by, a.max / by}, all);
}

struct range range_of_shift(LLVMOpcode opcode, struct range a, int64_t by, unsigned width)
{
	struct range all = range_all_of(width);
	if (by < 0 || by >= (int64_t)width)
		return all;
	if (opcode == LLVMAShr)
		return (struct range){a.min >> by, a.max >> by};
	if (opcode == LLVMShl)
		return by > 62 ? all
			       : range_of_product(
					 a, (struct range){INT64_C(1) << by, INT64_C(1) << by},
					 all);
	return by == 0 ? a
		       : range_of_quotient(LLVMUDiv, a, by > 62 ? INT64_MAX : INT64_C(1) << by,
					   width);
}

struct range range_of_shifts(LLVMOpcode opcode, struct range a, struct range by, unsigned width)
{
	/* Else each number goes one way, by more bits further: a negative one that is shifted as an
	 * unsigned one does so from the first bit on. */
	if (by.min < 0 || by.max >= (int64_t)width ||
	    (opcode == LLVMLShr && a.min < 0 && by.min == 0 && by.max > 0))
		return range_all_of(width);
	return range_join(range_of_shift(opcode, a, by.min, width),
			  range_of_shift(opcode, a, by.max, width));
}
