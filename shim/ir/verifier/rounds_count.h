/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_ROUNDS_COUNT_H
#define SHIM_IR_VERIFIER_ROUNDS_COUNT_H

#include "ir/analysis/loop.h"
#include "ir/llvm/llvm.h"
#include "ir/verifier/quirk.h"

/* Counts the rounds of the loop, from zero: no program has time for 2^32 of them. */
bool rounds_is_counter(const struct loop *loop, LLVMValueRef value);
/* True when each round that goes on to the next one comes through the block. */
bool rounds_have(const struct loop *loop, size_t block);
/* The rounds before this one, an i64 that the loop counts from zero; built in its header. With an
 * outer loop, each of whose rounds comes through that header: those in all rounds of it. Sets
 * 'more', which is one more. Moves the builder. */
LLVMValueRef rounds_count(struct shaper *shaper, const struct loop *loop, const struct loop *outer,
			  LLVMValueRef *more);

#endif
