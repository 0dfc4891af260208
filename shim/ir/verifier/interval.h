/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_INTERVAL_H
#define SHIM_IR_VERIFIER_INTERVAL_H

#include "ir/analysis/cfg.h"
#include "ir/llvm/llvm.h"
#include "ir/verifier/range.h"

/* The values, as signed numbers, that an integer has in the block where it is no poison. Unlike
 * what model.h derives it is what is true, not what the verifier knows: a remainder is smaller than
 * what is divided by. Takes no word of LLVM's that something does not wrap around. */
struct range interval_of(struct cfg *cfg, LLVMValueRef value, LLVMBasicBlockRef block);
/* The same on the edge from one block to the other. */
struct range interval_on_edge(struct cfg *cfg, LLVMValueRef value, size_t from, size_t to);

#endif
