/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_ATOMICS_H
#define SHIM_IR_LOWER_ATOMICS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Unordered and monotonic loads and stores become volatile ones. */
int atomics_lower(struct ir *ir, LLVMModuleRef module);

/* Atomic subtractions become additions, which LLVM 23 turns back when it optimises
 *. */
int atomics_lower_subtractions(struct ir *ir, LLVMModuleRef module);

#endif
