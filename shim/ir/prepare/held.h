/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_HELD_H
#define SHIM_IR_PREPARE_HELD_H

#include <stdbool.h>

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Gives back, before the panics of programs end them, what the program holds there on every way:
 * the kernel refuses a program that may end with it. 'is_late': before each 'unreachable' instead,
 * as checks for the verifier alone have it; what nothing gives back is left there. Returns how many
 * ends do so; -1 after reporting what cannot be given back. */
int held_give_back(struct ir *ir, LLVMModuleRef module, bool is_late);

#endif
