/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_SPILL_REMAT_H
#define SHIM_IR_SPILL_REMAT_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Loads whose values would be kept for long are done again at each use: for a
 * function that needs too much stack, as the last thing before code generation. */
int remat_by_plan(struct ir *ir, LLVMModuleRef module);

#endif
