/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loops that end when a counter is equal to its end, and begin with a round: were the two equal
 * before it, the loop would have no end. Rust checks that a slice is not empty before it walks over
 * one; of slices in a table, LLVM asks for the index instead of the length. The verifier does not
 * know that these are the same, and walks off the slice that is empty. Such a loop gets a check of
 * the length, which no program that ends ever fails.
 */
#ifndef SHIM_IR_LOOPS_FIRST_ROUNDS_H
#define SHIM_IR_LOOPS_FIRST_ROUNDS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* After cursors_to_offsets(), before exit_compares_order(). Returns the number of loops that have
 * got a check; a failed one leads to 'unreachable'. */
int first_rounds_check(struct ir *ir, LLVMModuleRef module);

#endif
