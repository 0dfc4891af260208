/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Arithmetic on what is known about two numbers. Bounds of 32 and of 64 bits follow the same rules,
 * so they are computed alike, in integers that are wide enough to show what overflows
 * (adjust_scalar_min_max_vals, kernel/bpf/verifier.c).
 */
#include "elf/code/opcode.h"
#include "elf/walk/scalar.h"

__extension__ typedef __int128 wide;

/* The bounds of a number of 'width' bits. */
struct range {
	wide smin, smax, umin, umax;
	unsigned width;
};

static wide largest_unsigned(unsigned width)
{
	return width == 64 ? UINT64_MAX : UINT32_MAX;
}
static wide largest_signed(unsigned width)
{
	return width == 64 ? INT64_MAX : INT32_MAX;
}
static wide smallest_signed(unsigned width)
{
	return -largest_signed(width) - 1;
}

static struct range range64(const struct scalar *s)
{
	return (struct range){s->smin, s->smax, s->umin, s->umax, 64};
}

static struct range range32(const struct scalar *s)
{
	return (struct range){s->smin32, s->smax32, s->umin32, s->umax32, 32};
}

static void put64(struct scalar *s, const struct range *range)
{
	s->smin = (int64_t)range->smin;
	s->smax = (int64_t)range->smax;
	s->umin = (uint64_t)range->umin;
	s->umax = (uint64_t)range->umax;
}

static void put32(struct scalar *s, const struct range *range)
{
	s->smin32 = (int32_t)range->smin;
	s->smax32 = (int32_t)range->smax;
	s->umin32 = (uint32_t)range->umin;
	s->umax32 = (uint32_t)range->umax;
}

static void forget_signed(struct range *a)
{
	a->smin = smallest_signed(a->width);
	a->smax = largest_signed(a->width);
}

static void forget_unsigned(struct range *a)
{
	a->umin = 0;
	a->umax = largest_unsigned(a->width);
}

static bool fits_signed(wide value, unsigned width)
{
	return value >= smallest_signed(width) && value <= largest_signed(width);
}

static bool fits_unsigned(wide value, unsigned width)
{
	return value >= 0 && value <= largest_unsigned(width);
}

static wide wrapped(wide value, unsigned width)
{
	return value & largest_unsigned(width);
}

/* Newer kernels keep unsigned bounds that overflow both, because then the results wrap in any
 * case. */
static void take_unsigned(struct range *a, wide low, wide high, bool wraps)
{
	bool low_fits = fits_unsigned(low, a->width), high_fits = fits_unsigned(high, a->width);

	a->umin = wrapped(low, a->width);
	a->umax = wrapped(high, a->width);
	if ((!low_fits || !high_fits) && (low_fits != high_fits || !wraps))
		forget_unsigned(a);
}

static void take_signed(struct range *a, wide low, wide high, bool wraps)
{
	bool low_fits = fits_signed(low, a->width), high_fits = fits_signed(high, a->width);

	(void)wraps;
	a->smin = low;
	a->smax = high;
	if (!low_fits || !high_fits)
		forget_signed(a);
}

static void multiply(struct range *a, const struct range *b, const struct verifier *verifier)
{
	wide half = ((wide)1 << a->width / 2) - 1;

	if (!verifier->products) {
		if (b->smin < 0 || a->smin < 0 || b->umax > half || a->umax > half) {
			forget_signed(a);
			forget_unsigned(a);
			return;
		}
		a->umin *= b->umin;
		a->umax *= b->umax;
		a->smin = a->umin;
		a->smax = a->umax;
		if (a->umax > largest_signed(a->width))
			forget_signed(a);
		return;
	}
	wide products[] = {a->smin * b->smin, a->smin * b->smax, a->smax * b->smin,
			   a->smax * b->smax};
	wide low = products[0], high = products[0];
	for (unsigned i = 1; i < 4; i++) {
		low = products[i] < low ? products[i] : low;
		high = products[i] > high ? products[i] : high;
	}
	/* A product of two 64-bit numbers may not fit even here, but then its half does not. */
	bool is_small = a->umax <= half || b->umax <= half || a->width == 32;
	take_unsigned(a, is_small ? a->umin * b->umin : -1, is_small ? a->umax * b->umax : -1,
		      false);
	take_signed(a, low, high, false);
}

/* The signed bounds of a bitwise operation, from the unsigned ones. */
static void follow_unsigned(struct range *a, bool were_positive, const struct verifier *verifier)
{
	bool is_one_range =
		a->umax <= largest_signed(a->width) || a->umin > largest_signed(a->width);

	if (verifier->bitwise_signs ? !is_one_range : !were_positive) {
		forget_signed(a);
		return;
	}
	wide wrap = a->umin > largest_signed(a->width) ? largest_unsigned(a->width) + 1 : 0;
	a->smin = a->umin - wrap;
	a->smax = a->umax - wrap;
}

static void combine_bits(struct range *a, const struct range *b, unsigned operation,
			 struct tnum bits, const struct verifier *verifier)
{
	bool were_positive = a->smin >= 0 && b->smin >= 0;
	wide most = (wide)(bits.value | bits.mask);

	if (operation == ALU_AND) {
		a->umin = bits.value;
		a->umax = a->umax < b->umax ? a->umax : b->umax;
	} else {
		wide least = operation == ALU_OR ? (a->umin > b->umin ? a->umin : b->umin) : 0;
		a->umin = operation == ALU_OR ? least : (wide)bits.value;
		a->umax = most;
	}
	follow_unsigned(a, were_positive, verifier);
}

static void shift_left(struct range *a, unsigned bits)
{
	forget_signed(a);
	if (bits >= a->width || a->umax > (wide)1 << (a->width - 1 - bits)) {
		forget_unsigned(a);
		return;
	}
	a->umin <<= bits;
	a->umax <<= bits;
}

static void shift_right(struct range *a, unsigned bits, bool is_signed)
{
	if (is_signed) {
		a->smin >>= bits;
		a->smax >>= bits;
		forget_unsigned(a);
		return;
	}
	forget_signed(a);
	a->umin >>= bits;
	a->umax >>= bits;
}

/* Sums, differences, products and bitwise operations, at one width. 'bits' is the result's. */
static void compute_range(struct range *a, const struct range *b, unsigned operation,
			  struct tnum bits, const struct verifier *verifier)
{
	switch (operation) {
	case ALU_ADD:
		take_signed(a, a->smin + b->smin, a->smax + b->smax, false);
		take_unsigned(a, a->umin + b->umin, a->umax + b->umax, verifier->wrapped_sums);
		break;
	case ALU_SUB:
		take_signed(a, a->smin - b->smax, a->smax - b->smin, false);
		take_unsigned(a, a->umin - b->umax, a->umax - b->umin, verifier->wrapped_sums);
		break;
	case ALU_MUL:
		multiply(a, b, verifier);
		break;
	default:
		combine_bits(a, b, operation, bits, verifier);
	}
}

static struct tnum compute_bits(struct tnum a, struct tnum b, unsigned operation,
				const struct verifier *verifier)
{
	switch (operation) {
	case ALU_ADD:
		return tnum_add(a, b);
	case ALU_SUB:
		return tnum_sub(a, b);
	case ALU_MUL:
		return tnum_mul(a, b, verifier->product_bits);
	case ALU_AND:
		return tnum_and(a, b);
	case ALU_OR:
		return tnum_or(a, b);
	default:
		return tnum_xor(a, b);
	}
}

static void compute_plain(struct scalar *a, const struct scalar *b, unsigned operation,
			  const struct verifier *verifier)
{
	struct range whole = range64(a), low = range32(a);
	struct range whole_b = range64(b), low_b = range32(b);

	a->bits = compute_bits(a->bits, b->bits, operation, verifier);
	compute_range(&whole, &whole_b, operation, a->bits, verifier);
	put64(a, &whole);
	if (!verifier->bounds32)
		return;
	compute_range(&low, &low_b, operation, tnum_low(a->bits, 4), verifier);
	put32(a, &low);
}

static void shift_range(struct range *a, unsigned operation, unsigned bits)
{
	if (operation == ALU_LSH)
		shift_left(a, bits);
	else
		shift_right(a, bits, operation == ALU_ARSH);
}

static struct tnum shift_bits(struct tnum a, unsigned operation, unsigned bits, unsigned width)
{
	switch (operation) {
	case ALU_LSH:
		return tnum_shift_left(a, bits);
	case ALU_RSH:
		return tnum_shift_right(a, bits);
	default:
		return tnum_shift_signed(a, bits, width);
	}
}

static void shift_low(struct scalar *a, unsigned operation, unsigned bits)
{
	struct range low = range32(a);

	a->bits = tnum_low(shift_bits(tnum_low(a->bits, 4), operation, bits, 32), 4);
	shift_range(&low, operation, bits);
	put32(a, &low);
}

static void shift_whole(struct scalar *a, unsigned operation, unsigned bits,
			const struct verifier *verifier)
{
	struct range whole = range64(a), low = range32(a);

	a->bits = shift_bits(a->bits, operation, bits, 64);
	shift_range(&whole, operation, bits);
	/* A compiler's sign extension begins with a shift by 32. */
	if (operation == ALU_LSH && bits == 32 && verifier->bounds32) {
		if (a->smax32 >= 0 || verifier->crossing_bounds)
			whole.smax = (wide)a->smax32 * ((wide)1 << 32);
		if (a->smin32 >= 0 || verifier->crossing_bounds)
			whole.smin = (wide)a->smin32 * ((wide)1 << 32);
	}
	put64(a, &whole);
	if (operation == ALU_LSH && verifier->bounds32) {
		shift_range(&low, operation, bits);
		put32(a, &low);
	} else {
		scalar_unbound32(a);
	}
}

static bool is_shift(unsigned operation)
{
	return operation == ALU_LSH || operation == ALU_RSH || operation == ALU_ARSH;
}

/* True if the kernel computes bounds for the result. */
static bool is_computed(const struct scalar *b, unsigned operation, unsigned width,
			const struct verifier *verifier)
{
	bool known = scalar_is_const(b);

	switch (operation) {
	case ALU_ADD:
	case ALU_SUB:
	case ALU_AND:
		return true;
	case ALU_OR:
	case ALU_MUL:
		return known || verifier->unknown_operands;
	case ALU_XOR:
		return verifier->xor && (known || verifier->unknown_operands);
	case ALU_ARSH:
		return verifier->arithmetic_shift && known && b->umax < width;
	default:
		return is_shift(operation) && known && b->umax < width;
	}
}

void scalar_compute(struct scalar *a, struct scalar b, unsigned operation, bool narrow,
		    const struct verifier *verifier)
{
	if (narrow && !verifier->bounds32) {
		scalar_truncate(a, 4, verifier);
		scalar_truncate(&b, 4, verifier);
	} else if (narrow) {
		/* Only the low half of an operand counts. */
		struct scalar low = b;
		scalar_zero_extend(&low);
		if (scalar_is_const(&low))
			b = scalar_const(low.bits.value, verifier);
	}
	if (!is_computed(&b, operation, narrow ? 32 : 64, verifier)) {
		*a = scalar_unknown();
		if (narrow && !verifier->bounds32)
			scalar_truncate(a, 4, verifier);
		return;
	}
	if (!is_shift(operation))
		compute_plain(a, &b, operation, verifier);
	else if (narrow && verifier->bounds32)
		shift_low(a, operation, (unsigned)b.umax);
	else
		shift_whole(a, operation, (unsigned)b.umax, verifier);
	if (narrow && verifier->bounds32)
		scalar_zero_extend(a);
	scalar_settle(a, verifier);
	if (narrow && !verifier->bounds32)
		scalar_truncate(a, 4, verifier);
	if (scalar_is_const(a))
		*a = scalar_const(a->bits.value, verifier);
}

void scalar_negate(struct scalar *a, bool narrow, const struct verifier *verifier)
{
	struct scalar number = *a;

	*a = verifier->negation ? scalar_const(0, verifier) : scalar_unknown();
	if (verifier->negation)
		scalar_compute(a, number, ALU_SUB, narrow, verifier);
}
