/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_STACK_INDEX_H
#define SHIM_IR_LOWER_STACK_INDEX_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Loads of pointers from the stack at variable places, or from one of several tables, become
 * choices among constant ones, as calls that lookup_inline() inlines; returns how many. */
int stack_pointers_lower(struct ir *ir, LLVMModuleRef module);
/* Accesses to the stack at variable places become choices among constant ones:
 * for kernels that want to know the place. 0 or -1 after reporting. */
int stack_index_lower(struct ir *ir, LLVMModuleRef module);

#endif
