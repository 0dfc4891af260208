/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The table of verifiers. A row holds what its kernel does beyond the row before it. Each entry
 * names the commit of Linux that brought it.
 */
#include "kernel/verifier.h"

#include <stddef.h>
#include <string.h>

#include "kernel/version.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct verifier rows[] = {
	{.kernel = KERNEL_OLDEST,
	 .walk_limit = 131072,                      /* BPF_COMPLEXITY_LIMIT_INSNS */
	 .path_limit = 1024},                       /* BPF_COMPLEXITY_LIMIT_STACK */
	{.kernel = KERNEL(4, 16), .zero_slots = 1}, /* cc2b14d51053 */
	{.kernel = KERNEL(4, 18),
	 .arithmetic_shift = 1, /* 9cbe1f5a32dc */
	 .map_arguments = 1},   /* d71962f3e627 */
	{.kernel = KERNEL(4, 20),
	 .moves32 = 1,                             /* e434b8cdf788 */
	 .predicts = 1},                           /* 4f7b3e82589e */
	{.kernel = KERNEL(5, 0), .live_misc = 1},  /* 19e2dbb7dd97 */
	{.kernel = KERNEL(5, 1), .tests_bits = 1}, /* verifier.c, is_branch_taken */
	{.kernel = KERNEL(5, 2),
	 .walk_limit = 1000000, /* c04c0d2b968a */
	 .path_limit = 8192,    /* BPF_COMPLEXITY_LIMIT_JMP_SEQ */
	 .evicts = 1},          /* 9f4686c41bdf */
	{.kernel = KERNEL(5, 3),
	 .checkpoints = CHECKPOINT_SPARSELY,             /* 2589726d12a1 */
	 .precision = PRECISION_ONE_FRAME,               /* b5dc0163d8fd */
	 .spilled_constants = 1,                         /* f7cf25b2026d */
	 .predicts_registers = 1},                       /* fb8d251ee2a6 */
	{.kernel = KERNEL(5, 5), .readonly_values = 1},  /* a23740ec43ba */
	{.kernel = KERNEL(5, 6), .global_functions = 1}, /* 51c39bb1d5d1 */
	{.kernel = KERNEL(5, 7), .bounds32 = 1},         /* 3f50f132d840 */
	{.kernel = KERNEL(5, 10),
	 .xor = 1,            /* 2921c90d4718 */
	 .equal_scalars = 1,  /* 75748837b7e5 */
	 .spilled_bounds = 1, /* 5689d49b71ad */
	 /* Of 5.16, 6.2 and 6.3; but the stable series have them, too. */
	 .spilled_narrow = 1,                                       /* 354e8f1970f8 */
	 .forgets_precision = 1,                                    /* f63181b6ae79 */
	 .unset_stack = 1},                                         /* 6715df8d5d24 */
	{.kernel = KERNEL(5, 15), .product_bits = PRODUCT_BY_BITS}, /* 05924717ac70 */
	{.kernel = KERNEL(6, 2),
	 .few_prune_points = 1,                            /* 618945fbed50 */
	 .predicts_unequal = 1},                           /* 13fbcee55706 */
	{.kernel = KERNEL(6, 4), .spilled_immediates = 1}, /* ecdf985d7615 */
	{.kernel = KERNEL(6, 5),
	 .precision = PRECISION_ALL_FRAMES, /* fde2a3882bd0 */
	 .checks_ids = 1,                   /* 1ffc85d9298e */
	 .equal_scalars32 = 1},             /* 3be49f79555e */
	{.kernel = KERNEL(6, 8),
	 .mixed_bounds = 1,     /* c51d5ad6543c */
	 .predicts_ranges = 1,  /* 96381879a370 */
	 .refines_ranges = 1,   /* 4621202adc5b */
	 .imprecise_zeroes = 1, /* e322f0bcb8d3 */
	 .recorded_slots = 1},  /* 41f6f64e6999 */
	{.kernel = KERNEL(6, 9),
	 .spilled_any = 1,   /* e67ddd9b1cff */
	 .narrow_fills = 1}, /* c1e6148cb4f8 */
	{.kernel = KERNEL(6, 10),
	 .unknown_operands = 1,                         /* 0922c78f592c */
	 .bitwise_signs = 1},                           /* 1f586614f3ff */
	{.kernel = KERNEL(6, 11), .linked_scalars = 1}, /* 98d7ca374ba4 */
	/* Forks are of 7.0, and crossing bounds of 6.18; but the stable series of 6.12 has them,
	   too. */
	{.kernel = KERNEL(6, 12),
	 .checkpoints = CHECKPOINT_LONG_PATHS, /* aa30eb3260b2 */
	 .keeps_bytes = 1,                     /* by trial: the series of 6.1 does not */
	 .crossing_bounds = 1,                 /* 00bf8d0c6c9b */
	 .forks = 1},                          /* bffacdb80b93 */
	{.kernel = KERNEL(6, 14),
	 .products = 1,                                   /* 9aa0ebde0014 */
	 .reads_keep_spills = 1,                          /* 37cce22dbd51 */
	 .certain_lookups = 1},                           /* d2102f2f5d75 */
	{.kernel = KERNEL(6, 15), .static_registers = 1}, /* 14c8552db644 */
	{.kernel = KERNEL(6, 17),
	 .negation = 1,      /* aced132599b3 */
	 .wrapped_sums = 1}, /* 7a998a731627 */
	{.kernel = KERNEL(6, 18),
	 .swapped_bits = 1,                  /* by trial: the stable series of 6.18 has it */
	 .compares_bits = 1,                 /* f41345f47fb2 */
	 .product_bits = PRODUCT_BY_UNIONS}, /* 1df7dad4d5c4 */
};

struct verifier verifier_for_kernel(unsigned kernel)
{
	struct verifier verifier = {0};

	for (size_t i = 0; i < COUNT(rows) && rows[i].kernel <= kernel; i++) {
		for (size_t at = 0; at < sizeof(verifier); at += sizeof(unsigned)) {
			unsigned value;
			memcpy(&value, (const char *)&rows[i] + at, sizeof(value));
			if (value)
				memcpy((char *)&verifier + at, &value, sizeof(value));
		}
	}
	return verifier;
}
