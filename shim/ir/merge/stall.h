/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Recursion that has no end in sight. A turn that passes constants that were not passed before
 * comes nearer to an end, as a depth that is counted down does. Without one, an end may still
 * follow from the range of an argument, but only within a few calls: more of them, or loops nested
 * deeper, cost minutes, and no verifier follows them.
 */
#ifndef SHIM_IR_MERGE_STALL_H
#define SHIM_IR_MERGE_STALL_H

#include <stdbool.h>

#include "base/names.h"
#include "ir/llvm/context.h"
#include "ir/merge/recursion.h"

struct stall {
	struct names passed; /* the constants that calls have passed, each with its place */
};

/* Looks at the calls that the next turn would inline. Returns true if they are too many, or nested
 * too deep in loops, and pass no new constant. */
bool stall_found(struct stall *stall, const struct ir *ir, const struct recursion *recursion);
void stall_release(struct stall *stall);

#endif
