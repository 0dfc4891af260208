/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOOPS_ROUND_VALUE_H
#define SHIM_IR_LOOPS_ROUND_VALUE_H

#include "ir/llvm/llvm.h"

/* A counter, and the number with which a round begins. */
struct round {
	LLVMValueRef phi;
	uint64_t number;
};

/* The value, as an unsigned number, in such a round; false where it cannot be told. */
bool round_value(const struct round *round, LLVMValueRef value, uint64_t *number);

#endif
