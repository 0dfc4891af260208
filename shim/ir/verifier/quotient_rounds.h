/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_QUOTIENT_ROUNDS_H
#define SHIM_IR_VERIFIER_QUOTIENT_ROUNDS_H

#include <stdbool.h>
#include <stdint.h>

#include "ir/analysis/loop.h"

/* A number of the loop is divided by a constant in each round, perhaps more than once, and the loop
 * goes on only while it is not too small. A round with a number above *most there never is; the
 * first is number 0. */
bool quotient_rounds(const struct loop *loop, uint64_t *most);

#endif
