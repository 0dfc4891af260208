/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the verifier concludes from the comparison of two numbers. */
#ifndef SHIM_ELF_WALK_COMPARE_H
#define SHIM_ELF_WALK_COMPARE_H

#include "elf/walk/scalar.h"

enum outcome {
	EITHER_WAY = -1,
	NOT_TAKEN = 0,
	TAKEN = 1,
};

/* The operator JMP_* and its width. */
struct comparison {
	unsigned operator;
	bool narrow;
};

/* Tells whether the comparison is certain. */
enum outcome compare_predict(const struct scalar *a, const struct scalar *b,
			     struct comparison comparison, const struct verifier *verifier);
/* Refines both numbers by the result. */
void compare_refine(struct scalar *a, struct scalar *b, struct comparison comparison, bool taken,
		    const struct verifier *verifier);

#endif
