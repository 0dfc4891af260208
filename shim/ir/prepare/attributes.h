/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_ATTRIBUTES_H
#define SHIM_IR_PREPARE_ATTRIBUTES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Host marks go, inlining becomes mandatory for all but entry points. */
int attributes_set(struct ir *ir, LLVMModuleRef module);

#endif
