/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The plan: how far to unroll the loops of each entry point, and what to do for small code. It
 * starts high and is lowered, entry by entry, when the emitted program turns out too large. Plain
 * data.
 */
#ifndef SHIM_IR_ANALYSIS_PLAN_H
#define SHIM_IR_ANALYSIS_PLAN_H

#include <stdbool.h>
#include <stddef.h>

struct plan_entry {
	const char *name; /* borrowed */
	unsigned step;    /* private: position in the table of unroll limits */
	bool reload;      /* load values again instead of keeping them */
	bool narrow;      /* keep small values in bytes of the stack */
	unsigned unroll;  /* loops of at most so many rounds are unrolled; 0: none */
};

struct plan {
	struct plan_entry *at; /* one for each entry point, in their order */
	size_t count;
	bool in_order; /* code generation leaves instructions where they are: for all of them */
};

void plan_release(struct plan *plan);

#endif
