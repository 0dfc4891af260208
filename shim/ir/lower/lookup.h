/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A choice among many by a number: a function, always inlined, that compares the number and has a
 * piece of code for each choice. Code generation makes a search tree of it.
 */
#ifndef SHIM_IR_LOWER_LOOKUP_H
#define SHIM_IR_LOWER_LOOKUP_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

struct lookup {
	struct ir *ir;
	LLVMModuleRef module;
	LLVMTypeRef result;
	LLVMValueRef *args; /* of the call; the code of the choices sees them as parameters */
	unsigned arg_count;
	const uint64_t *numbers; /* one for each choice; any other number is the last one's */
	size_t count;
	/* Builds the code of a choice: its result, or NULL when the result is void. The
	 * parameters of 'function' are the args. */
	LLVMValueRef (*build)(void *data, LLVMBuilderRef builder, LLVMValueRef function,
			      size_t choice);
	void *data;
};

/* Calls the choice of 'number' (i64) where the builder stands, and gives its result. The call is
 * inlined by lookup_inline(). */
LLVMValueRef lookup_call(const struct lookup *lookup, LLVMBuilderRef builder, LLVMValueRef number);
/* Inlines all the lookups of a module. 0 or -1 after reporting. */
int lookup_inline(struct ir *ir, LLVMModuleRef module);

#endif
