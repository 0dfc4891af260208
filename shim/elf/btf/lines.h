/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Source locations of the object: the line table from .BTF.ext, and the locations of variables and
 * functions from the compiler's debug info, which BTF lacks.
 */
#ifndef SHIM_ELF_BTF_LINES_H
#define SHIM_ELF_BTF_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct line {
	const char *section; /* owned by the table, like 'file' */
	uint32_t offset;     /* where the line's first instruction is in the section, in bytes */
	const char *file;    /* relative if it is below the current directory */
	uint32_t line;       /* never 0: code without a line belongs to the line before it */
	uint32_t column;     /* 0: unknown */
};

/* A variable and its location, or a function and one location of its code. */
struct line_name {
	const char *name; /* a variable's symbol or a function's readable name; owned like 'file' */
	const char *file;
	uint32_t line;
	uint32_t column; /* 0 for a variable */
	/* Of a function: the symbol that its code is in, and what was inlined into each other there
	 * until this one, the outermost first, one a line; NULL: none. */
	const char *inside, *calls;
};

/* A variable on the stack. */
struct line_local {
	const char *function, *name; /* the function's symbol; owned like 'file' */
	const char *file;            /* NULL: unknown */
	uint32_t line;
	uint64_t bytes;
};

struct lines {
	struct line *at; /* sorted by section name, then offset */
	size_t count;
	struct line_name *variables, *functions;
	/* Lines that the linker has changed code of; the name is that of the change. */
	struct line_name *changes;
	struct line_local *locals;
	size_t variable_count, function_count, change_count, local_count;
	char **strings; /* owned: all strings of the table */
	size_t string_count;
};

/* Returns the line that an instruction belongs to, or NULL. In a function without lines, the result
 * may be a line of the function before it. */
const struct line *lines_find(const struct lines *lines, const char *section, uint32_t offset);
/* Returns the variable with this symbol, or NULL. */
const struct line_name *lines_variable(const struct lines *lines, const char *symbol);
/* Returns the name of the function that the line's code comes from, or NULL. */
const char *lines_function(const struct lines *lines, const struct line *line);
/* Returns the calls that were inlined into a function until there, or NULL. */
const char *lines_calls(const struct lines *lines, const char *inside, const struct line *line);
/* Adds a location. The file is as in debug info: absolute, or relative to the directory. */
void lines_add_variable(struct lines *lines, const char *directory, struct line_name variable);
void lines_add_function(struct lines *lines, const char *directory, struct line_name function);
/* Adds a line that was changed; 'whole': its path is kept whole, as the object is to have it. */
void lines_add_change(struct lines *lines, const char *directory, struct line_name change,
		      bool whole);
void lines_add_local(struct lines *lines, const char *directory, struct line_local local);
void lines_release(struct lines *lines);

#endif
