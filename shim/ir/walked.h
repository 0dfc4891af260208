/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the chosen kernel's verifier says of the emitted object. */
#ifndef SHIM_IR_WALKED_H
#define SHIM_IR_WALKED_H

#include "elf/code/program.h"
#include "ir/analysis/plan.h"

/* Walks the programs of an emitted object as the profile's kernel does, or
 * the newest one, and adds to the plan what
 * makes the walk shorter, or shows what the verifier loses. Returns whether the plan has grown. */
bool walked_plan(struct plan *plan, const struct programs *programs, const struct profile *profile);

#endif
