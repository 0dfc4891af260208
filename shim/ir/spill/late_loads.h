/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Loads in the blocks that use what they read. */
#ifndef SHIM_IR_SPILL_LATE_LOADS_H
#define SHIM_IR_SPILL_LATE_LOADS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Moves loads, and what is computed of one value and constants, behind the branches that do not
 * need them, but for functions of the plan's 'early'. Returns how many. */
int late_loads_place(struct ir *ir, LLVMModuleRef module);

#endif
