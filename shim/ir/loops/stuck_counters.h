/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loops that halve a number until it is one (powers, digits of a number): were it zero, it would
 * stay so and the loop would have no end. LLVM knows that it is not; the verifier does not, and
 * follows the zero round and round. Such a loop gets a check for zero, which no program that ends
 * ever fails.
 */
#ifndef SHIM_IR_LOOPS_STUCK_COUNTERS_H
#define SHIM_IR_LOOPS_STUCK_COUNTERS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Returns the number of loops that have got a check; a failed one leads to 'unreachable'. */
int stuck_counters_check(struct ir *ir, LLVMModuleRef module);
/* The same for entry points that LLVM is going to optimise again: a failed check ends the program
 * as a panic does, so that it is kept. */
int stuck_counters_check_early(struct ir *ir, LLVMModuleRef module);

#endif
