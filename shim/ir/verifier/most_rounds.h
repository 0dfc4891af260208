/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_MOST_ROUNDS_H
#define SHIM_IR_VERIFIER_MOST_ROUNDS_H

#include <stdbool.h>
#include <stdint.h>

#include "ir/analysis/loop.h"
#include "ir/llvm/llvm.h"
#include "ir/verifier/model.h"

/* True when the loop's header is never entered again after so many rounds, and the verifier sees no
 * such number. An exit that each round passes says how many: a comparison of a counter with what
 * does not change, or of a number that loses a bit in each round with zero; or Euclid's algorithm;
 * or a number that each round takes something off.
 * The first round is number 0; a round with a number above *most there never is. Of a loop that
 * repeats an atomic exchange until it succeeds, *most is how often that is to be tried. Where all
 * that the loop does follows from one number, *state is that, as its header has it; else NULL. */
bool most_rounds(struct model *model, const struct loop *loop, uint64_t *most, LLVMValueRef *state);
/* The same whether the verifier sees such a number or not, and never of a loop that is tried. */
bool most_rounds_in_truth(struct model *model, const struct loop *loop, uint64_t *most);

#endif
