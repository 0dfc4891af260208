/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What the verifier of a kernel knows about registers and how it prunes its search. One table has a
 * row for each kernel whose verifier differs from the one before it. The features of kernels are in
 * kernel/profile.h.
 */
#ifndef SHIM_KERNEL_VERIFIER_H
#define SHIM_KERNEL_VERIFIER_H

/* How a kernel multiplies tristate numbers: each way is more precise than the one before. */
enum {
	PRODUCT_BY_BITS = 1,
	PRODUCT_BY_UNIONS = 2,
};

/* How far a kernel follows where a precise scalar comes from. */
enum {
	PRECISION_ONE_FRAME = 1, /* gives up at calls of subprograms: all scalars become precise */
	PRECISION_ALL_FRAMES = 2,
};

/* Which states a kernel keeps to compare later ones with. */
enum {
	CHECKPOINT_SPARSELY = 1,   /* after two jumps and eight instructions, less often in loops */
	CHECKPOINT_LONG_PATHS = 2, /* and when the recorded path has more than 40 jumps */
};

struct verifier {
	unsigned kernel;     /* KERNEL(X, Y) of the row */
	unsigned walk_limit; /* instructions that it walks in one program */
	unsigned path_limit; /* branches that are left to follow later, at once */

	/* Numbers in registers: 0 or 1 unless the comment says more. */
	unsigned moves32;          /* a 32-bit move keeps bounds */
	unsigned arithmetic_shift; /* bounds survive an arithmetic shift by a constant */
	unsigned xor ;             /* bounds survive an exclusive or */
	unsigned negation;         /* and a negation */
	unsigned bounds32;         /* bounds of the low 32 bits */
	unsigned mixed_bounds;     /* 64-bit bounds are deduced from 32-bit ones, and back */
	unsigned crossing_bounds;  /* bounds that cross the sign are refined by the unsigned ones */
	unsigned unknown_operands; /* or, xor and products of two unknown numbers have bounds */
	unsigned bitwise_signs;    /* signed bounds of and, or, xor follow the unsigned ones */
	unsigned products;         /* products of numbers that may be negative have bounds */
	unsigned product_bits;     /* PRODUCT_* */
	unsigned forks;            /* masks by a sign are followed as all ones and as none */
	unsigned wrapped_sums;     /* sums that overflow in any case have bounds */
	unsigned swapped_bits;     /* a swap of bytes leaves known bits known */

	/* Comparisons. */
	unsigned predicts;           /* comparisons with a constant whose result is certain */
	unsigned predicts_registers; /* the same with a register that holds a constant */
	unsigned predicts_unequal;   /* numbers out of range are not equal */
	unsigned predicts_ranges;    /* comparisons with any register */
	unsigned tests_bits;         /* bits are known behind a test of them */
	unsigned refines_ranges;     /* bounds from comparisons of two unknown registers */
	unsigned compares_bits;      /* equality is excluded by known bits */
	unsigned equal_scalars;      /* copies of a scalar are refined with it */
	unsigned equal_scalars32;    /* 32-bit copies, too */
	unsigned linked_scalars;     /* and sums of a copy and a constant */

	/* The stack. */
	unsigned zero_slots;         /* zeroes stay zeroes */
	unsigned imprecise_zeroes;   /* and make no scalar precise */
	unsigned spilled_constants;  /* scalars in slots keep their bounds: constants, */
	unsigned spilled_bounds;     /* what has bounds, */
	unsigned spilled_narrow;     /* what has less than eight bytes, */
	unsigned spilled_any;        /* all, with their identity */
	unsigned spilled_immediates; /* constants that are stored without a register */
	unsigned keeps_bytes;  /* a write at an index leaves other bytes of its slot readable */
	unsigned narrow_fills; /* a part of a spilled scalar is loaded */
	unsigned reads_keep_spills; /* helpers that only read a slot leave it alone */
	unsigned unset_stack;       /* reads of the stack before any write */

	/* Memory. */
	unsigned readonly_values; /* loads from maps that are frozen are constants */
	unsigned map_arguments;   /* keys and values of helpers may lie in maps */
	unsigned certain_lookups; /* an array has the element of a constant key */

	/* The search. */
	unsigned live_misc;         /* slots without a spilled register have read marks, too */
	unsigned evicts;            /* states that rarely help are dropped */
	unsigned checkpoints;       /* CHECKPOINT_*; 0: at each jump, its target, and after calls */
	unsigned precision;         /* PRECISION_*; 0: all scalars are compared */
	unsigned forgets_precision; /* a checkpoint starts with imprecise scalars */
	unsigned recorded_slots;    /* precision follows spills through any pointer */
	unsigned checks_ids;        /* relations between scalars are compared */
	unsigned static_registers;  /* live registers are computed before the walk */
	unsigned few_prune_points;  /* states are not compared behind an unconditional jump */
	unsigned global_functions;  /* global functions are walked once, by themselves */
};

/* Returns what the kernel's verifier does: its row added to all rows before it. */
struct verifier verifier_for_kernel(unsigned kernel);

#endif
