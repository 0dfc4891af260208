/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * From the object to its source: the line table that object.c takes out of .BTF.ext, and what the
 * compiler's debug info says of variables and functions, which BTF does not.
 */
#ifndef SHIM_ELF_BTF_LINES_H
#define SHIM_ELF_BTF_LINES_H

#include <stddef.h>
#include <stdint.h>

struct line {
	const char *section; /* owned by the table, like 'file' */
	uint32_t offset;     /* byte offset of the first instruction of this line in the section */
	const char *file;    /* relative to the current directory when it lies below it */
	uint32_t line;   /* never 0: what no source line is known for belongs to the line before */
	uint32_t column; /* 0: not known */
};

/* A variable and where it stands, or a function that has code on a line. */
struct line_name {
	const char *name; /* a symbol; or of a function, its readable name; owned like 'file' */
	const char *file;
	uint32_t line;
	uint32_t column; /* of the code; 0 for a variable */
};

struct lines {
	struct line *at; /* by section name, then ascending offset */
	size_t count;
	struct line_name *variables, *functions;
	size_t variable_count, function_count;
	char **strings; /* private: what 'at' points to */
	size_t string_count;
};

/* The line that an instruction belongs to, or NULL. It may begin before the function that the
 * instruction is in, when that one has no lines of its own. */
const struct line *lines_find(const struct lines *lines, const char *section, uint32_t offset);
/* The variable of this symbol, or NULL. */
const struct line_name *lines_variable(const struct lines *lines, const char *symbol);
/* The name of the function whose code stands there, or NULL. */
const char *lines_function(const struct lines *lines, const struct line *line);
/* Add one; the file is as in debug info, relative to the directory or not. */
void lines_add_variable(struct lines *lines, const char *directory, struct line_name variable);
void lines_add_function(struct lines *lines, const char *directory, struct line_name function);
void lines_release(struct lines *lines);

#endif
