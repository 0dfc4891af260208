/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Builds a bounds check before accesses. */
#ifndef SHIM_IR_VERIFIER_BOUNDS_CHECK_H
#define SHIM_IR_VERIFIER_BOUNDS_CHECK_H

#include "ir/llvm/llvm.h"
#include "ir/verifier/access.h"
#include "ir/verifier/model.h"
#include "ir/verifier/quirk.h"

/* Accesses of one block to one object, by the same terms and different offsets. */
struct bounds_check {
	struct access *accesses; /* in their order; the check comes before the first */
	size_t count;
	struct range room; /* the sums of the terms that keep all of them inside the object */
};

/* Splits the block before the first access, and gives all of them addresses of their own. */
void bounds_check_build(struct shaper *shaper, const struct bounds_check *check);

#endif
