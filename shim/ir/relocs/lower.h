/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_RELOCS_LOWER_H
#define SHIM_IR_RELOCS_LOWER_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Lets LLVM make CO-RE relocations of its intrinsics: of those of the macros, and of those that
 * came with bitcode of C or of Rust. Before inlining, once in a process. Returns how many there
 * were, or -1 after reporting. */
int relocs_lower(struct ir *ir, LLVMModuleRef module);

#endif
