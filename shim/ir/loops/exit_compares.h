/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loops that end by an equality. LLVM makes "x != end" of "x > end" and of "x < end" where it knows
 * that x does not pass the end. The verifier does not know that: it follows values that x never
 * has, round and round ("infinite loop detected"), or off the end of an array. The comparison
 * becomes one of order again.
 */
#ifndef SHIM_IR_LOOPS_EXIT_COMPARES_H
#define SHIM_IR_LOOPS_EXIT_COMPARES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Returns the number of comparisons that have changed. */
int exit_compares_order(struct ir *ir, LLVMModuleRef module);

#endif
