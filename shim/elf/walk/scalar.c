/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Keeps the bits and bounds of a number consistent, as far as the kernel does. */
#include "elf/walk/scalar.h"

#include <string.h>

static const struct scalar unknown = {
	.bits = {.mask = UINT64_MAX},
	.smin = INT64_MIN,
	.smax = INT64_MAX,
	.umax = UINT64_MAX,
	.smin32 = INT32_MIN,
	.smax32 = INT32_MAX,
	.umax32 = UINT32_MAX,
};

static void raise64(int64_t *bound, int64_t to)
{
	if (*bound < to)
		*bound = to;
}
static void lower64(int64_t *bound, int64_t to)
{
	if (*bound > to)
		*bound = to;
}
static void raise_u64(uint64_t *bound, uint64_t to)
{
	if (*bound < to)
		*bound = to;
}
static void lower_u64(uint64_t *bound, uint64_t to)
{
	if (*bound > to)
		*bound = to;
}
static void raise32(int32_t *bound, int32_t to)
{
	if (*bound < to)
		*bound = to;
}
static void lower32(int32_t *bound, int32_t to)
{
	if (*bound > to)
		*bound = to;
}
static void raise_u32(uint32_t *bound, uint32_t to)
{
	if (*bound < to)
		*bound = to;
}
static void lower_u32(uint32_t *bound, uint32_t to)
{
	if (*bound > to)
		*bound = to;
}

struct scalar scalar_unknown(void)
{
	return unknown;
}

struct scalar scalar_const(uint64_t value, const struct verifier *verifier)
{
	struct scalar scalar = unknown;

	scalar.bits = tnum_const(value);
	scalar.smin = scalar.smax = (int64_t)value;
	scalar.umin = scalar.umax = value;
	if (verifier->bounds32) {
		scalar.smin32 = scalar.smax32 = (int32_t)value;
		scalar.umin32 = scalar.umax32 = (uint32_t)value;
	}
	return scalar;
}

void scalar_unbound32(struct scalar *scalar)
{
	scalar->smin32 = INT32_MIN;
	scalar->smax32 = INT32_MAX;
	scalar->umin32 = 0;
	scalar->umax32 = UINT32_MAX;
}

void scalar_unbound(struct scalar *scalar)
{
	scalar->smin = INT64_MIN;
	scalar->smax = INT64_MAX;
	scalar->umin = 0;
	scalar->umax = UINT64_MAX;
	scalar_unbound32(scalar);
}

/* Bounds from bits. */
static void update(struct scalar *s, const struct verifier *verifier)
{
	raise64(&s->smin, (int64_t)(s->bits.value | (s->bits.mask & (uint64_t)INT64_MIN)));
	lower64(&s->smax, (int64_t)(s->bits.value | (s->bits.mask & (uint64_t)INT64_MAX)));
	raise_u64(&s->umin, s->bits.value);
	lower_u64(&s->umax, s->bits.value | s->bits.mask);
	if (!verifier->bounds32)
		return;
	uint32_t value = (uint32_t)s->bits.value, mask = (uint32_t)s->bits.mask;
	raise32(&s->smin32, (int32_t)(value | (mask & (uint32_t)INT32_MIN)));
	lower32(&s->smax32, (int32_t)(value | (mask & (uint32_t)INT32_MAX)));
	raise_u32(&s->umin32, value);
	lower_u32(&s->umax32, value | mask);
}

/* Signed from unsigned bounds and back, where one of them tells the sign. */
static void deduce_sign(struct scalar *s)
{
	if (s->smin >= 0 || s->smax < 0) {
		raise_u64(&s->umin, (uint64_t)s->smin);
		lower_u64(&s->umax, (uint64_t)s->smax);
		s->smin = (int64_t)s->umin;
		s->smax = (int64_t)s->umax;
	} else if ((int64_t)s->umax >= 0) {
		s->smin = (int64_t)s->umin;
		lower_u64(&s->umax, (uint64_t)s->smax);
		s->smax = (int64_t)s->umax;
	} else if ((int64_t)s->umin < 0) {
		raise_u64(&s->umin, (uint64_t)s->smin);
		s->smin = (int64_t)s->umin;
		s->smax = (int64_t)s->umax;
	}
}

static void deduce_sign32(struct scalar *s)
{
	if (s->smin32 >= 0 || s->smax32 < 0) {
		raise_u32(&s->umin32, (uint32_t)s->smin32);
		lower_u32(&s->umax32, (uint32_t)s->smax32);
		s->smin32 = (int32_t)s->umin32;
		s->smax32 = (int32_t)s->umax32;
	} else if ((int32_t)s->umax32 >= 0) {
		s->smin32 = (int32_t)s->umin32;
		lower_u32(&s->umax32, (uint32_t)s->smax32);
		s->smax32 = (int32_t)s->umax32;
	} else if ((int32_t)s->umin32 < 0) {
		raise_u32(&s->umin32, (uint32_t)s->smin32);
		s->smin32 = (int32_t)s->umin32;
		s->smax32 = (int32_t)s->umax32;
	}
}

/* A range whose ends, cast to the other signedness, are still in order, is a range there, too. */
static void deduce_ranges(struct scalar *s, bool crossing)
{
	if ((int64_t)s->umin <= (int64_t)s->umax) {
		raise64(&s->smin, (int64_t)s->umin);
		lower64(&s->smax, (int64_t)s->umax);
	}
	if ((uint64_t)s->smin <= (uint64_t)s->smax) {
		raise_u64(&s->umin, (uint64_t)s->smin);
		lower_u64(&s->umax, (uint64_t)s->smax);
	} else if (crossing && s->umax < (uint64_t)s->smin) {
		s->smin = (int64_t)s->umin;
		lower_u64(&s->umax, (uint64_t)s->smax);
	} else if (crossing && (uint64_t)s->smax < s->umin) {
		s->smax = (int64_t)s->umax;
		raise_u64(&s->umin, (uint64_t)s->smin);
	}
}

static void take_signed32(struct scalar *s, uint64_t low, uint64_t high)
{
	raise32(&s->smin32, (int32_t)low);
	lower32(&s->smax32, (int32_t)high);
}

static void take_unsigned32(struct scalar *s, uint64_t low, uint64_t high)
{
	raise_u32(&s->umin32, (uint32_t)low);
	lower_u32(&s->umax32, (uint32_t)high);
}

/* Bounds of the low half from those of the whole, where the upper half is the same at both ends, or
 * differs by one around the sign of the low half. */
static void deduce_low_half(struct scalar *s)
{
	uint64_t smin = (uint64_t)s->smin, smax = (uint64_t)s->smax;

	if (s->umin >> 32 == s->umax >> 32) {
		take_unsigned32(s, s->umin, s->umax);
		if ((int32_t)s->umin <= (int32_t)s->umax)
			take_signed32(s, s->umin, s->umax);
	}
	if (smin >> 32 == smax >> 32) {
		if ((uint32_t)smin <= (uint32_t)smax)
			take_unsigned32(s, smin, smax);
		if ((int32_t)smin <= (int32_t)smax)
			take_signed32(s, smin, smax);
	}
	if ((uint32_t)(s->umin >> 32) + 1 == (uint32_t)(s->umax >> 32) && (int32_t)s->umin < 0 &&
	    (int32_t)s->umax >= 0)
		take_signed32(s, s->umin, s->umax);
	if ((uint32_t)(smin >> 32) + 1 == (uint32_t)(smax >> 32) && (int32_t)smin < 0 &&
	    (int32_t)smax >= 0)
		take_signed32(s, smin, smax);
}

static void deduce_ranges32(struct scalar *s, bool crossing)
{
	deduce_low_half(s);
	if ((int32_t)s->umin32 <= (int32_t)s->umax32)
		take_signed32(s, s->umin32, s->umax32);
	if ((uint32_t)s->smin32 <= (uint32_t)s->smax32) {
		take_unsigned32(s, (uint32_t)s->smin32, (uint32_t)s->smax32);
	} else if (crossing && s->umax32 < (uint32_t)s->smin32) {
		s->smin32 = (int32_t)s->umin32;
		lower_u32(&s->umax32, (uint32_t)s->smax32);
	} else if (crossing && (uint32_t)s->smax32 < s->umin32) {
		s->smax32 = (int32_t)s->umax32;
		raise_u32(&s->umin32, (uint32_t)s->smin32);
	}
}

static uint64_t with_low_half(uint64_t high, uint32_t low)
{
	return (high & ~(uint64_t)UINT32_MAX) | low;
}

/* Bounds of the whole from its upper half and the bounds of the low one. */
static void take_low_half(struct scalar *s, uint32_t low, uint32_t high)
{
	raise_u64(&s->umin, with_low_half(s->umin, low));
	lower_u64(&s->umax, with_low_half(s->umax, high));
	raise64(&s->smin, (int64_t)with_low_half((uint64_t)s->smin, low));
	lower64(&s->smax, (int64_t)with_low_half((uint64_t)s->smax, high));
}

static void deduce_whole(struct scalar *s)
{
	take_low_half(s, s->umin32, s->umax32);
	if ((uint32_t)s->smin32 <= (uint32_t)s->smax32)
		take_low_half(s, (uint32_t)s->smin32, (uint32_t)s->smax32);
	/* A number that was sign-extended from 32 bits and is not negative there. */
	if (s->smin32 >= 0 && s->smin >= INT32_MIN && s->smax <= INT32_MAX) {
		s->smin = s->smin32;
		s->smax = s->smax32;
		s->umin = (uint64_t)s->smin32;
		s->umax = (uint64_t)s->smax32;
		s->bits = tnum_intersect(s->bits, tnum_range(s->umin, s->umax));
	}
}

static void deduce(struct scalar *s, const struct verifier *verifier)
{
	if (!verifier->mixed_bounds) {
		if (verifier->bounds32)
			deduce_sign32(s);
		deduce_sign(s);
		return;
	}
	for (unsigned i = 0; i < 2 + (verifier->crossing_bounds != 0); i++) {
		const struct scalar before = *s;
		deduce_ranges32(s, verifier->crossing_bounds);
		deduce_ranges(s, verifier->crossing_bounds);
		deduce_whole(s);
		/* Another round would do nothing, either. */
		if (scalar_equal(s, &before))
			return;
	}
}

/* Bits from bounds. */
static void bound_bits(struct scalar *s, const struct verifier *verifier)
{
	struct tnum whole = tnum_intersect(s->bits, tnum_range(s->umin, s->umax));
	struct tnum low = verifier->mixed_bounds ? whole : s->bits;

	if (!verifier->bounds32) {
		s->bits = whole;
		return;
	}
	low = tnum_intersect(tnum_low(low, 4), tnum_range(s->umin32, s->umax32));
	s->bits = tnum_join(whole, low);
}

/* One value that all bounds agree on: there is nothing to deduce. Most numbers of a walk are such.
 */
static bool is_settled_const(const struct scalar *s, const struct verifier *verifier)
{
	int64_t value = (int64_t)s->bits.value;
	return s->bits.mask == 0 && verifier->bounds32 && s->smin == value && s->smax == value &&
	       s->umin == s->bits.value && s->umax == s->bits.value &&
	       s->smin32 == (int32_t)value && s->smax32 == (int32_t)value &&
	       s->umin32 == (uint32_t)value && s->umax32 == (uint32_t)value;
}

void scalar_sync(struct scalar *scalar, const struct verifier *verifier)
{
	if (is_settled_const(scalar, verifier))
		return;
	update(scalar, verifier);
	deduce(scalar, verifier);
	bound_bits(scalar, verifier);
	update(scalar, verifier);
}

void scalar_settle(struct scalar *scalar, const struct verifier *verifier)
{
	if (verifier->bounds32) {
		scalar_sync(scalar, verifier);
		return;
	}
	deduce_sign(scalar);
	bound_bits(scalar, verifier);
}

void scalar_take_low(struct scalar *scalar, const struct verifier *verifier)
{
	if ((scalar->bits.value | scalar->bits.mask) >> 32 == 0) {
		scalar->umin = scalar->umin32;
		scalar->umax = scalar->umax32;
		bool is_positive = scalar->smin32 >= 0 && scalar->smax32 >= 0;
		scalar->smin = is_positive ? scalar->smin32 : 0;
		scalar->smax = is_positive ? scalar->smax32 : (int64_t)UINT32_MAX;
	} else {
		int32_t smin = scalar->smin32, smax = scalar->smax32;
		uint32_t umin = scalar->umin32, umax = scalar->umax32;
		scalar_unbound(scalar);
		scalar->smin32 = smin;
		scalar->smax32 = smax;
		scalar->umin32 = umin;
		scalar->umax32 = umax;
	}
	scalar_sync(scalar, verifier);
}

void scalar_take_whole(struct scalar *scalar, const struct verifier *verifier)
{
	scalar_unbound32(scalar);
	if (scalar->smin >= INT32_MIN && scalar->smax <= INT32_MAX) {
		scalar->smin32 = (int32_t)scalar->smin;
		scalar->smax32 = (int32_t)scalar->smax;
	}
	if (scalar->umax <= UINT32_MAX) {
		scalar->umin32 = (uint32_t)scalar->umin;
		scalar->umax32 = (uint32_t)scalar->umax;
	}
	scalar_sync(scalar, verifier);
}

bool scalar_equal(const struct scalar *a, const struct scalar *b)
{
	return a->bits.value == b->bits.value && a->bits.mask == b->bits.mask &&
	       a->smin == b->smin && a->smax == b->smax && a->umin == b->umin &&
	       a->umax == b->umax && a->smin32 == b->smin32 && a->smax32 == b->smax32 &&
	       a->umin32 == b->umin32 && a->umax32 == b->umax32;
}

bool scalar_is_unknown(const struct scalar *scalar)
{
	return scalar_equal(scalar, &unknown);
}

bool scalar_contains(const struct scalar *whole, const struct scalar *part)
{
	return whole->umin <= part->umin && whole->umax >= part->umax &&
	       whole->smin <= part->smin && whole->smax >= part->smax &&
	       whole->umin32 <= part->umin32 && whole->umax32 >= part->umax32 &&
	       whole->smin32 <= part->smin32 && whole->smax32 >= part->smax32 &&
	       tnum_contains(whole->bits, part->bits);
}
