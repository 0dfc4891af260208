/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Comparisons of what a number is made of. */
#ifndef SHIM_IR_LOWER_DERIVED_COMPARES_H
#define SHIM_IR_LOWER_DERIVED_COMPARES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* LLVM compares "x" with 16 in place of "x.saturating_sub(15)" with 1, or "x" with 4096 in place of
 * "x >> 8" with 16. The verifier then learns nothing of the difference, or the part, that is a
 * length. Compares that again where nothing else is made of "x". Before code generation only: LLVM
 * would change it back. Returns the number of places. */
int derived_compares_restore(struct ir *ir, LLVMModuleRef module);

#endif
