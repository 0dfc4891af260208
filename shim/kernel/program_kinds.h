/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Kinds of programs, by the names that libbpf gives sections (src/libbpf.c, section_defs). */
#ifndef SHIM_KERNEL_PROGRAM_KINDS_H
#define SHIM_KERNEL_PROGRAM_KINDS_H

#include <stdbool.h>

struct program_kind {
	const char *name;
	bool extra;     /* may have "/..." after it */
	unsigned since; /* the first kernel that has it */
};

/* The kind that a section's name makes, or NULL. */
const struct program_kind *program_kind_find(const char *section);
/* The kind that is meant when the name, or what is before its last '/', is one slip from it; or
 * NULL. */
const struct program_kind *program_kind_near(const char *section);

#endif
