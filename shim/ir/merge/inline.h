/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Everything becomes one function: its program. */
#ifndef SHIM_IR_MERGE_INLINE_H
#define SHIM_IR_MERGE_INLINE_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Turns invokes into calls: with panic=abort nothing unwinds, but core was compiled to. Returns how
 * many functions had a personality, or -1 after reporting. */
int inline_lower_invokes(struct ir *ir, LLVMModuleRef module);

/* Inlines everything into the entry points and subprograms, the panic handler last, and follows
 * recursion to its end. 0, or -1 after reporting: also recursion that has no end. */
int inline_program(struct ir *ir, LLVMModuleRef module);

/* Turns the panics in programs into returns, which give back what is held; subprograms that can
 * panic are inlined before that.
 * 0, or -1 after reporting. */
int inline_end_panics(struct ir *ir, LLVMModuleRef module);

#endif
