/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The control flow graph of an IR function as plain numbers. */
#ifndef SHIM_IR_ANALYSIS_CFG_H
#define SHIM_IR_ANALYSIS_CFG_H

#include "ir/llvm/llvm.h"

/* Private: the blocks that one dominates, by their numbers in preorder. */
struct cfg_span {
	size_t first; /* the block's own number */
	size_t size;  /* 0 for a block that the entry does not reach */
};

struct cfg {
	LLVMBasicBlockRef
		*blocks; /* owned array, in the function's order; blocks[0] is the entry */
	size_t count;
	struct cfg_slot *sorted; /* private: by address */
	size_t *idom;            /* private: cfg_idom() */
	struct cfg_span *spans;  /* private: cfg_dominates() */
	size_t *edges_to;        /* private: cfg_edges_to(), and the lists of sources behind it */
	size_t *sources;
};

void cfg_init(struct cfg *cfg, LLVMValueRef function);
void cfg_release(struct cfg *cfg);

/* Where the block stands in 'blocks'. */
size_t cfg_index(const struct cfg *cfg, LLVMBasicBlockRef block);

/* Finds an endless loop: a block in a cycle from which no return (and no other end) can be reached,
 * the first one that control meets. Returns false when there is none. The edges of 'function' that
 * close the loop are those to the found block from blocks that it reaches. */
bool cfg_find_endless(const struct cfg *cfg, size_t *header);

/* The number-th edge, counted from 0, that goes back to a block which is being walked, depth first:
 * the edge that closes a loop. False when there are fewer. */
bool cfg_back_edge(const struct cfg *cfg, unsigned number, size_t *latch, size_t *header);
/* True when the function has such an edge. */
bool cfg_has_loops(LLVMValueRef function);

/* Fills reached[0..count) with what can be reached from the block by one edge or more; the caller
 * frees. */
bool *cfg_reached_from(const struct cfg *cfg, size_t block);

/* How many edges lead to the block; computed and kept as the dominators are. */
size_t cfg_edges_to(struct cfg *cfg, size_t block);
/* The block that the number-th of these edges comes from. */
size_t cfg_source(struct cfg *cfg, size_t block, size_t number);
/* The immediate dominator of a block: the entry's is itself; CFG_NONE for a block that the entry
 * does not reach. Computed at the first call, and kept: the graph must not change after it. */
#define CFG_NONE SIZE_MAX
size_t cfg_idom(struct cfg *cfg, size_t block);
/* True when control comes to the block by one edge from its immediate dominator alone, but for
 * edges that go round a loop of which it is the header. */
bool cfg_has_one_way_in(struct cfg *cfg, size_t block);
/* True when every path from the entry to 'other' leads through the block. */
bool cfg_dominates(struct cfg *cfg, size_t block, size_t other);

#endif
