/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_PANIC_H
#define SHIM_IR_PREPARE_PANIC_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Ends of the panic handler, and llvm.trap, become calls of the panic marker. */
int panic_mark_handler(struct ir *ir, LLVMModuleRef module);

/* Once everything else has been inlined into the handler: its calls of itself and what loops were
 * inlined into it become marker calls, and it may be inlined, too. */
int panic_mark_inlined_handler(struct ir *ir, LLVMModuleRef module);

/* Marker calls in entry points become branches to one return block. */
int panic_return_at_markers(struct ir *ir, LLVMModuleRef module);

/* What is still 'unreachable' in an entry point returns like a panic. */
int panic_return_at_unreachable(struct ir *ir, LLVMModuleRef module);

#endif
