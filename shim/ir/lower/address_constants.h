/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Constants that are made of the addresses of a variable in such a way that the address does not
 * matter: the length of a string as its end less its start. LLVM computes it where the two have the
 * same width, and leaves others to a linker, which BPF objects have none of.
 */
#ifndef SHIM_IR_LOWER_ADDRESS_CONSTANTS_H
#define SHIM_IR_LOWER_ADDRESS_CONSTANTS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Returns how many operands have become numbers. */
int address_constants_fold(struct ir *ir, LLVMModuleRef module);

#endif
