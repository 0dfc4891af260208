/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Accesses to memory, as the verifier sees them. */
#ifndef SHIM_IR_VERIFIER_ACCESS_H
#define SHIM_IR_VERIFIER_ACCESS_H

#include "ir/analysis/address.h"
#include "ir/llvm/llvm.h"

struct access {
	LLVMValueRef instruction;
	unsigned operand; /* of the instruction: the pointer */
	LLVMValueRef pointer;
	uint64_t size;          /* bytes */
	struct address address; /* the pointer alone, if it has more terms than that can hold */
};

/* A copy reads and writes. */
#define ACCESSES_OF_ONE 2

/* Fills in the accesses of one instruction; returns how many.
 * Copies and fills count when their size is constant. */
unsigned access_find(LLVMTargetDataRef layout, LLVMValueRef instruction,
		     struct access accesses[ACCESSES_OF_ONE]);

/* True when both are executed, or neither. 'a' does not come behind 'b' in the block. */
bool access_are_together(const struct access *a, const struct access *b);

/* True for a call that the program may not come back from (a tail call, assembly). */
bool access_may_end_program(LLVMValueRef instruction);

#endif
