/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The line table that object.c takes out of .BTF.ext: from an instruction to its source. */
#ifndef SHIM_ELF_LINES_H
#define SHIM_ELF_LINES_H

#include <stddef.h>
#include <stdint.h>

struct line {
	const char *section; /* owned by the table, like 'file' */
	uint32_t offset;     /* byte offset of the first instruction of this line in the section */
	const char *file;    /* relative to the current directory when it lies below it */
	uint32_t line;   /* never 0: what no source line is known for belongs to the line before */
	uint32_t column; /* 0: not known */
};

struct lines {
	struct line *at; /* by section name, then ascending offset */
	size_t count;
	char **strings; /* private: what 'at' points to */
	size_t string_count;
};

/* The line that an instruction belongs to, or NULL. It may begin before the function that the
 * instruction is in, when that one has no lines of its own. */
const struct line *lines_find(const struct lines *lines, const char *section, uint32_t offset);
void lines_release(struct lines *lines);

#endif
