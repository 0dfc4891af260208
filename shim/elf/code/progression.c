/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "elf/code/progression.h"

static const struct progression unknown = {0};

/* The greatest number of the modulus. */
static uint64_t greatest_of(struct progression a)
{
	return a.narrow ? UINT32_MAX : UINT64_MAX;
}

struct progression progression_full(unsigned bits)
{
	return (struct progression){.step = 1, .last = UINT64_MAX >> (64 - bits)};
}

struct progression progression_of(uint64_t number)
{
	return (struct progression){.base = number, .step = 1};
}

bool progression_is_known(struct progression a)
{
	return a.step;
}

bool progression_is_single(struct progression a)
{
	return a.step && a.last == 0;
}

uint64_t progression_first(struct progression a)
{
	return a.base & greatest_of(a);
}

bool progression_range(struct progression a, uint64_t *least, uint64_t *greatest)
{
	uint64_t first = progression_first(a);
	if (!a.step || a.last * a.step > greatest_of(a) - first)
		return false;
	*least = first;
	*greatest = first + a.last * a.step;
	return true;
}

bool progression_has(struct progression a, uint64_t number)
{
	struct progression pieces[2];
	return number <= greatest_of(a) && progression_cut(a, number, number, pieces);
}

/* One number has no step. */
static struct progression tidy(struct progression a)
{
	if (a.last == 0 && a.step)
		a.step = 1;
	return a;
}

/* All numbers base + i * step, of which there are at least as many as go round the modulus. */
static struct progression all_of_step(struct progression a, uint64_t step)
{
	uint64_t greatest = greatest_of(a);
	a.last = step > greatest ? 0 : greatest / step;
	a.step = step;
	return tidy(a);
}

static bool is_power_of_two(uint64_t number)
{
	return number && (number & (number - 1)) == 0;
}

struct progression progression_widen(struct progression a)
{
	uint64_t least, greatest;
	if (!a.narrow)
		return a;
	if (!progression_range(a, &least, &greatest))
		return unknown;
	a.base = least;
	a.narrow = false;
	return a;
}

struct progression progression_narrow(struct progression a)
{
	if (!a.step || a.narrow)
		return a;
	a.narrow = true;
	if (a.last * a.step <= UINT32_MAX)
		return a;
	return is_power_of_two(a.step) ? all_of_step(a, a.step) : unknown;
}

struct progression progression_add(struct progression a, uint64_t number)
{
	a.base += number;
	return a;
}

struct progression progression_negate(struct progression a)
{
	a.base = -(a.base + a.last * a.step);
	return a;
}

struct progression progression_multiply(struct progression a, uint64_t number)
{
	if (!a.step)
		return unknown;
	number &= greatest_of(a);
	if (number == 0)
		return progression_of(0);
	a.base *= number;
	if (a.last == 0)
		return a;
	if (a.last <= greatest_of(a) / a.step / number) {
		a.step *= number;
		return a;
	}
	if (!is_power_of_two(a.step) || !is_power_of_two(number))
		return unknown;
	if (a.step > greatest_of(a) / number) {
		a.last = 0;
		return tidy(a);
	}
	/* The products go round. */
	return a.last >= greatest_of(a) / (a.step * number) ? all_of_step(a, a.step * number)
							    : unknown;
}

struct progression progression_divide(struct progression a, uint64_t number)
{
	uint64_t least, greatest;
	if (!progression_range(a, &least, &greatest))
		return unknown;
	a.base = least / number;
	if (least % number == 0 && a.step % number == 0) {
		a.step /= number;
		return a;
	}
	/* Steps that are no longer than the divisor leave out no quotient. */
	if (a.step > number)
		return unknown;
	a.step = 1;
	a.last = greatest / number - least / number;
	return a;
}

struct progression progression_remainder(struct progression a, uint64_t number)
{
	uint64_t least, greatest;
	if (!progression_range(a, &least, &greatest))
		return unknown;
	if (least / number == greatest / number) {
		a.base = least % number;
		return a;
	}
	if (a.step != 1 || a.last < number - 1)
		return unknown;
	a.base = 0;
	a.last = number - 1;
	return tidy(a);
}

/* The low bits alone, modulo mask + 1, which the modulus is a multiple of. */
static struct progression low_bits(struct progression a, uint64_t mask)
{
	uint64_t least, greatest;
	if (progression_range(a, &least, &greatest) && (least & ~mask) == (greatest & ~mask)) {
		a.base = least & mask;
		return a;
	}
	if (!is_power_of_two(a.step) || a.last < mask / a.step)
		return unknown;
	/* They go round it: all with the remainder of 'base'. */
	a.base &= mask & (a.step - 1);
	a.last = mask / a.step;
	return tidy(a);
}

struct progression progression_and(struct progression a, uint64_t mask)
{
	mask &= greatest_of(a);
	if (!a.step)
		return unknown;
	if (mask == 0)
		return progression_of(0);
	uint64_t lowest = mask & -mask, high = mask | (lowest - 1);
	if (high & (high + 1))
		return unknown; /* has a gap */
	a = low_bits(a, high);
	return lowest == 1 ? a : progression_multiply(progression_divide(a, lowest), lowest);
}

struct progression progression_sign_extend(struct progression a, unsigned bits)
{
	uint64_t least, greatest, sign = UINT64_C(1) << (bits - 1);
	a = progression_widen(progression_and(a, (sign << 1) - 1));
	if (!progression_range(a, &least, &greatest))
		return unknown;
	if (greatest < sign)
		return a;
	if (least >= sign)
		return progression_add(a, -(sign << 1));
	/* Both signs: in order, where the numbers are all that there are. */
	return a.last == sign * 2 - 1 ? progression_add(a, -sign) : unknown;
}

/* All numbers with one remainder: any of them can come first. */
static bool goes_round(struct progression a)
{
	return is_power_of_two(a.step) && a.last && a.last == greatest_of(a) / a.step;
}

/* Adds the first of the numbers, counted from the start of an interval: 'start' is the distance of
 * the first, 'span' that of the last that lies in it. */
static unsigned add_piece(struct progression a, uint64_t start, uint64_t span,
			  struct progression *piece)
{
	if (start > span)
		return 0;
	uint64_t last = (span - start) / a.step;
	if (last < a.last)
		a.last = last;
	*piece = tidy(a);
	return 1;
}

unsigned progression_cut(struct progression a, uint64_t first, uint64_t end,
			 struct progression pieces[2])
{
	uint64_t most = greatest_of(a), start = (a.base - first) & most,
		 span = (end - first) & most;
	if (!a.step)
		return 0;
	if (goes_round(a)) {
		a.base -= start - start % a.step;
		start %= a.step;
	}
	unsigned count = add_piece(a, start, span, &pieces[0]);
	/* The numbers behind 'most', counted from 'first', come round to before the first of all.
	 */
	uint64_t before = (most - start) / a.step;
	if (before >= a.last)
		return count;
	a.base += (before + 1) * a.step;
	a.last -= before + 1;
	return count + add_piece(a, (a.base - first) & most, span, &pieces[count]);
}
