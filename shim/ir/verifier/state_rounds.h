/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_STATE_ROUNDS_H
#define SHIM_IR_VERIFIER_STATE_ROUNDS_H

#include <stdint.h>

#include "ir/analysis/loop.h"
#include "ir/llvm/llvm.h"

/* All that the loop does next follows from one number, of which each round says that it is small:
 * if the loop ends, then before that number comes again. So does what turns an array round in
 * cycles. A round with a number above *most is one of a loop without an end; the first is number
 * 0. Returns that number, a phi of the header, or NULL. */
LLVMValueRef state_rounds(const struct loop *loop, uint64_t *most);

#endif
