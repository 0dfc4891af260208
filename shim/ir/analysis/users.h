/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The instructions that refer to a value, also through constants, which may refer to each other in
 * a ring. */
#ifndef SHIM_IR_ANALYSIS_USERS_H
#define SHIM_IR_ANALYSIS_USERS_H

#include <stddef.h>

#include "ir/llvm/llvm.h"

struct users {
	LLVMValueRef *at; /* owned */
	size_t count;
};

/* Each once, at most 'most' of them. */
struct users users_find(LLVMValueRef value, size_t most);
void users_release(struct users *users);

/* One of them, or NULL. */
LLVMValueRef users_any(LLVMValueRef value);

#endif
