/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The section of lines that the linker has changed code of. */
#include "elf/btf/changes.h"

#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"

void changes_write(struct image *image, const struct lines *lines)
{
	struct buf text = {0};

	for (size_t i = 0; i < lines->change_count; i++) {
		const struct line_name *change = &lines->changes[i];
		buf_printf(&text, "%s %s:%u\n", change->name, change->file, change->line);
	}
	if (text.size)
		image_add(image, CHANGES_SECTION, SHT_PROGBITS, text.data, text.size);
	buf_release(&text);
}

/* "NAME FILE:LINE", which it takes apart. */
static bool read_change(char *row, struct line_name *change)
{
	char *space = strchr(row, ' ');
	char *colon = space ? strrchr(space, ':') : NULL;
	char *end;

	if (!colon || space == row || colon == space + 1)
		return false;
	*space = *colon = '\0';
	*change = (struct line_name){
		.name = row, .file = space + 1, .line = (uint32_t)strtoul(colon + 1, &end, 10)};
	return change->line && !*end;
}

void changes_read(const struct image *image, struct lines *lines)
{
	const struct image_section *section = &image->sections[image_find(image, CHANGES_SECTION)];
	struct line_name change;

	if (!section->data || section->type != SHT_PROGBITS)
		return;
	char *text = xstrndup((const char *)section->data, section->size);
	for (char *rest = text, *row; (row = strsep(&rest, "\n"));)
		if (read_change(row, &change))
			lines_add_change(lines, "", change, false);
	free(text);
}
