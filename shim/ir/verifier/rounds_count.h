/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_ROUNDS_COUNT_H
#define SHIM_IR_VERIFIER_ROUNDS_COUNT_H

#include "ir/analysis/loop.h"
#include "ir/llvm/llvm.h"
#include "ir/verifier/quirk.h"

/* True when each round that goes on to the next one comes through the block. */
bool rounds_have(const struct loop *loop, size_t block);
/* The rounds before this one, an i64 that the loop counts from zero; built in its header. Sets
 * 'more', which is one more. Moves the builder. */
LLVMValueRef rounds_count(struct shaper *shaper, const struct loop *loop, LLVMValueRef *more);

#endif
