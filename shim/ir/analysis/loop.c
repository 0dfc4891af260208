/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Finds natural loops: back edges, and the blocks from which they are reached. */
#include "ir/analysis/loop.h"

#include <stdlib.h>

#include "base/alloc.h"

static void add_block(struct loop *loop, size_t block)
{
	if (loop->inside[block])
		return;
	loop->inside[block] = true;
	loop->blocks = xreallocarray(loop->blocks, loop->count + 1, sizeof(*loop->blocks));
	loop->blocks[loop->count++] = block;
}

/* Takes a block into the loop, and all that leads to it. */
static void collect(struct loop *loop, size_t block)
{
	size_t walked = loop->count;
	add_block(loop, block);
	for (; walked < loop->count; walked++) {
		size_t at = loop->blocks[walked];
		for (size_t i = 0; i < cfg_edges_to(loop->cfg, at); i++)
			add_block(loop, cfg_source(loop->cfg, at, i));
	}
}

static void count_exits(struct loop *loop)
{
	for (size_t i = 0; i < loop->count; i++) {
		LLVMBasicBlockRef block = loop->cfg->blocks[loop->blocks[i]];
		LLVMValueRef terminator = llvm.GetBasicBlockTerminator(block);
		for (unsigned s = 0; s < llvm.GetNumSuccessors(terminator); s++) {
			LLVMBasicBlockRef next = llvm.GetSuccessor(terminator, s);
			loop->exits += !loop->inside[cfg_index(loop->cfg, next)];
		}
	}
}

bool loop_init(struct loop *loop, struct cfg *cfg, size_t header)
{
	*loop = (struct loop){.cfg = cfg, .header = header};
	for (size_t i = 0; i < cfg_edges_to(cfg, header); i++) {
		size_t source = cfg_source(cfg, header, i);
		if (cfg_idom(cfg, source) == CFG_NONE || !cfg_dominates(cfg, header, source))
			continue;
		if (!loop->inside) {
			loop->inside = xcalloc(cfg->count, sizeof(*loop->inside));
			add_block(loop, header);
		}
		loop->latches++;
		collect(loop, source);
	}
	if (!loop->inside)
		return false;
	count_exits(loop);
	return true;
}

void loop_release(struct loop *loop)
{
	free(loop->inside);
	free(loop->blocks);
	*loop = (struct loop){0};
}

bool loop_is_invariant(const struct loop *loop, LLVMValueRef value)
{
	if (!llvm.IsAInstruction(value))
		return true;
	return !loop->inside[cfg_index(loop->cfg, llvm.GetInstructionParent(value))];
}
