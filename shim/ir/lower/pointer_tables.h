/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_POINTER_TABLES_H
#define SHIM_IR_LOWER_POINTER_TABLES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* True for a constant that holds addresses. */
bool pointer_tables_is_one(LLVMValueRef value);
/* Loads from constant tables of addresses become choices among their elements.
 */
int pointer_tables_lower(struct ir *ir, LLVMModuleRef module);

#endif
