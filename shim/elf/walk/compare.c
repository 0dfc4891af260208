/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Comparisons of numbers (is_scalar_branch_taken and reg_set_min_max, kernel/bpf/verifier.c). Every
 * operator is one of five: equal, test, and less in four forms, of which the operands may be
 * swapped and the result inverted.
 */
#include "elf/walk/compare.h"

#include "elf/code/opcode.h"

/* "a < b", or "a <= b". */
struct less {
	bool is_less; /* the operator is one of order */
	bool swapped; /* b < a */
	bool or_equal;
	bool is_signed;
};

static struct less as_less(unsigned operator)
{
	switch (operator) {
	case JMP_LT:
		return (struct less){.is_less = true};
	case JMP_LE:
		return (struct less){.is_less = true, .or_equal = true};
	case JMP_GT:
		return (struct less){.is_less = true, .swapped = true};
	case JMP_GE:
		return (struct less){.is_less = true, .swapped = true, .or_equal = true};
	case JMP_SLT:
		return (struct less){.is_less = true, .is_signed = true};
	case JMP_SLE:
		return (struct less){.is_less = true, .is_signed = true, .or_equal = true};
	case JMP_SGT:
		return (struct less){.is_less = true, .is_signed = true, .swapped = true};
	case JMP_SGE:
		return (struct less){
			.is_less = true, .is_signed = true, .swapped = true, .or_equal = true};
	default:
		return (struct less){0};
	}
}

/* A number as the comparison sees it: its low half becomes a whole number. */
struct view {
	struct tnum bits;
	int64_t smin, smax;
	uint64_t umin, umax;
};

static struct view view(const struct scalar *s, bool narrow)
{
	if (!narrow)
		return (struct view){s->bits, s->smin, s->smax, s->umin, s->umax};
	return (struct view){tnum_low(s->bits, 4), s->smin32, s->smax32, s->umin32, s->umax32};
}

static enum outcome predict_less(const struct view *a, const struct view *b, struct less less)
{
	bool always, never;

	if (less.is_signed) {
		always = less.or_equal ? a->smax <= b->smin : a->smax < b->smin;
		never = less.or_equal ? a->smin > b->smax : a->smin >= b->smax;
	} else {
		always = less.or_equal ? a->umax <= b->umin : a->umax < b->umin;
		never = less.or_equal ? a->umin > b->umax : a->umin >= b->umax;
	}
	return always ? TAKEN : never ? NOT_TAKEN : EITHER_WAY;
}

static enum outcome predict_equal(const struct view *a, const struct view *b,
				  const struct verifier *verifier)
{
	if (tnum_is_const(a->bits) && tnum_is_const(b->bits))
		return a->bits.value == b->bits.value ? TAKEN : NOT_TAKEN;
	if (verifier->compares_bits && !tnum_overlap(a->bits, b->bits))
		return NOT_TAKEN;
	if (verifier->predicts_unequal &&
	    (a->umin > b->umax || a->umax < b->umin || a->smin > b->smax || a->smax < b->smin))
		return NOT_TAKEN;
	return EITHER_WAY;
}

static enum outcome predict_test(const struct view *a, const struct view *b)
{
	if (!tnum_is_const(b->bits))
		return EITHER_WAY;
	if (a->bits.value & b->bits.value)
		return TAKEN;
	if (!((a->bits.value | a->bits.mask) & b->bits.value))
		return NOT_TAKEN;
	return EITHER_WAY;
}

static enum outcome invert(enum outcome outcome)
{
	return outcome == EITHER_WAY ? EITHER_WAY : outcome == TAKEN ? NOT_TAKEN : TAKEN;
}

enum outcome compare_predict(const struct scalar *a, const struct scalar *b,
			     struct comparison comparison, const struct verifier *verifier)
{
	struct view x = view(a, comparison.narrow), y = view(b, comparison.narrow);
	struct less less = as_less(comparison.operator);

	if (comparison.narrow && !verifier->bounds32)
		return EITHER_WAY;
	if (!verifier->predicts_ranges && !tnum_is_const(y.bits))
		return EITHER_WAY;
	if (less.is_less)
		return less.swapped ? predict_less(&y, &x, less) : predict_less(&x, &y, less);
	if (!verifier->predicts && comparison.operator != JMP_EQ && comparison.operator != JMP_NE)
		return EITHER_WAY;
	switch (comparison.operator) {
	case JMP_EQ:
		return predict_equal(&x, &y, verifier);
	case JMP_NE:
		return invert(predict_equal(&x, &y, verifier));
	default:
		return predict_test(&x, &y);
	}
}

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}
static int64_t smaller(int64_t a, int64_t b)
{
	return a < b ? a : b;
}
static uint64_t larger_u(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}
static uint64_t smaller_u(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* a < b, or a <= b. A bound at the end of its range has no next number; then the comparison cannot
 * hold, and the bounds do not matter. */
static void refine_less(struct view *a, struct view *b, bool or_equal, bool is_signed)
{
	if (is_signed && (or_equal || (b->smax > INT64_MIN && a->smin < INT64_MAX))) {
		a->smax = smaller(a->smax, b->smax - !or_equal);
		b->smin = larger(b->smin, a->smin + !or_equal);
	} else if (!is_signed && (or_equal || (b->umax > 0 && a->umin < UINT64_MAX))) {
		a->umax = smaller_u(a->umax, b->umax - !or_equal);
		b->umin = larger_u(b->umin, a->umin + !or_equal);
	}
}

static void refine_equal(struct view *a, struct view *b)
{
	a->bits = b->bits = tnum_intersect(a->bits, b->bits);
	a->smin = b->smin = larger(a->smin, b->smin);
	a->smax = b->smax = smaller(a->smax, b->smax);
	a->umin = b->umin = larger_u(a->umin, b->umin);
	a->umax = b->umax = smaller_u(a->umax, b->umax);
}

/* A constant at the end of the other's range shortens it. */
static void refine_unequal(struct view *a, const struct view *b)
{
	if (!tnum_is_const(b->bits))
		return;
	a->umin += a->umin == b->umin;
	a->umax -= a->umax == b->umin;
	a->smin += a->smin == b->smin;
	a->smax -= a->smax == b->smin;
}

static void refine_test(struct view *a, const struct view *b, bool taken)
{
	uint64_t tested = b->bits.value;

	if (!tnum_is_const(b->bits))
		return;
	if (!taken) {
		a->bits.value &= ~tested;
		a->bits.mask &= ~tested;
	} else if ((tested & (tested - 1)) == 0) {
		a->bits.value |= tested;
		a->bits.mask &= ~tested;
	}
}

static void refine_views(struct view *a, struct view *b, unsigned operator, bool taken,
			 const struct verifier *verifier)
{
	struct less less = as_less(operator);

	if (less.is_less) {
		bool swapped = less.swapped == taken; /* not a < b is b <= a */
		bool or_equal = less.or_equal == taken;
		refine_less(swapped ? b : a, swapped ? a : b, or_equal, less.is_signed);
	} else if (operator == JMP_EQ || operator == JMP_NE) {
		if ((operator == JMP_EQ) == taken)
			refine_equal(a, b);
		else if (verifier->refines_ranges && tnum_is_const(b->bits))
			refine_unequal(a, b);
		else if (verifier->refines_ranges)
			refine_unequal(b, a);
	} else if (verifier->tests_bits) {
		refine_test(a, b, taken);
	}
}

static void put(struct scalar *s, const struct view *v, bool narrow,
		const struct verifier *verifier)
{
	if (narrow) {
		s->bits = tnum_join(s->bits, v->bits);
		s->smin32 = (int32_t)v->smin;
		s->smax32 = (int32_t)v->smax;
		s->umin32 = (uint32_t)v->umin;
		s->umax32 = (uint32_t)v->umax;
		if (!verifier->mixed_bounds)
			scalar_take_low(s, verifier);
	} else {
		s->bits = v->bits;
		s->smin = v->smin;
		s->smax = v->smax;
		s->umin = v->umin;
		s->umax = v->umax;
		if (!verifier->mixed_bounds && verifier->bounds32)
			scalar_take_whole(s, verifier);
	}
	if (verifier->mixed_bounds)
		scalar_sync(s, verifier);
	else if (!verifier->bounds32)
		scalar_settle(s, verifier);
	if (scalar_is_const(s))
		*s = scalar_const(s->bits.value, verifier);
}

void compare_refine(struct scalar *a, struct scalar *b, struct comparison comparison, bool taken,
		    const struct verifier *verifier)
{
	bool narrow = comparison.narrow;
	struct view x = view(a, narrow), y = view(b, narrow);
	bool equal = (comparison.operator == JMP_EQ && taken) ||
		     (comparison.operator == JMP_NE && !taken);

	if (narrow && !verifier->bounds32)
		return;
	if (!verifier->refines_ranges && !tnum_is_const(x.bits) && !tnum_is_const(y.bits) && !equal)
		return;
	refine_views(&x, &y, comparison.operator, taken, verifier);
	put(a, &x, narrow, verifier);
	put(b, &y, narrow, verifier);
}
