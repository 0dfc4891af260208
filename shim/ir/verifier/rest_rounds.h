/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_REST_ROUNDS_H
#define SHIM_IR_VERIFIER_REST_ROUNDS_H

#include <stdbool.h>
#include <stdint.h>

#include "ir/analysis/loop.h"

/* The loop divides, in each round, what the round before divided by, and ends when nothing is left:
 * Euclid's algorithm. A round with a number above *most there never is; the first is number 0. */
bool rest_rounds(const struct loop *loop, uint64_t *most);

#endif
