/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Kinds of programs, by the section names that libbpf defines (src/libbpf.c, section_defs). */
#ifndef SHIM_KERNEL_PROGRAM_KINDS_H
#define SHIM_KERNEL_PROGRAM_KINDS_H

#include <stdbool.h>

struct program_kind {
	const char *name;
	bool extra;     /* "/..." may follow the name */
	unsigned since; /* first kernel that has the kind */
};

/* Returns the kind that the section's name selects, or NULL. */
const struct program_kind *program_kind_find(const char *section);
/* For a name that selects no kind: returns a kind whose name differs by one typing mistake from the
 * section's name or from its part before '/'. Returns NULL if no kind does. */
const struct program_kind *program_kind_near(const char *section);

#endif
