/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_DEBUG_TYPES_H
#define SHIM_IR_PREPARE_DEBUG_TYPES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Functions that debug info gives no type get one without a value. */
int debug_types_fix_functions(struct ir *ir, LLVMModuleRef module);

/* Rust's char becomes a number that BTF knows. */
int debug_types_fix_char(struct ir *ir, LLVMModuleRef module);

#endif
