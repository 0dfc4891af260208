/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The line table: from an instruction to its source line. */
#include "elf/btf/lines.h"

#include <bsd/stdlib.h>
#include <linux/bpf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "elf/btf/btf.h"
#include "elf/image/image.h"

static int by_location(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int order = strcmp(x->section, y->section);
	return order ? order : (x->offset > y->offset) - (x->offset < y->offset);
}

/* Makes a path below the current directory relative, as rustc does. cargo runs compiler and linker
 * in the same directory. */
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

	lines->at = xcalloc(btf->line_info.count, sizeof(*lines->at));
	for (size_t i = 0; i < btf->line_info.count; i++) {
		const struct btf_ext_record *record = &btf->line_info.at[i];
		uint32_t number = BPF_LINE_INFO_LINE_NUM(record->line.line_col);
		if (!number)
			continue;
		if (!section || record->section != section_index) {
			section_index = record->section;
			section = keep_string(lines, image->sections[section_index].name);
		}
		const char *file = btf->strings.data + record->line.file_name_off;
		lines->at[lines->count++] =
			(struct line){.section = section,
				      .offset = record->offset,
				      .file = keep_string(lines, shorten(file, directory)),
				      .line = number,
				      .column = BPF_LINE_INFO_LINE_COL(record->line.line_col)};
	}
	free(directory);
	/* The sort is stable, because the last line of an instruction is the valid one. */
	if (lines->count)
		mergesort(lines->at, lines->count, sizeof(*lines->at), by_location);
}

const struct line *lines_find(const struct lines *lines, const char *section, uint32_t offset)
{
	const struct line wanted = {.section = section, .offset = offset};
	size_t low = 0, high = lines->count;

	/* Find the first line after the instruction; the one before it is the result. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (by_location(&lines->at[middle], &wanted) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || strcmp(lines->at[low - 1].section, section) != 0)
		return NULL;
	return &lines->at[low - 1];
}

/* Joins the paths as LLVM does for BTF (llvm/lib/Target/BPF/BTFDebug.cpp, addFile). */
static const char *keep_path(struct lines *lines, const char *directory, const char *file,
			     bool shortened)
{
	char *path =
		*file == '/' || !*directory ? xstrdup(file) : xasprintf("%s/%s", directory, file);
	char *here = shortened ? getcwd(NULL, 0) : NULL;
	const char *kept = keep_string(lines, shorten(path, here));
	free(here);
	free(path);
	return kept;
}

static struct line_name *add_name(struct lines *lines, struct line_name *names, size_t *count,
				  const char *directory, struct line_name name, bool shortened)
{
	name.file = keep_path(lines, directory, name.file, shortened);
	name.name = keep_string(lines, name.name);
	if (name.inside)
		name.inside = keep_string(lines, name.inside);
	if (name.calls)
		name.calls = keep_string(lines, name.calls);
	names = xreallocarray(names, *count + 1, sizeof(*names));
	names[(*count)++] = name;
	return names;
}

void lines_add_variable(struct lines *lines, const char *directory, struct line_name variable)
{
	lines->variables = add_name(lines, lines->variables, &lines->variable_count, directory,
				    variable, true);
}

void lines_add_function(struct lines *lines, const char *directory, struct line_name function)
{
	lines->functions = add_name(lines, lines->functions, &lines->function_count, directory,
				    function, true);
}

void lines_add_local(struct lines *lines, const char *directory, struct line_local local)
{
	if (local.file)
		local.file = keep_path(lines, directory, local.file, true);
	local.name = keep_string(lines, local.name);
	local.function = keep_string(lines, local.function);
	lines->locals =
		xreallocarray(lines->locals, lines->local_count + 1, sizeof(*lines->locals));
	lines->locals[lines->local_count++] = local;
}

void lines_add_change(struct lines *lines, const char *directory, struct line_name change,
		      bool whole)
{
	lines->changes =
		add_name(lines, lines->changes, &lines->change_count, directory, change, !whole);
}

const struct line_name *lines_variable(const struct lines *lines, const char *symbol)
{
	for (size_t i = 0; i < lines->variable_count; i++)
		if (strcmp(lines->variables[i].name, symbol) == 0)
			return &lines->variables[i];
	return NULL;
}

static bool ends_in(const char *path, const char *end)
{
	size_t length = strlen(path), rest = strlen(end);

	return length > rest && path[length - rest - 1] == '/' &&
	       strcmp(path + length - rest, end) == 0;
}

/* Paths are relative to the directory of the link, or to that of whoever reads the object. */
static bool same_file(const char *a, const char *b)
{
	return strcmp(a, b) == 0 || ends_in(a, b) || ends_in(b, a);
}

/* BTF keeps only the low bits of a column: compare those. */
static const struct line_name *find_function(const struct lines *lines, const struct line *line,
					     const char *inside)
{
	for (size_t i = 0; i < lines->function_count; i++) {
		const struct line_name *function = &lines->functions[i];
		if (function->line == line->line &&
		    BPF_LINE_INFO_LINE_COL(function->column) == line->column &&
		    same_file(function->file, line->file) &&
		    (!inside || strcmp(function->inside, inside) == 0))
			return function;
	}
	return NULL;
}

const char *lines_function(const struct lines *lines, const struct line *line)
{
	const struct line_name *function = find_function(lines, line, NULL);
	return function ? function->name : NULL;
}

const char *lines_calls(const struct lines *lines, const char *inside, const struct line *line)
{
	const struct line_name *function = find_function(lines, line, inside);
	return function ? function->calls : NULL;
}

void lines_release(struct lines *lines)
{
	for (size_t i = 0; i < lines->string_count; i++)
		free(lines->strings[i]);
	free(lines->strings);
	free(lines->at);
	free(lines->variables);
	free(lines->functions);
	free(lines->changes);
	free(lines->locals);
	*lines = (struct lines){0};
}
