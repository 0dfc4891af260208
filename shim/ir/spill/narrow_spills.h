/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_SPILL_NARROW_SPILLS_H
#define SHIM_IR_SPILL_NARROW_SPILLS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Small numbers that would be kept for long are kept in bytes of the stack: for
 * a function that needs too much of it even so. */
int narrow_spills_by_plan(struct ir *ir, LLVMModuleRef module);

#endif
