/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Calls: what they call, and making another in the place of one. */
#ifndef SHIM_IR_LLVM_CALLS_H
#define SHIM_IR_LLVM_CALLS_H

#include <stdbool.h>

#include "ir/llvm/llvm.h"

enum call_memory {
	CALL_NO_MEMORY,
	CALL_COPY, /* llvm.memcpy: destination, source, length, whether it is volatile */
	CALL_MOVE, /* llvm.memmove: the same */
	CALL_FILL, /* llvm.memset: destination, byte, length, whether it is volatile */
};

/* Which of LLVM's memory intrinsics an instruction calls; those of atomic elements are none. */
enum call_memory call_memory(LLVMValueRef instruction);
/* Whether such a call is volatile. */
bool call_is_volatile(LLVMValueRef call);

/* Gives a fresh call with the same arguments the calling convention and the attributes of another.
 */
void call_become(LLVMValueRef fresh, LLVMValueRef other);
/* Drops what a call says of the alignment of an argument, counted from 0. */
void call_forget_alignment(LLVMValueRef call, unsigned argument);

#endif
