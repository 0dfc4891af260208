/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Constant expressions whose value does not depend on the address of the variable in them, such as
 * the length of a string as its end less its start. LLVM folds those of one width. It leaves the
 * others to a linker's relocations, which BPF has none of.
 */
#ifndef SHIM_IR_LOWER_ADDRESS_CONSTANTS_H
#define SHIM_IR_LOWER_ADDRESS_CONSTANTS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Returns how many operands have become integer constants. */
int address_constants_fold(struct ir *ir, LLVMModuleRef module);

#endif
