/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From an instruction to its source line. */
#include "elf/btf/lines.h"

#include <bsd/stdlib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "elf/btf/btf.h"
#include "elf/image/image.h"

static int by_place(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int order = strcmp(x->section, y->section);
	return order ? order : (x->offset > y->offset) - (x->offset < y->offset);
}

/* rustc shows paths below the directory it runs in without that directory, and cargo runs both
 * compiler and linker in the same one. */
static const char *shorten(const char *path, const char *directory)
{
	size_t len = directory ? strlen(directory) : 0;

	if (len > 1 && strncmp(path, directory, len) == 0 && path[len] == '/')
		return path + len + 1;
	return path;
}

static const char *keep_string(struct lines *lines, const char *text)
{
	if (lines->string_count && strcmp(lines->strings[lines->string_count - 1], text) == 0)
		return lines->strings[lines->string_count - 1];
	lines->strings =
		xreallocarray(lines->strings, lines->string_count + 1, sizeof(*lines->strings));
	return lines->strings[lines->string_count++] = xstrdup(text);
}

void lines_take(struct lines *lines, const struct image *image, const struct btf *btf)
{
	char *directory = getcwd(NULL, 0);
	const char *section = NULL;
	uint32_t section_index = 0;

	lines->at = xcalloc(btf->lines.count, sizeof(*lines->at));
	for (size_t i = 0; i < btf->lines.count; i++) {
		const struct btf_place *place = &btf->lines.at[i];
		uint32_t number = place->rest[2] >> 10;
		if (!number)
			continue;
		if (!section || place->section != section_index) {
			section_index = place->section;
			section = keep_string(lines, image->sections[section_index].name);
		}
		const char *file = btf->strings.data + place->rest[0];
		lines->at[lines->count++] =
			(struct line){.section = section,
				      .offset = place->offset,
				      .file = keep_string(lines, shorten(file, directory)),
				      .line = number,
				      .column = place->rest[2] & 0x3ff};
	}
	free(directory);
	/* Of several lines of one instruction the last one in the table counts. */
	if (lines->count)
		mergesort(lines->at, lines->count, sizeof(*lines->at), by_place);
}

const struct line *lines_find(const struct lines *lines, const char *section, uint32_t offset)
{
	const struct line wanted = {.section = section, .offset = offset};
	size_t low = 0, high = lines->count;

	/* Ends behind the last line that is not after the wanted place. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (by_place(&lines->at[middle], &wanted) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || strcmp(lines->at[low - 1].section, section) != 0)
		return NULL;
	return &lines->at[low - 1];
}

/* As BTF's paths are made (llvm/lib/Target/BPF/BTFDebug.cpp, addFile). */
static const char *keep_path(struct lines *lines, const char *directory, const char *file)
{
	char *path =
		*file == '/' || !*directory ? xstrdup(file) : xasprintf("%s/%s", directory, file);
	char *here = getcwd(NULL, 0);
	const char *kept = keep_string(lines, shorten(path, here));
	free(here);
	free(path);
	return kept;
}

static struct line_name *add_name(struct lines *lines, struct line_name *names, size_t *count,
				  const char *directory, struct line_name name)
{
	name.file = keep_path(lines, directory, name.file);
	name.name = keep_string(lines, name.name);
	names = xreallocarray(names, *count + 1, sizeof(*names));
	names[(*count)++] = name;
	return names;
}

void lines_add_variable(struct lines *lines, const char *directory, struct line_name variable)
{
	lines->variables =
		add_name(lines, lines->variables, &lines->variable_count, directory, variable);
}

void lines_add_function(struct lines *lines, const char *directory, struct line_name function)
{
	lines->functions =
		add_name(lines, lines->functions, &lines->function_count, directory, function);
}

const struct line_name *lines_variable(const struct lines *lines, const char *symbol)
{
	for (size_t i = 0; i < lines->variable_count; i++)
		if (strcmp(lines->variables[i].name, symbol) == 0)
			return &lines->variables[i];
	return NULL;
}

/* BTF keeps the low bits of a column. */
const char *lines_function(const struct lines *lines, const struct line *line)
{
	for (size_t i = 0; i < lines->function_count; i++) {
		const struct line_name *function = &lines->functions[i];
		if (function->line == line->line && (function->column & 0x3ff) == line->column &&
		    strcmp(function->file, line->file) == 0)
			return function->name;
	}
	return NULL;
}

void lines_release(struct lines *lines)
{
	for (size_t i = 0; i < lines->string_count; i++)
		free(lines->strings[i]);
	free(lines->strings);
	free(lines->at);
	free(lines->variables);
	free(lines->functions);
	*lines = (struct lines){0};
}
