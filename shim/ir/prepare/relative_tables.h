/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_RELATIVE_TABLES_H
#define SHIM_IR_PREPARE_RELATIVE_TABLES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Before any pass: tables of distances that llvm.load.relative reads become tables of addresses
 * again. */
int relative_tables_undo(struct ir *ir, LLVMModuleRef module);

#endif
