/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What rewrites have in common: walks over the instructions and blocks of a module. */
#ifndef SHIM_IR_LLVM_REWRITE_H
#define SHIM_IR_LLVM_REWRITE_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Looks at one instruction, with the builder (and its debug location) before it. True when all its
 * uses have been given something else, so that it can go. */
typedef bool (*rewrite_instruction)(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
				    LLVMValueRef at);
/* Shows every instruction of the module to 'rewrite'; returns how many went. */
int rewrite_each(struct ir *ir, LLVMModuleRef module, rewrite_instruction rewrite);
/* Changes what is in one block; returns how many places. The builder's place is unspecified. */
typedef int (*rewrite_block)(LLVMBuilderRef builder, LLVMBasicBlockRef block);
/* Shows every block of the module to 'rewrite'; returns the sum. */
int rewrite_each_block(struct ir *ir, LLVMModuleRef module, rewrite_block rewrite);
/* Gives the uses of 'at' to 'value' and returns true; or false when there is no value. */
bool rewrite_replace(LLVMValueRef at, LLVMValueRef value);

#endif
