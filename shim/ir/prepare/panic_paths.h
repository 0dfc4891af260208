/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_PANIC_PATHS_H
#define SHIM_IR_PREPARE_PANIC_PATHS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Functions that do nothing but panic, of which nobody sees a message, become a call of the panic
 * marker. For panic_mark_handler() to come first. Returns how many. */
int panic_paths_shorten(struct ir *ir, LLVMModuleRef module);

#endif
