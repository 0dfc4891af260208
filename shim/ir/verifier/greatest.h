/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_GREATEST_H
#define SHIM_IR_VERIFIER_GREATEST_H

#include <stdbool.h>
#include <stdint.h>

#include "ir/analysis/cfg.h"
#include "ir/llvm/llvm.h"

/* A number that the value never exceeds in the block where it is no poison, as an unsigned number;
 * UINT64_MAX when none is found. Unlike what model.h derives it is what is true, not what the
 * verifier knows: it takes LLVM's word that a subtraction does not wrap around. */
uint64_t greatest_of(struct cfg *cfg, LLVMValueRef value, LLVMBasicBlockRef block);
/* True when comparisons on the only way to the block say that the value is at least so large, as an
 * unsigned number. */
bool greatest_is_at_least(struct cfg *cfg, LLVMValueRef value, uint64_t number,
			  LLVMBasicBlockRef block);
/* True when a comparison on the only way to the block says that the value is not zero. */
bool greatest_is_never_zero(struct cfg *cfg, LLVMValueRef value, LLVMBasicBlockRef block);

/* True when the block is entered only where a branch has shown that 'a' is not greater than 'b', as
 * unsigned numbers; neither is poison there. */
bool is_entered_not_greater(struct cfg *cfg, LLVMValueRef a, LLVMValueRef b, size_t block);
/* The same of the block or one that dominates it. */
bool is_known_not_greater(struct cfg *cfg, LLVMValueRef a, LLVMValueRef b, size_t block);

#endif
