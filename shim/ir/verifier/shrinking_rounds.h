/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_SHRINKING_ROUNDS_H
#define SHIM_IR_VERIFIER_SHRINKING_ROUNDS_H

#include <stdint.h>

#include "ir/analysis/loop.h"
#include "ir/llvm/llvm.h"

/* A number of the loop's header from which each round takes something off, without wrapping around,
 * as a walk over the options of a header does with what is left of them; NULL: there is none. No
 * round has a number above what that is at first, *most, counted from 0. Above 'limit' it is of no
 * interest. */
LLVMValueRef shrinking_rounds(const struct loop *loop, uint64_t limit, uint64_t *most);

#endif
