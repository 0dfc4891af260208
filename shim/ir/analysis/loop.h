/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Natural loops (LLVM's LoopInfo). */
#ifndef SHIM_IR_ANALYSIS_LOOP_H
#define SHIM_IR_ANALYSIS_LOOP_H

#include "ir/analysis/cfg.h"
#include "ir/llvm/llvm.h"

struct loop {
	struct cfg *cfg; /* borrowed */
	size_t header;
	bool *inside;   /* by block; owned */
	size_t *blocks; /* those that are inside, the header first; owned */
	size_t count;
	unsigned latches; /* edges back to the header */
	unsigned exits;   /* edges that leave the loop */
};

/* The loop with this header; false when the block is none. Release it in both cases. */
bool loop_init(struct loop *loop, struct cfg *cfg, size_t header);
void loop_release(struct loop *loop);

/* True for what does not change while the loop runs: constants, arguments, and what is computed
 * outside of it. */
bool loop_is_invariant(const struct loop *loop, LLVMValueRef value);

#endif
