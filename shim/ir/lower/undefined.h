/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Undefined values. Code generation gives 'undef' and 'poison' a register that nothing has written:
 * what happens to be in it may be a pointer, or nothing at all, and the verifier takes no operation
 * on either ("R4 !read_ok", "bitwise operator &= on pointer prohibited").
 */
#ifndef SHIM_IR_LOWER_UNDEFINED_H
#define SHIM_IR_LOWER_UNDEFINED_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Makes each undefined operand zero. Returns how many there were. */
int undefined_replace(struct ir *ir, LLVMModuleRef module);

#endif
