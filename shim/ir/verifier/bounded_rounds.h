/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loops that end, though the verifier does not see that: it loses the bounds of a number of rounds
 * behind a remainder or a difference, and follows the loop round and round ("The sequence of 8193
 * jumps is too complex", "BPF program is too large"). Where arithmetic alone says that there cannot
 * be more than so many rounds, they are counted, and a check ends a round that there never is.
 * Where an atomic exchange is repeated until it succeeds, there may be more: then the check ends
 * the program as a panic does, since BPF has no loops without an end.
 */
#ifndef SHIM_IR_VERIFIER_BOUNDED_ROUNDS_H
#define SHIM_IR_VERIFIER_BOUNDED_ROUNDS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Returns the number of loops that count their rounds. */
int bounded_rounds_count(struct ir *ir, LLVMModuleRef module);

#endif
