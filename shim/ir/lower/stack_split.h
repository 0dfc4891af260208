/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Accesses to the stack at a variable index, for stack_index_lower.c. */
#ifndef SHIM_IR_LOWER_STACK_SPLIT_H
#define SHIM_IR_LOWER_STACK_SPLIT_H

#include "ir/analysis/place.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* A variable of the function. */
bool stack_is_variable(LLVMValueRef value);
/* True when the pointer points into variables at a place that depends on an index. */
bool stack_find_indexed(struct places *places, LLVMValueRef pointer, struct place *place);
/* Of a load or a store: where, and what. */
LLVMValueRef stack_access_pointer(LLVMValueRef at);
LLVMTypeRef stack_access_type(LLVMValueRef at);

/* Accesses that are not aligned, copies and fills at such places of the variables that are meant
 * become several accesses that are; returns how many. */
int stack_split(struct ir *ir, LLVMModuleRef module, place_is_object is_variable);

#endif
