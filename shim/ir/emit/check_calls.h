/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Calls and signatures that BPF has nothing for. Code generation passes over some of them, ends the
 * process over others, and names no line.
 */
#ifndef SHIM_IR_EMIT_CHECK_CALLS_H
#define SHIM_IR_EMIT_CHECK_CALLS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Each reports what is wrong, if anything. */
void emit_check_intrinsic(LLVMValueRef call, LLVMValueRef callee);
void emit_check_helper_call(LLVMTargetDataRef layout, LLVMValueRef call);
void emit_check_signature(const struct ir *ir, LLVMTargetDataRef layout, LLVMValueRef function);

#endif
