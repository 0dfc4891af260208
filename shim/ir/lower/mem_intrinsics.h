/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_MEM_INTRINSICS_H
#define SHIM_IR_LOWER_MEM_INTRINSICS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Memory intrinsics that the backend would turn into calls, and calls of memcpy and its kin, become
 * calls of our own bodies. */
int mem_intrinsics_lower(struct ir *ir, LLVMModuleRef module);

#endif
