/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A set of names. It keeps the order in which they were added. */
#ifndef SHIM_BASE_NAMES_H
#define SHIM_BASE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct names {
	char **at; /* owned strings */
	size_t count;
	size_t room;
	uint32_t *slots; /* hash table: index in 'at' plus 1, or 0 for a free slot */
	size_t slot_count;
};

/* Adds a copy of name[0..len). Returns false if the set already holds it. */
bool names_add(struct names *names, const char *name, size_t len);
bool names_has(const struct names *names, const char *name);
void names_release(struct names *names);

#endif
