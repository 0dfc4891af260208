/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Which programs have to do with less stack, or less code, and by what means. It starts empty, and
 * grows when an emitted program turns out too large.
 */
#ifndef SHIM_IR_SPILL_PLAN_H
#define SHIM_IR_SPILL_PLAN_H

#include "base/names.h"
#include "kernel/profile.h"

struct plan {
	struct names reload; /* load values again instead of keeping them */
	struct names narrow; /* keep small values in bytes of the stack */
};

void plan_release(struct plan *plan);

/* The next means for a function that needs too much stack; false when there is none. */
bool plan_save_stack(struct plan *plan, const char *name);
/* The same for a program with so many instructions and bytes of stack, where they are more than the
 * profile takes and that helps. */
bool plan_save_code(struct plan *plan, const char *name, size_t insns, size_t stack,
		    const struct profile *profile);

#endif
