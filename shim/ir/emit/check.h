/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_EMIT_CHECK_H
#define SHIM_IR_EMIT_CHECK_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Reports, each with its source line, all that BPF has no code for: calls that are left, symbols
 * that nothing defines, floating point, endless loops. 0 or -1. */
int emit_check(struct ir *ir, LLVMModuleRef module);

#endif
