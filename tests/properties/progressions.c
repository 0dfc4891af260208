// Promise: a progression is what each operation makes of its numbers, no more and no less: all of them, in
// random sets and operations.
// RUN: %unit %s -o %t
// RUN: %t 200000
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "elf/code/progression.h"

enum {
	MOST = 300, /* numbers in a set */
	ADD,
	NEGATE,
	MULTIPLY,
	DIVIDE,
	REMAINDER,
	AND,
	NARROW,
	WIDEN,
	SIGN_EXTEND,
	OPERATIONS,
};

static uint64_t state = 1;

static uint64_t any(void)
{
	state = state * 6364136223846793005 + 1442695040888963407;
	return state >> 32 | state << 32;
}

/* Small, near a power of two, or anything. */
static uint64_t number(void)
{
	unsigned bits = any() % 65;
	uint64_t near = bits < 64 ? UINT64_C(1) << bits : 0;
	switch (any() % 4) {
	case 0:
		return any() % 20;
	case 1:
		return near + any() % 5 - 2;
	case 2:
		return any() & (near - 1);
	default:
		return -(any() % 40);
	}
}

static uint64_t most_of(struct progression a)
{
	return a.narrow ? UINT32_MAX : UINT64_MAX;
}

static struct progression set(void)
{
	struct progression a = {.base = number(), .step = 1, .last = any() % MOST,
				.narrow = any() & 1};
	if (any() & 1)
		a.step = number() & most_of(a);
	if (!a.step || (a.last && a.step > most_of(a) / a.last) || !a.last)
		a.step = 1;
	if (any() % 4 == 0) { /* all with one remainder, or nearly all */
		unsigned bits = any() % 8 + 1;
		a.step = UINT64_C(1) << ((a.narrow ? 32 : 64) - bits);
		a.last = (UINT64_C(1) << bits) - 1 - any() % 2;
		a.step = a.last ? a.step : 1;
	}
	return a;
}

static int compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

/* The numbers of a set, in order and each once. */
static size_t list(struct progression a, uint64_t numbers[])
{
	for (uint64_t i = 0; i <= a.last; i++)
		numbers[i] = (a.base + i * a.step) & most_of(a);
	qsort(numbers, a.last + 1, sizeof(*numbers), compare);
	for (uint64_t i = 0; i < a.last; i++)
		if (numbers[i] == numbers[i + 1])
			return 0;
	return a.last + 1;
}

static size_t once(uint64_t numbers[], size_t count)
{
	size_t kept = 0;
	qsort(numbers, count, sizeof(*numbers), compare);
	for (size_t i = 0; i < count; i++)
		if (!i || numbers[i] != numbers[i - 1])
			numbers[kept++] = numbers[i];
	return kept;
}

static struct progression apply(unsigned operation, struct progression a, uint64_t n)
{
	switch (operation) {
	case ADD:
		return progression_add(a, n);
	case NEGATE:
		return progression_negate(a);
	case MULTIPLY:
		return progression_multiply(a, n);
	case DIVIDE:
		return progression_divide(a, n);
	case REMAINDER:
		return progression_remainder(a, n);
	case AND:
		return progression_and(a, n);
	case NARROW:
		return progression_narrow(a);
	case WIDEN:
		return progression_widen(a);
	default:
		return progression_sign_extend(a, (unsigned)n);
	}
}

static uint64_t compute(unsigned operation, uint64_t x, uint64_t n, uint64_t most)
{
	switch (operation) {
	case ADD:
		return (x + n) & most;
	case NEGATE:
		return -x & most;
	case MULTIPLY:
		return x * n & most;
	case DIVIDE:
		return x / n;
	case REMAINDER:
		return x % n;
	case AND:
		return x & n;
	case NARROW:
		return (uint32_t)x;
	case WIDEN:
		return x;
	default:
		return (uint64_t)((int64_t)(x << (64 - n)) >> (64 - n));
	}
}

static void fail(const char *what, struct progression a, uint64_t n, struct progression b)
{
	printf("%s: base %#jx step %#jx last %ju narrow %d, %#jx: base %#jx step %#jx last %ju\n",
	       what, a.base, a.step, a.last, a.narrow, n, b.base, b.step, b.last);
	exit(1);
}

static unsigned long known, unknown;

static void try_operation(void)
{
	static const uint64_t widths[] = {8, 16, 32};
	static uint64_t before[MOST], after[MOST], got[MOST];
	unsigned operation = ADD + any() % (OPERATIONS - ADD);
	struct progression a = set();
	uint64_t n = operation == SIGN_EXTEND ? widths[any() % 3] : number();
	if ((operation == DIVIDE || operation == REMAINDER) && !n)
		n = 1;
	struct progression b = apply(operation, a, n);
	if (!progression_is_known(b)) {
		unknown++;
		return;
	}
	known++;
	size_t count = list(a, before);
	for (size_t i = 0; i < count; i++)
		after[i] = compute(operation, before[i], n, most_of(a));
	size_t want = once(after, count);
	if (b.last + 1 != want || list(b, got) != want || memcmp(after, got, want * sizeof(*got)))
		fail("operation", a, n, b);
}

static void try_cut(void)
{
	static uint64_t before[MOST], got[2 * MOST];
	struct progression a = set(), pieces[2];
	uint64_t first = (any() & 1 ? number() : a.base + any() % 1000 - 500) & most_of(a);
	uint64_t end = (any() & 1 ? number() : first + any() % 1000) & most_of(a);
	unsigned parts = progression_cut(a, first, end, pieces);
	size_t count = list(a, before), kept = 0, found = 0;
	for (size_t i = 0; i < count; i++)
		if (((before[i] - first) & most_of(a)) <= ((end - first) & most_of(a)))
			before[kept++] = before[i];
	for (unsigned i = 0; i < parts; i++)
		found += list(pieces[i], got + found);
	size_t different = once(got, found);
	if (found != kept || different != kept || memcmp(before, got, kept * sizeof(*got)))
		fail("cut", a, first, (struct progression){.base = end, .last = parts});
	uint64_t least, greatest;
	count = list(a, before);
	if (progression_range(a, &least, &greatest) &&
	    (least != before[0] || greatest != before[count - 1]))
		fail("range", a, least, a);
	if (!progression_has(a, before[any() % count]))
		fail("has", a, 0, a);
}

int main(int argc, char **argv)
{
	for (long left = argc > 1 ? atol(argv[1]) : 1000; left; left--) {
		try_operation();
		try_cut();
	}
	printf("%lu known, %lu not\n", known, unknown);
	return known > unknown / 4 ? 0 : 1;
}
