/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What the verifier knows about a number: known bits, signed and unsigned bounds, and from 5.7 on
 * the same for the low 32 bits (struct bpf_reg_state). Before, those are left unbounded.
 */
#ifndef SHIM_ELF_WALK_SCALAR_H
#define SHIM_ELF_WALK_SCALAR_H

#include <stdbool.h>
#include <stdint.h>

#include "elf/walk/tnum.h"
#include "kernel/verifier.h"

struct scalar {
	struct tnum bits;
	int64_t smin, smax;
	uint64_t umin, umax;
	int32_t smin32, smax32;
	uint32_t umin32, umax32;
};

struct scalar scalar_unknown(void);
struct scalar scalar_const(uint64_t value, const struct verifier *verifier);
/* Forgets the bounds, but not the bits. */
void scalar_unbound(struct scalar *scalar);
void scalar_unbound32(struct scalar *scalar);

/* Deduces each kind of bounds from the others (reg_bounds_sync). */
void scalar_sync(struct scalar *scalar, const struct verifier *verifier);
/* The same after arithmetic, where kernels before 5.7 deduce less. */
void scalar_settle(struct scalar *scalar, const struct verifier *verifier);

/* Deduces the bounds of the whole number from those of its low half, as kernels from 5.7 to 6.7 do
 * after a 32-bit comparison; and the other way. */
void scalar_take_low(struct scalar *scalar, const struct verifier *verifier);
void scalar_take_whole(struct scalar *scalar, const struct verifier *verifier);

/* Keeps the low bytes, 1 to 4 of them. */
void scalar_truncate(struct scalar *scalar, unsigned bytes, const struct verifier *verifier);
/* What a 32-bit operation leaves: the upper half is 0. */
void scalar_zero_extend(struct scalar *scalar);
/* Sign-extends the low bytes, 1, 2 or 4 of them. */
void scalar_sign_extend(struct scalar *scalar, unsigned bytes, const struct verifier *verifier);

static inline bool scalar_is_const(const struct scalar *scalar)
{
	return tnum_is_const(scalar->bits);
}
static inline bool scalar_is(const struct scalar *scalar, uint64_t value)
{
	return tnum_is_const(scalar->bits) && scalar->bits.value == value;
}
bool scalar_is_unknown(const struct scalar *scalar);
bool scalar_equal(const struct scalar *a, const struct scalar *b);
/* True if 'whole' contains all numbers that 'part' has. */
bool scalar_contains(const struct scalar *whole, const struct scalar *part);

/* Computes a = a operation b, where the operation is an ALU_* but no move, negation or swap. */
void scalar_compute(struct scalar *a, struct scalar b, unsigned operation, bool narrow,
		    const struct verifier *verifier);
/* Reverses the low bytes, 2, 4 or 8 of them, or only keeps them. */
void scalar_swap(struct scalar *a, unsigned bytes, bool reverses, const struct verifier *verifier);
/* Computes -a. */
void scalar_negate(struct scalar *a, bool narrow, const struct verifier *verifier);

#endif
