/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_KNOWN_DISTANCES_H
#define SHIM_IR_LOWER_KNOWN_DISTANCES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* The difference of two addresses that are an equal one and a constant each is a constant. LLVM
 * folds it only where the sums have no other use; the verifier knows nothing of the difference of
 * two pointers, and a loop that it ends would have no end. Returns the number of places. */
int known_distances_fold(struct ir *ir, LLVMModuleRef module);

#endif
