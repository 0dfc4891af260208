/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A tree of frames, and its picture. */
#include "page/flame.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

#define ROW 18
#define LETTER 6.6 /* the width of a letter of 11 units */

/* Weights of one picture add up to what the root weighs. */
#define ROOT 0

static size_t add_node(struct flame *flame, size_t parent, const char *name)
{
	if (flame->count == flame->room) {
		flame->room = flame->room ? flame->room * 2 : 64;
		flame->nodes = xreallocarray(flame->nodes, flame->room, sizeof(*flame->nodes));
	}
	size_t index = flame->count++;
	flame->nodes[index] = (struct flame_node){.name = xstrdup(name)};
	if (index == ROOT)
		return index;
	struct flame_node *above = &flame->nodes[parent];
	if (above->last_child)
		flame->nodes[above->last_child].next = index;
	else
		above->first_child = index;
	above->last_child = index;
	return index;
}

static size_t find_child(struct flame *flame, size_t parent, const char *name)
{
	size_t child = flame->nodes[parent].first_child;

	while (child && strcmp(flame->nodes[child].name, name) != 0)
		child = flame->nodes[child].next;
	return child ? child : add_node(flame, parent, name);
}

void flame_add(struct flame *flame, const char *const *path, size_t depth, uint64_t weight)
{
	size_t at = ROOT;

	if (!flame->count)
		add_node(flame, ROOT, "");
	flame->nodes[ROOT].weight += weight;
	for (size_t i = 0; i < depth; i++) {
		at = find_child(flame, at, path[i]);
		flame->nodes[at].weight += weight;
	}
}

void flame_release(struct flame *flame)
{
	for (size_t i = 0; i < flame->count; i++)
		free(flame->nodes[i].name);
	free(flame->nodes);
	*flame = (struct flame){0};
}

void flame_text(struct buf *out, const char *text, size_t length)
{
	while (length && *text) {
		unsigned char c = (unsigned char)*text;
		size_t size = text_sequence((const unsigned char *)text);
		if (strchr("<>&\"'", c))
			buf_printf(out, "&#%u;", c);
		else if (size > 1 && size <= length)
			buf_append(out, text, size);
		else if (c >= 0x80)
			buf_append(out, "\xef\xbf\xbd", 3); /* U+FFFD: names can be any bytes */
		else
			buf_append_byte(out, c < 0x20 || c == 0x7f ? '?' : c);
		size = size > 1 && size <= length ? size : 1;
		text += size;
		length -= size;
	}
}

/* What fits into a bar; letters of more than one byte stay whole. */
static size_t cut(const char *name, double width)
{
	size_t letters = width > 2 * LETTER ? (size_t)((width - LETTER) / LETTER) : 0;
	size_t length = strlen(name);

	if (length <= letters)
		return length;
	while (letters && ((unsigned char)name[letters] & 0xc0) == 0x80)
		letters--;
	return letters;
}

static void draw_bar(struct buf *out, const struct flame_node *node, const char *unit, double x,
		     unsigned row, double width)
{
	static const char *const colours[] = {"#e8895b", "#f0a35e", "#f4b266", "#f7c987"};
	size_t fits = cut(node->name, width);

	buf_printf(out, "<g><title>");
	flame_text(out, node->name, SIZE_MAX);
	buf_printf(out,
		   ", %" PRIu64 " %s</title><rect x=\"%.2f\" y=\"%u\" width=\"%.2f\" "
		   "height=\"%d\" fill=\"%s\" stroke=\"#fff\" stroke-width=\"0.5\"/>",
		   node->weight, unit, x, row * ROW, width, ROW - 1, colours[row % 4]);
	if (fits > 2) {
		buf_printf(out, "<text x=\"%.2f\" y=\"%u\">", x + 3, row * ROW + 13);
		flame_text(out, node->name, fits);
		buf_printf(out, "</text>");
	}
	buf_printf(out, "</g>\n");
}

/* A frame that is drawn, and where its next child begins. */
struct drawn {
	size_t child;
	double x;
};

/* The deepest path is as long as calls are inlined into each other: no recursion over it. */
static unsigned draw_all(const struct flame *flame, struct buf *out)
{
	const struct flame_node *nodes = flame->nodes;
	struct drawn *stack = xcalloc(flame->count, sizeof(*stack));
	double unit = (double)FLAME_WIDTH / (double)nodes[ROOT].weight;
	unsigned depth = 0, deepest = 0;

	stack[0] = (struct drawn){nodes[ROOT].first_child, 0};
	for (;;) {
		struct drawn *top = &stack[depth];
		if (!top->child) {
			if (!depth--)
				break;
			continue;
		}
		const struct flame_node *node = &nodes[top->child];
		double width = (double)node->weight * unit, x = top->x;
		draw_bar(out, node, flame->unit, x, depth, width);
		top->x += width;
		top->child = node->next;
		stack[++depth] = (struct drawn){node->first_child, x};
		if (depth > deepest)
			deepest = depth;
	}
	free(stack);
	return deepest;
}

unsigned flame_draw(const struct flame *flame, unsigned y, struct buf *out)
{
	struct buf bars = {0};

	if (!flame->count || !flame->nodes[ROOT].weight)
		return 0;
	unsigned height = draw_all(flame, &bars) * ROW;
	buf_printf(out,
		   "<svg xmlns=\"http://www.w3.org/2000/svg\" y=\"%u\" width=\"%d\" height=\"%u\" "
		   "viewBox=\"0 0 %d %u\" font-family=\"monospace\" font-size=\"11\">\n",
		   y, FLAME_WIDTH, height, FLAME_WIDTH, height);
	buf_append(out, bars.data, bars.size);
	buf_printf(out, "</svg>\n");
	buf_release(&bars);
	return height;
}
