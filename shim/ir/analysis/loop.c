/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Finds natural loops: back edges, and the blocks from which they are reached. */
#include "ir/analysis/loop.h"

#include <stdlib.h>

#include "base/alloc.h"

/* Takes a block into the loop, and all that leads to it. */
static void collect(struct loop *loop, size_t block)
{
	size_t *stack = xcalloc(loop->cfg->count, sizeof(*stack));
	size_t depth = 0;

	if (!loop->inside[block]) {
		loop->inside[block] = true;
		stack[depth++] = block;
	}
	while (depth) {
		size_t at = stack[--depth];
		for (size_t i = 0; i < cfg_edges_to(loop->cfg, at); i++) {
			size_t source = cfg_source(loop->cfg, at, i);
			if (loop->inside[source])
				continue;
			loop->inside[source] = true;
			stack[depth++] = source;
		}
	}
	free(stack);
}

static void count_exits(struct loop *loop)
{
	for (size_t i = 0; i < loop->cfg->count; i++) {
		if (!loop->inside[i])
			continue;
		LLVMValueRef terminator = llvm.GetBasicBlockTerminator(loop->cfg->blocks[i]);
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
			loop->inside[header] = true;
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
	*loop = (struct loop){0};
}

bool loop_is_invariant(const struct loop *loop, LLVMValueRef value)
{
	if (!llvm.IsAInstruction(value))
		return true;
	return !loop->inside[cfg_index(loop->cfg, llvm.GetInstructionParent(value))];
}
