/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which functions are programs, and what else stays visible in the object. */
#ifndef SHIM_IR_MERGE_ENTRIES_H
#define SHIM_IR_MERGE_ENTRIES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Finds the entry points (exported functions with a section of their own) and gives everything that
 * is neither exported, nor kept by llvm.used, nor an entry point internal linkage. 0, or -1 after
 * reporting that there is no program. */
int entries_select(struct ir *ir, LLVMModuleRef module);

#endif
