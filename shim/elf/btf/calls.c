/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The section of inlined calls and variables: rows of fields between tabs.
 *
 *     call FILE LINE COLUMN NAME INSIDE CALL...
 *     variable FILE LINE BYTES NAME FUNCTION
 *
 * FILE may be empty: unknown. Each CALL is a function that was inlined, the outermost first.
 */
#include "elf/btf/calls.h"

#include <inttypes.h>
#include <libelf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"

/* One that ends a row or a field would begin another. */
static void put_field(struct buf *out, const char *text)
{
	buf_append_byte(out, '\t');
	for (; text && *text; text++)
		buf_append_byte(out, *text == '\t' || *text == '\n' ? ' ' : *text);
}

/* The whole path: the same link in another directory writes the same bytes. */
static void put_file(struct buf *out, const char *file)
{
	char *here = file && *file != '/' ? getcwd(NULL, 0) : NULL;
	char *path = here ? xasprintf("%s/%s", here, file) : NULL;
	put_field(out, path ? path : file);
	free(path);
	free(here);
}

static void put_function(struct buf *out, const struct line_name *function)
{
	buf_printf(out, "call");
	put_file(out, function->file);
	buf_printf(out, "\t%u\t%u", function->line, function->column);
	put_field(out, function->name);
	put_field(out, function->inside);
	char *calls = function->calls ? xstrdup(function->calls) : NULL;
	for (char *rest = calls, *call; (call = strsep(&rest, "\n"));)
		put_field(out, call);
	free(calls);
	buf_append_byte(out, '\n');
}

static void put_local(struct buf *out, const struct line_local *local)
{
	buf_printf(out, "variable");
	put_file(out, local->file);
	buf_printf(out, "\t%u\t%" PRIu64, local->line, local->bytes);
	put_field(out, local->name);
	put_field(out, local->function);
	buf_append_byte(out, '\n');
}

void calls_write(struct image *image, const struct lines *lines)
{
	struct buf text = {0};

	for (size_t i = 0; i < lines->function_count; i++)
		put_function(&text, &lines->functions[i]);
	for (size_t i = 0; i < lines->local_count; i++)
		put_local(&text, &lines->locals[i]);
	if (text.size)
		image_add(image, CALLS_SECTION, SHT_PROGBITS, text.data, text.size);
	buf_release(&text);
}

static bool read_number(const char *text, uint64_t *number)
{
	char *end;

	*number = text ? strtoull(text, &end, 10) : 0;
	return text && *text && !*end;
}

static void read_row(struct lines *lines, char *row)
{
	const char *kind = strsep(&row, "\t"), *file = strsep(&row, "\t");
	uint64_t line, number;

	if (!read_number(strsep(&row, "\t"), &line) || !read_number(strsep(&row, "\t"), &number) ||
	    line > UINT32_MAX)
		return;
	const char *name = strsep(&row, "\t"), *inside = strsep(&row, "\t");
	if (!name || !inside)
		return;
	if (strcmp(kind, "call") == 0 && *file) {
		for (char *at = row; at && *at; at++)
			if (*at == '\t')
				*at = '\n';
		lines_add_function(lines, "",
				   (struct line_name){.name = name,
						      .file = file,
						      .line = (uint32_t)line,
						      .column = (uint32_t)number,
						      .inside = inside,
						      .calls = row});
	} else if (strcmp(kind, "variable") == 0) {
		lines_add_local(lines, "",
				(struct line_local){.function = inside,
						    .name = name,
						    .file = *file ? file : NULL,
						    .line = (uint32_t)line,
						    .bytes = number});
	}
}

void calls_read(const struct image *image, struct lines *lines)
{
	const struct image_section *section = &image->sections[image_find(image, CALLS_SECTION)];

	if (!section->data || section->type != SHT_PROGBITS)
		return;
	char *text = xstrndup((const char *)section->data, section->size);
	for (char *rest = text, *row; (row = strsep(&rest, "\n"));)
		read_row(lines, row);
	free(text);
}
