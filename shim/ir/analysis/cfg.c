/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Control flow graphs: numbering and reachability. */
#include "ir/analysis/cfg.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/diag.h"

struct cfg_slot {
	LLVMBasicBlockRef block;
	size_t index;
};

static int compare_slots(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct cfg_slot *)a)->block;
	uintptr_t y = (uintptr_t)((const struct cfg_slot *)b)->block;
	return (x > y) - (x < y);
}

void cfg_init(struct cfg *cfg, LLVMValueRef function)
{
	*cfg = (struct cfg){.count = llvm.CountBasicBlocks(function)};
	cfg->blocks = xcalloc(cfg->count, sizeof(*cfg->blocks));
	cfg->sorted = xcalloc(cfg->count, sizeof(*cfg->sorted));
	LLVMBasicBlockRef block = llvm.GetFirstBasicBlock(function);
	for (size_t i = 0; i < cfg->count; i++, block = llvm.GetNextBasicBlock(block)) {
		cfg->blocks[i] = block;
		cfg->sorted[i] = (struct cfg_slot){.block = block, .index = i};
	}
	qsort(cfg->sorted, cfg->count, sizeof(*cfg->sorted), compare_slots);
}

void cfg_release(struct cfg *cfg)
{
	free(cfg->blocks);
	free(cfg->sorted);
	free(cfg->idom);
	free(cfg->spans);
	free(cfg->edges_to);
	free(cfg->sources);
	*cfg = (struct cfg){0};
}

size_t cfg_index(const struct cfg *cfg, LLVMBasicBlockRef block)
{
	const struct cfg_slot key = {.block = block};
	const struct cfg_slot *slot =
		bsearch(&key, cfg->sorted, cfg->count, sizeof(key), compare_slots);
	if (!slot)
		diag_bug("block of another function");
	return slot->index;
}

static unsigned successor_count(const struct cfg *cfg, size_t block)
{
	LLVMValueRef terminator = llvm.GetBasicBlockTerminator(cfg->blocks[block]);
	return terminator ? llvm.GetNumSuccessors(terminator) : 0;
}

static size_t successor(const struct cfg *cfg, size_t block, unsigned i)
{
	LLVMValueRef terminator = llvm.GetBasicBlockTerminator(cfg->blocks[block]);
	return cfg_index(cfg, llvm.GetSuccessor(terminator, i));
}

/* ends[i]: some block without successors can be reached from block i. Usually settled by the second
 * sweep, because blocks mostly stand before their successors. */
static bool *find_ends(const struct cfg *cfg)
{
	bool *ends = xcalloc(cfg->count, sizeof(*ends));
	bool changed = true;
	while (changed) {
		changed = false;
		for (size_t i = cfg->count; i-- > 0;) {
			unsigned count = successor_count(cfg, i);
			bool end = count == 0;
			for (unsigned s = 0; s < count && !end; s++)
				end = ends[successor(cfg, i, s)];
			if (end && !ends[i])
				ends[i] = changed = true;
		}
	}
	return ends;
}

/* Pushes the successors that were not seen before. */
static void push_successors(const struct cfg *cfg, size_t block, bool *seen, size_t *stack,
			    size_t *depth)
{
	for (unsigned s = successor_count(cfg, block); s-- > 0;) {
		size_t next = successor(cfg, block, s);
		if (seen[next])
			continue;
		seen[next] = true;
		stack[(*depth)++] = next;
	}
}

bool *cfg_reached_from(const struct cfg *cfg, size_t block)
{
	bool *reached = xcalloc(cfg->count, sizeof(*reached));
	size_t *stack = xcalloc(cfg->count, sizeof(*stack));
	size_t depth = 0;
	push_successors(cfg, block, reached, stack, &depth);
	while (depth)
		push_successors(cfg, stack[--depth], reached, stack, &depth);
	free(stack);
	return reached;
}

/* ---- dominators (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm) ---- */

struct order {
	size_t *blocks;   /* in postorder */
	size_t count;     /* of the blocks that the entry reaches */
	size_t *position; /* in 'blocks', by block */
};

/* Depth first, without recursion: programs have thousands of blocks in a row. */
static void find_postorder(const struct cfg *cfg, struct order *order)
{
	bool *seen = xcalloc(cfg->count, sizeof(*seen));
	unsigned *edge = xcalloc(cfg->count, sizeof(*edge));
	size_t *stack = xcalloc(cfg->count, sizeof(*stack));
	size_t depth = 0;

	seen[0] = true;
	stack[depth++] = 0;
	while (depth) {
		size_t block = stack[depth - 1];
		if (edge[block] == successor_count(cfg, block)) {
			order->position[block] = order->count;
			order->blocks[order->count++] = block;
			depth--;
			continue;
		}
		size_t next = successor(cfg, block, edge[block]++);
		if (!seen[next]) {
			seen[next] = true;
			stack[depth++] = next;
		}
	}
	free(seen);
	free(edge);
	free(stack);
}

static size_t intersect(const struct cfg *cfg, const struct order *order, size_t a, size_t b)
{
	while (a != b) {
		while (order->position[a] < order->position[b])
			a = cfg->idom[a];
		while (order->position[b] < order->position[a])
			b = cfg->idom[b];
	}
	return a;
}

/* Hands the dominators of a block on to its successors; true when one of them changed. */
static bool propagate(struct cfg *cfg, const struct order *order, size_t block)
{
	bool changed = false;
	for (unsigned s = successor_count(cfg, block); s-- > 0;) {
		size_t next = successor(cfg, block, s);
		size_t idom = cfg->idom[next] == CFG_NONE
				      ? block
				      : intersect(cfg, order, cfg->idom[next], block);
		if (next != 0 && idom != cfg->idom[next]) {
			cfg->idom[next] = idom;
			changed = true;
		}
	}
	return changed;
}

/* Numbers the tree of dominators in preorder: what a block dominates follows it. */
static void number_dominated(struct cfg *cfg, const struct order *order)
{
	size_t *next = xcalloc(cfg->count, sizeof(*next)); /* the number of its next child */
	cfg->spans = xcalloc(cfg->count, sizeof(*cfg->spans));
	for (size_t i = 0; i < order->count; i++) {
		size_t block = order->blocks[i];
		cfg->spans[block].size++;
		if (block != 0)
			cfg->spans[cfg->idom[block]].size += cfg->spans[block].size;
	}
	for (size_t i = order->count; i-- > 0;) {
		size_t block = order->blocks[i];
		if (block != 0) {
			cfg->spans[block].first = next[cfg->idom[block]];
			next[cfg->idom[block]] += cfg->spans[block].size;
		}
		next[block] = cfg->spans[block].first + 1;
	}
	free(next);
}

static void find_dominators(struct cfg *cfg)
{
	struct order order = {.blocks = xcalloc(cfg->count, sizeof(size_t)),
			      .position = xcalloc(cfg->count, sizeof(size_t))};
	bool changed = true;

	find_postorder(cfg, &order);
	cfg->idom = xcalloc(cfg->count, sizeof(*cfg->idom));
	for (size_t i = 1; i < cfg->count; i++)
		cfg->idom[i] = CFG_NONE;
	while (changed) {
		changed = false;
		for (size_t i = order.count; i-- > 0;)
			changed |= propagate(cfg, &order, order.blocks[i]);
	}
	number_dominated(cfg, &order);
	free(order.blocks);
	free(order.position);
}

/* edges_to[b] is where the sources of block b's edges start; they end where those of b + 1 do. */
static void find_edges(struct cfg *cfg)
{
	size_t *fill = xcalloc(cfg->count + 1, sizeof(*fill));
	cfg->edges_to = xcalloc(cfg->count + 1, sizeof(*cfg->edges_to));
	for (size_t i = 0; i < cfg->count; i++)
		for (unsigned s = successor_count(cfg, i); s-- > 0;)
			cfg->edges_to[successor(cfg, i, s) + 1]++;
	for (size_t i = 0; i < cfg->count; i++) {
		cfg->edges_to[i + 1] += cfg->edges_to[i];
		fill[i] = cfg->edges_to[i];
	}
	cfg->sources = xcalloc(cfg->edges_to[cfg->count], sizeof(*cfg->sources));
	for (size_t i = 0; i < cfg->count; i++)
		for (unsigned s = successor_count(cfg, i); s-- > 0;)
			cfg->sources[fill[successor(cfg, i, s)]++] = i;
	free(fill);
}

size_t cfg_edges_to(struct cfg *cfg, size_t block)
{
	if (!cfg->edges_to)
		find_edges(cfg);
	return cfg->edges_to[block + 1] - cfg->edges_to[block];
}

size_t cfg_source(struct cfg *cfg, size_t block, size_t number)
{
	if (!cfg->edges_to)
		find_edges(cfg);
	return cfg->sources[cfg->edges_to[block] + number];
}

size_t cfg_idom(struct cfg *cfg, size_t block)
{
	if (!cfg->idom)
		find_dominators(cfg);
	return cfg->idom[block];
}

bool cfg_dominates(struct cfg *cfg, size_t block, size_t other)
{
	if (cfg_idom(cfg, other) == CFG_NONE)
		return true; /* no path leads there */
	const struct cfg_span *span = &cfg->spans[block];
	return cfg->spans[other].first - span->first < span->size;
}

bool cfg_has_one_way_in(struct cfg *cfg, size_t block)
{
	size_t idom = cfg_idom(cfg, block);
	unsigned ways = 0;
	if (block == 0 || idom == CFG_NONE)
		return false;
	for (size_t i = 0; i < cfg_edges_to(cfg, block); i++) {
		size_t from = cfg_source(cfg, block, i);
		if (from == idom)
			ways++;
		else if (!cfg_dominates(cfg, block, from))
			return false;
	}
	return ways == 1;
}

static bool reaches_itself(const struct cfg *cfg, size_t block)
{
	bool *reached = cfg_reached_from(cfg, block);
	bool itself = reached[block];
	free(reached);
	return itself;
}

bool cfg_find_endless(const struct cfg *cfg, size_t *header)
{
	bool *ends = find_ends(cfg);
	bool *seen = xcalloc(cfg->count, sizeof(*seen));
	size_t *stack = xcalloc(cfg->count, sizeof(*stack));
	size_t depth = 0;
	bool found = false;

	seen[0] = true;
	stack[depth++] = 0;
	while (depth && !found) {
		size_t block = stack[--depth];
		if (!ends[block] && reaches_itself(cfg, block)) {
			*header = block;
			found = true;
		}
		push_successors(cfg, block, seen, stack, &depth);
	}
	free(ends);
	free(seen);
	free(stack);
	return found;
}

bool cfg_back_edge(const struct cfg *cfg, unsigned number, size_t *latch, size_t *header)
{
	enum {
		NEW,
		WALKED,
		LEFT
	} *state = xcalloc(cfg->count, sizeof(*state));
	unsigned *edge = xcalloc(cfg->count, sizeof(*edge)); /* next successor to look at */
	size_t *stack = xcalloc(cfg->count, sizeof(*stack));
	size_t depth = 0;
	bool found = false;

	state[0] = WALKED;
	stack[depth++] = 0;
	while (depth && !found) {
		size_t block = stack[depth - 1];
		if (edge[block] == successor_count(cfg, block)) {
			state[block] = LEFT;
			depth--;
			continue;
		}
		size_t next = successor(cfg, block, edge[block]++);
		if (state[next] == NEW) {
			state[next] = WALKED;
			stack[depth++] = next;
		} else if (state[next] == WALKED && number-- == 0) {
			*latch = block;
			*header = next;
			found = true;
		}
	}
	free(state);
	free(edge);
	free(stack);
	return found;
}

bool cfg_has_loops(LLVMValueRef function)
{
	struct cfg cfg;
	size_t latch, header;

	cfg_init(&cfg, function);
	bool any = cfg_back_edge(&cfg, 0, &latch, &header);
	cfg_release(&cfg);
	return any;
}
