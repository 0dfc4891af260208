/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_INDIRECT_CALLS_H
#define SHIM_IR_LOWER_INDIRECT_CALLS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Calls through a pointer that is one of several known functions become direct
 *. */
int indirect_calls_lower(struct ir *ir, LLVMModuleRef module);

#endif
