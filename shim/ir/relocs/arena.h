/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_RELOCS_ARENA_H
#define SHIM_IR_RELOCS_ARENA_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Calls of target-spec/btf's function for pointers into arenas become casts between address spaces.
 * Returns how many there were. */
int arena_cast(struct ir *ir, LLVMModuleRef module);

#endif
