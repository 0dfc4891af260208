/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Strongly connected components (Tarjan: Depth-First Search and Linear Graph Algorithms). */
#include "ir/analysis/cycles.h"

#include <stdlib.h>

#include "base/alloc.h"

/* A walk against the edges, depth first: the components are the same. */
struct walk {
	struct cfg *cfg;
	size_t *number; /* by block, in the order of the walk, from 1; 0: not met yet */
	size_t *lowest; /* by block: the lowest number that is known to be in its component */
	size_t *edge;   /* by block: the next edge to look at */
	size_t *path;   /* the blocks that are being walked */
	size_t depth;
	size_t *open; /* the blocks whose component is not known yet */
	size_t open_count;
	size_t met;
	size_t *cycle; /* by block; CFG_NONE: not known yet */
};

static void enter(struct walk *walk, size_t block)
{
	walk->number[block] = walk->lowest[block] = ++walk->met;
	walk->path[walk->depth++] = block;
	walk->open[walk->open_count++] = block;
}

static void lower(struct walk *walk, size_t block, size_t number)
{
	if (number < walk->lowest[block])
		walk->lowest[block] = number;
}

/* The last block of the path has no more edges. */
static void leave(struct walk *walk)
{
	size_t block = walk->path[--walk->depth], last;
	if (walk->depth)
		lower(walk, walk->path[walk->depth - 1], walk->lowest[block]);
	if (walk->lowest[block] != walk->number[block])
		return;
	do {
		last = walk->open[--walk->open_count];
		walk->cycle[last] = block;
	} while (last != block);
}

static void walk_from(struct walk *walk, size_t start)
{
	enter(walk, start);
	while (walk->depth) {
		size_t block = walk->path[walk->depth - 1];
		if (walk->edge[block] == cfg_edges_to(walk->cfg, block)) {
			leave(walk);
			continue;
		}
		size_t next = cfg_source(walk->cfg, block, walk->edge[block]++);
		if (!walk->number[next])
			enter(walk, next);
		else if (walk->cycle[next] == CFG_NONE)
			lower(walk, block, walk->number[next]);
	}
}

size_t *cycles_find(struct cfg *cfg)
{
	struct walk walk = {
		.cfg = cfg,
		.number = xcalloc(cfg->count, sizeof(size_t)),
		.lowest = xcalloc(cfg->count, sizeof(size_t)),
		.edge = xcalloc(cfg->count, sizeof(size_t)),
		.path = xcalloc(cfg->count, sizeof(size_t)),
		.open = xcalloc(cfg->count, sizeof(size_t)),
		.cycle = xcalloc(cfg->count, sizeof(size_t)),
	};
	for (size_t i = 0; i < cfg->count; i++)
		walk.cycle[i] = CFG_NONE;
	for (size_t i = 0; i < cfg->count; i++) {
		if (!walk.number[i])
			walk_from(&walk, i);
	}
	free(walk.number);
	free(walk.lowest);
	free(walk.edge);
	free(walk.path);
	free(walk.open);
	return walk.cycle;
}
