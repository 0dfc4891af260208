/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Makes plans, and lowers them when the programs turn out too large. */
#ifndef SHIM_IR_LOWER_PLAN_H
#define SHIM_IR_LOWER_PLAN_H

#include "base/names.h"
#include "elf/code/program.h"
#include "ir/analysis/plan.h"
#include "kernel/profile.h"

/* The first plan: everything that pays. */
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

#endif
