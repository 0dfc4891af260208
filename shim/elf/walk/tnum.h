/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Tristate numbers: of each bit of a number, whether it is 0, 1 or unknown. The verifier keeps one
 * for each scalar and each variable offset ("var_off" in its log).
 */
#ifndef SHIM_ELF_WALK_TNUM_H
#define SHIM_ELF_WALK_TNUM_H

#include <stdbool.h>
#include <stdint.h>

struct tnum {
	uint64_t value; /* the known bits; 0 where a bit is unknown */
	uint64_t mask;  /* 1 where a bit is unknown */
};

static inline struct tnum tnum_const(uint64_t value)
{
	return (struct tnum){.value = value};
}

static inline bool tnum_is_const(struct tnum a)
{
	return a.mask == 0;
}

/* The smallest tristate number that contains all numbers from 'low' to 'high'. */
struct tnum tnum_range(uint64_t low, uint64_t high);
struct tnum tnum_shift_left(struct tnum a, unsigned bits);
struct tnum tnum_shift_right(struct tnum a, unsigned bits);
/* Arithmetic shift of the low 'width' bits, 32 or 64. */
struct tnum tnum_shift_signed(struct tnum a, unsigned bits, unsigned width);
struct tnum tnum_add(struct tnum a, struct tnum b);
struct tnum tnum_sub(struct tnum a, struct tnum b);
struct tnum tnum_and(struct tnum a, struct tnum b);
struct tnum tnum_or(struct tnum a, struct tnum b);
struct tnum tnum_xor(struct tnum a, struct tnum b);
/* 'how': PRODUCT_* of kernel/verifier.h, or 0 for the first way. */
struct tnum tnum_mul(struct tnum a, struct tnum b, unsigned how);
/* What both say. The result is arbitrary if they contradict each other. */
struct tnum tnum_intersect(struct tnum a, struct tnum b);
/* True if some number is in both. */
bool tnum_overlap(struct tnum a, struct tnum b);
/* The low bytes; the bits above are 0. */
struct tnum tnum_low(struct tnum a, unsigned bytes);
/* The upper 32 bits of one, the lower 32 of the other. */
struct tnum tnum_join(struct tnum high, struct tnum low);
/* True if each number of 'part' is in 'whole'. */
bool tnum_contains(struct tnum whole, struct tnum part);

#endif
