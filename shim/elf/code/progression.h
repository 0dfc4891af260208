/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Sets of numbers as registers come to hold them: base, base + step, ..., base + last * step,
 * modulo 2^64, or modulo 2^32 ('narrow'). No number occurs twice: last * step is smaller than the
 * modulus. Each result holds exactly the numbers that the operation makes of those it is given.
 */
#ifndef SHIM_ELF_CODE_PROGRESSION_H
#define SHIM_ELF_CODE_PROGRESSION_H

#include <stdbool.h>
#include <stdint.h>

struct progression {
	uint64_t base;
	uint64_t step; /* 0: the numbers are not known */
	uint64_t last; /* index of the last number */
	bool narrow;
};

/* 0 to 2^bits - 1; bits is 1 to 64. */
struct progression progression_full(unsigned bits);
struct progression progression_of(uint64_t number);

bool progression_is_known(struct progression a);
/* One number, progression_first(), and no more? */
bool progression_is_single(struct progression a);
uint64_t progression_first(struct progression a);
/* The least and the greatest number; false when the set is not known or goes round the modulus. */
bool progression_range(struct progression a, uint64_t *least, uint64_t *greatest);
bool progression_has(struct progression a, uint64_t number);

/* The same numbers modulo 2^64; the low 32 bits, modulo 2^32. The result is not known where it is
 * no progression, here and below. */
struct progression progression_widen(struct progression a);
struct progression progression_narrow(struct progression a);

/* Operations with a constant, within the modulus of 'a'. */
struct progression progression_add(struct progression a, uint64_t number);
struct progression progression_negate(struct progression a);
struct progression progression_multiply(struct progression a, uint64_t number);
struct progression progression_divide(struct progression a, uint64_t number);    /* not by 0 */
struct progression progression_remainder(struct progression a, uint64_t number); /* not by 0 */
struct progression progression_and(struct progression a, uint64_t mask);
/* To 64 bits, from fewer. */
struct progression progression_sign_extend(struct progression a, unsigned bits);

/* The part in the interval from 'first' up to 'end', which goes round the modulus of 'a' where end
 * < first. Returns in how many pieces (0 to 2), the pieces in 'pieces'. */
unsigned progression_cut(struct progression a, uint64_t first, uint64_t end,
			 struct progression pieces[2]);

#endif
