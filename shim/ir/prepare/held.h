/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_HELD_H
#define SHIM_IR_PREPARE_HELD_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Gives back, before the panics of programs end them, what the program holds there on every way:
 * the kernel refuses a program that may end with it. Returns how many panics do so; -1 after
 * reporting what cannot be given back. */
int held_give_back(struct ir *ir, LLVMModuleRef module);

#endif
