/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Comparisons of what a saturating difference is made of. */
#ifndef SHIM_IR_LOWER_SATURATED_COMPARES_H
#define SHIM_IR_LOWER_SATURATED_COMPARES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* LLVM compares "x" with 16 in place of "x.saturating_sub(15)" with 1. The verifier then knows
 * nothing new of the difference, a length that must not be 0. Compares the difference again where
 * nothing else is made of the number. Before code generation only: LLVM would change it back.
 * Returns the number of places. */
int saturated_compares_restore(struct ir *ir, LLVMModuleRef module);

#endif
