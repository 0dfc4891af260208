/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_RELOCS_EXPAND_H
#define SHIM_IR_RELOCS_EXPAND_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Makes LLVM's intrinsics of all that the macros of target-spec/btf ask for. Returns how many;
 * errors are counted. Before functions are selected that stay functions: those of the macros do
 * not. */
int relocs_expand(struct ir *ir, LLVMModuleRef module);

#endif
