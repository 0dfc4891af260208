/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The code of each line before a change, so that what the change has done to which line is known
 * without its help: none can forget to note it.
 */
#ifndef SHIM_IR_LLVM_SNAPSHOT_H
#define SHIM_IR_LLVM_SNAPSHOT_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

struct line_code {
	LLVMMetadataRef location; /* as the instructions have it */
	uint64_t code;            /* a sum over its instructions */
};

/* Release it with snapshot_release(). */
struct snapshot {
	struct line_code *at; /* ordered by location; owned */
	size_t count;
};

/* Of the functions that are worked on (ir->focus). Without debug info it is empty. */
void snapshot_take(struct snapshot *snapshot, const struct ir *ir, LLVMModuleRef module);
/* Notes each line whose code is another one since then as changed by 'change', a literal, and takes
 * the snapshot anew. */
void snapshot_note(struct snapshot *snapshot, struct ir *ir, LLVMModuleRef module,
		   const char *change);
void snapshot_release(struct snapshot *snapshot);

#endif
