/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The plan: how far to unroll the loops of each entry point, and what to do for small code. It
 * starts high and is lowered, entry by entry, when the emitted program turns out too large. Plain
 * data.
 */
#ifndef SHIM_IR_PLAN_H
#define SHIM_IR_PLAN_H

#include "base/buf.h"
#include "cli/profile.h"
#include "elf/program.h"

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

void plan_init(struct plan *plan, const struct names *entries, const struct profile *profile);
/* Lowers the plan of an entry point that needs too much stack; false when it is as low as it gets.
 */
bool plan_lower_deep(struct plan *plan, const char *name, const struct profile *profile);
/* Lowers the plan of an entry point that is too long for code generation to be worth trying
 * (branches reach 32767 instructions, and LLVM does not come back from one that does not); false
 * when it is as low as it gets. */
bool plan_lower_long(struct plan *plan, const char *name, size_t ir_instructions,
		     const struct profile *profile);
/* Lowers the plan of every entry point whose emitted program is larger than the profile likes
 * unrolled programs to be. Returns false when nothing was lowered: the emission stands. */
bool plan_lower_large(struct plan *plan, const struct programs *emitted,
		      const struct profile *profile);
void plan_release(struct plan *plan);

#endif
