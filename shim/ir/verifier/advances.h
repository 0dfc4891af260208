/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Pointers that are another one in each round of a loop. */
#ifndef SHIM_IR_VERIFIER_ADVANCES_H
#define SHIM_IR_VERIFIER_ADVANCES_H

#include "ir/analysis/loop.h"
#include "ir/llvm/llvm.h"

/* True when the pointer of an access in this block is another one in each round of the loop that
 * goes on, as long as it points into one variable. Where an inner loop moves it on, as well, it is
 * another one in each round of that, too, in all rounds of the outer one together: sets 'counts' to
 * the header of the loop whose rounds are meant. */
bool advances(const struct loop *loop, LLVMBasicBlockRef block, LLVMValueRef pointer,
	      size_t *counts);

/* True when each round of the loop adds to its header's phi, or each takes away, but not always as
 * much. */
bool advances_unevenly(const struct loop *loop, LLVMValueRef phi);

#endif
