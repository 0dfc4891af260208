/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Copies of functions. LLVM-C copies modules only; a program that has to be planned again would
 * cost a copy of all the others.
 */
#ifndef SHIM_IR_LLVM_CLONE_H
#define SHIM_IR_LLVM_CLONE_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* A copy of the function's body, in a function of its own that nothing refers to and no pass is to
 * see. Debug records of variables are not copied. */
LLVMValueRef clone_function(struct ir *ir, LLVMModuleRef module, LLVMValueRef function);
/* Gives the function the body of the copy in place of its own, and deletes the copy. */
void clone_restore(struct ir *ir, LLVMValueRef function, LLVMValueRef copy);
void clone_delete(struct ir *ir, LLVMValueRef copy);

#endif
