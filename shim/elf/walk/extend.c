/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Numbers that are cut to fewer bytes and extended again. */
#include "elf/walk/scalar.h"

void scalar_truncate(struct scalar *scalar, unsigned bytes, const struct verifier *verifier)
{
	uint64_t low = (UINT64_C(1) << 8 * bytes) - 1;

	scalar->bits = tnum_low(scalar->bits, bytes);
	if ((scalar->umin & ~low) == (scalar->umax & ~low)) {
		scalar->umin &= low;
		scalar->umax &= low;
	} else {
		scalar->umin = 0;
		scalar->umax = low;
	}
	scalar->smin = (int64_t)scalar->umin;
	scalar->smax = (int64_t)scalar->umax;
	if (!verifier->bounds32)
		return;
	if (bytes < 4)
		scalar_unbound32(scalar);
	scalar_sync(scalar, verifier);
}

void scalar_zero_extend(struct scalar *scalar)
{
	bool is_positive = scalar->smin32 >= 0 && scalar->smax32 >= 0;

	scalar->bits = tnum_low(scalar->bits, 4);
	scalar->umin = scalar->umin32;
	scalar->umax = scalar->umax32;
	scalar->smin = is_positive ? scalar->smin32 : 0;
	scalar->smax = is_positive ? scalar->smax32 : (int64_t)UINT32_MAX;
}

static int64_t sign_extended(uint64_t value, unsigned bytes)
{
	unsigned above = 64 - 8 * bytes;

	return (int64_t)(value << above) >> above;
}

void scalar_sign_extend(struct scalar *scalar, unsigned bytes, const struct verifier *verifier)
{
	unsigned bits = 8 * bytes;

	if (scalar_is_const(scalar)) {
		*scalar =
			scalar_const((uint64_t)sign_extended(scalar->bits.value, bytes), verifier);
		return;
	}
	int64_t a = sign_extended((uint64_t)scalar->smin, bytes);
	int64_t b = sign_extended((uint64_t)scalar->smax, bytes);
	bool is_one_range = scalar->smin >> bits == scalar->smax >> bits && (a >= 0) == (b >= 0);
	*scalar = scalar_unknown();
	scalar->smin =
		is_one_range ? (a < b ? a : b) : sign_extended(UINT64_C(1) << (bits - 1), bytes);
	scalar->smax = is_one_range ? (a < b ? b : a) : (INT64_C(1) << (bits - 1)) - 1;
	if (is_one_range) {
		scalar->umin = (uint64_t)scalar->smin;
		scalar->umax = (uint64_t)scalar->smax;
		scalar->bits = tnum_range(scalar->umin, scalar->umax);
	}
	scalar->smin32 = (int32_t)scalar->smin;
	scalar->smax32 = (int32_t)scalar->smax;
	if (is_one_range) {
		scalar->umin32 = (uint32_t)scalar->umin;
		scalar->umax32 = (uint32_t)scalar->umax;
	}
}

void scalar_swap(struct scalar *a, unsigned bytes, bool reverses, const struct verifier *verifier)
{
	if (reverses) {
		unsigned above = 64 - 8 * bytes;
		a->bits.value = __builtin_bswap64(a->bits.value) >> above;
		a->bits.mask = __builtin_bswap64(a->bits.mask) >> above;
		scalar_unbound(a);
	}
	if (bytes < 8)
		scalar_truncate(a, bytes, verifier);
	else
		scalar_sync(a, verifier);
}
