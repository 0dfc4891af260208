/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_COMPARED_ENDS_H
#define SHIM_IR_VERIFIER_COMPARED_ENDS_H

#include "ir/analysis/loop.h"
#include "ir/verifier/quirk.h"

/* Behind an outermost loop, the verifier forgets the numbers that the loop's exits are compared
 * with: equal to the count of the round that was the last one, they tell the ways out of the loop
 * apart. Adds no block. */
void ends_forget_behind(struct shaper *shaper, const struct loop *loop);

#endif
