/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Arithmetic on tristate numbers (Vishwanathan et al., "Sound, precise, and fast abstract
 * interpretation with tristate numbers", CGO 2022).
 */
#include "elf/walk/tnum.h"

#include "kernel/verifier.h"

static struct tnum known(uint64_t value, uint64_t unknown)
{
	return (struct tnum){.value = value & ~unknown, .mask = unknown};
}

static uint64_t low_bits(unsigned count)
{
	return count < 64 ? (UINT64_C(1) << count) - 1 : UINT64_MAX;
}

struct tnum tnum_range(uint64_t low, uint64_t high)
{
	uint64_t differ = low ^ high;
	unsigned bits = differ ? 64 - (unsigned)__builtin_clzll(differ) : 0;

	return known(low, low_bits(bits));
}

struct tnum tnum_shift_left(struct tnum a, unsigned bits)
{
	return (struct tnum){a.value << bits, a.mask << bits};
}

struct tnum tnum_shift_right(struct tnum a, unsigned bits)
{
	return (struct tnum){a.value >> bits, a.mask >> bits};
}

struct tnum tnum_shift_signed(struct tnum a, unsigned bits, unsigned width)
{
	if (width == 32)
		return (struct tnum){(uint32_t)((int32_t)a.value >> bits),
				     (uint32_t)((int32_t)a.mask >> bits)};
	return (struct tnum){(uint64_t)((int64_t)a.value >> bits),
			     (uint64_t)((int64_t)a.mask >> bits)};
}

/* A bit of a sum is unknown where one of the operands' is, or where the carry into it differs
 * between the smallest and the largest sum. */
struct tnum tnum_add(struct tnum a, struct tnum b)
{
	uint64_t smallest = a.value + b.value;
	uint64_t largest = smallest + a.mask + b.mask;

	return known(smallest, (smallest ^ largest) | a.mask | b.mask);
}

struct tnum tnum_sub(struct tnum a, struct tnum b)
{
	uint64_t difference = a.value - b.value;
	uint64_t largest = difference + a.mask, smallest = difference - b.mask;

	return known(difference, (smallest ^ largest) | a.mask | b.mask);
}

struct tnum tnum_and(struct tnum a, struct tnum b)
{
	uint64_t ones = a.value & b.value;

	return (struct tnum){ones, (a.value | a.mask) & (b.value | b.mask) & ~ones};
}

struct tnum tnum_or(struct tnum a, struct tnum b)
{
	uint64_t ones = a.value | b.value;

	return (struct tnum){ones, (a.mask | b.mask) & ~ones};
}

struct tnum tnum_xor(struct tnum a, struct tnum b)
{
	return known(a.value ^ b.value, a.mask | b.mask);
}

/* Numbers that are in one or the other. */
static struct tnum unite(struct tnum a, struct tnum b)
{
	return known(a.value, (a.value ^ b.value) | a.mask | b.mask);
}

/* Adds the partial products of the unknown bits of 'mask' with an unknown 'bits'. */
static struct tnum add_partial(struct tnum sum, uint64_t bits, uint64_t mask)
{
	for (; mask; mask >>= 1, bits <<= 1)
		if (mask & 1)
			sum = tnum_add(sum, (struct tnum){0, bits});
	return sum;
}

static struct tnum multiply_halves(struct tnum a, struct tnum b)
{
	struct tnum sum = add_partial(tnum_const(a.value * b.value), a.mask, b.mask | b.value);

	return add_partial(sum, b.mask, a.value);
}

static struct tnum multiply_bits(struct tnum a, struct tnum b)
{
	uint64_t product = a.value * b.value;
	struct tnum sum = {0};

	for (; a.value | a.mask; a = tnum_shift_right(a, 1), b = tnum_shift_left(b, 1)) {
		if (a.value & 1)
			sum = tnum_add(sum, (struct tnum){0, b.mask});
		else if (a.mask & 1)
			sum = tnum_add(sum, (struct tnum){0, b.value | b.mask});
	}
	return tnum_add(tnum_const(product), sum);
}

static struct tnum multiply_unions(struct tnum a, struct tnum b)
{
	struct tnum sum = {0};

	for (; a.value | a.mask; a = tnum_shift_right(a, 1), b = tnum_shift_left(b, 1)) {
		if (a.value & 1)
			sum = tnum_add(sum, b);
		else if (a.mask & 1)
			sum = unite(sum, tnum_add(sum, b));
	}
	return sum;
}

struct tnum tnum_mul(struct tnum a, struct tnum b, unsigned how)
{
	switch (how) {
	case PRODUCT_BY_UNIONS:
		return multiply_unions(a, b);
	case PRODUCT_BY_BITS:
		return multiply_bits(a, b);
	default:
		return multiply_halves(a, b);
	}
}

struct tnum tnum_intersect(struct tnum a, struct tnum b)
{
	return known(a.value | b.value, a.mask & b.mask);
}

bool tnum_overlap(struct tnum a, struct tnum b)
{
	return ((a.value ^ b.value) & ~(a.mask | b.mask)) == 0;
}

struct tnum tnum_low(struct tnum a, unsigned bytes)
{
	uint64_t low = low_bits(bytes * 8);

	return (struct tnum){a.value & low, a.mask & low};
}

struct tnum tnum_join(struct tnum high, struct tnum low)
{
	uint64_t upper = ~low_bits(32);

	return (struct tnum){(high.value & upper) | (low.value & ~upper),
			     (high.mask & upper) | (low.mask & ~upper)};
}

bool tnum_contains(struct tnum whole, struct tnum part)
{
	return (part.mask & ~whole.mask) == 0 && whole.value == (part.value & ~whole.mask);
}
