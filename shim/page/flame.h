/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A flame graph: what calls what, each as wide as it weighs. */
#ifndef SHIM_PAGE_FLAME_H
#define SHIM_PAGE_FLAME_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct flame_node {
	char *name; /* owned */
	uint64_t weight;
	size_t first_child, next; /* indices; 0: none */
	size_t last_child;
};

struct flame {
	struct flame_node *nodes; /* owned; the first one is no node of the picture */
	size_t count, room;
	const char *unit; /* what a weight counts: "instructions" */
};

/* Adds weight to a path from the outermost frame to the innermost. Names are copied. */
void flame_add(struct flame *flame, const char *const *path, size_t depth, uint64_t weight);
void flame_release(struct flame *flame);

/* Appends the picture as an SVG element, the outermost frame on top, that begins at 'y' of the one
 * around it. Returns its height. */
unsigned flame_draw(const struct flame *flame, unsigned y, struct buf *out);

#define FLAME_WIDTH 1200 /* of all pictures, in units that whoever shows them scales */

/* Appends text with what HTML and XML read otherwise written as numbers. */
void flame_text(struct buf *out, const char *text, size_t length);

#endif
