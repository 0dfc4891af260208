/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Functions that the kernel verifies once, by themselves, and not at each call (--global). Programs
 * of type freplace may take their places, so that nothing is known of them where they are called.
 */
#ifndef SHIM_IR_MERGE_GLOBALS_H
#define SHIM_IR_MERGE_GLOBALS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Fills ir->globals, and ir->subprograms with them, and describes their arguments as C would: the
 * kernel goes by their BTF. Returns how many there are, or -1 after reporting what cannot be one.
 */
int globals_select(struct ir *ir, LLVMModuleRef module);

#endif
