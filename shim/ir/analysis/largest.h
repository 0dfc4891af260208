/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How large a number can be. */
#ifndef SHIM_IR_ANALYSIS_LARGEST_H
#define SHIM_IR_ANALYSIS_LARGEST_H

#include <stdint.h>

#include "ir/analysis/cfg.h"
#include "ir/llvm/llvm.h"

/* The largest value that an integer of at most 64 bits can have in the block, as an unsigned
 * number: from how it is computed, and from the comparisons with constants on each way there.
 * All of its bits where nothing else is known. */
uint64_t largest_value(struct cfg *cfg, LLVMBasicBlockRef block, LLVMValueRef value);

#endif
