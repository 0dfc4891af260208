/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Which loops the verifier follows to their end. It walks a loop round by round, and stops when a
 * number that changes in each round meets its bound. A loop in which no number moves on every path
 * (decoding of text, chained iterators), or that ends by an equality with what it does not know,
 * goes on for ever for it, or runs off its object.
 */
#ifndef SHIM_IR_LOOPS_FOLLOWED_H
#define SHIM_IR_LOOPS_FOLLOWED_H

#include "ir/analysis/loop.h"
#include "ir/llvm/llvm.h"

bool loop_is_followed(const struct loop *loop);
/* The number of the function's first loop from 'number' on, as bound_loop() counts them, that is
 * not followed; false when there is none. */
bool loop_find_lost(LLVMValueRef function, unsigned *number);

#endif
