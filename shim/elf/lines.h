/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The line table that object.c takes out of .BTF.ext: from an instruction to its source. */
#ifndef SHIM_ELF_LINES_H
#define SHIM_ELF_LINES_H

#include <stddef.h>
#include <stdint.h>

struct line {
	const char *section; /* owned by the table, like 'file' */
	uint32_t offset;     /* byte offset of the first instruction of this line in the section */
	const char *file;
	uint32_t line, column;
};

struct lines {
	struct line *at; /* by section, then ascending offset */
	size_t count;
	struct names *strings; /* owns the strings */
};

/* The line that an instruction belongs to, or NULL. */
const struct line *lines_find(const struct lines *lines, const char *section, uint32_t offset);
void lines_release(struct lines *lines);

#endif
