/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_FORGOTTEN_ENDS_H
#define SHIM_IR_VERIFIER_FORGOTTEN_ENDS_H

#include "ir/analysis/loop.h"
#include "ir/verifier/quirk.h"

/* Forgets what the loop's numbers start with, and what ends it or loops inside of it, before it
 * begins. The loop has to end for the verifier without that. Moves the builder. */
void ends_forget(struct shaper *shaper, const struct loop *loop);

#endif
