/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Names and arguments of helper functions. Their numbers are those of enum bpf_func_id. */
#ifndef SHIM_KERNEL_HELPER_TABLE_H
#define SHIM_KERNEL_HELPER_TABLE_H

#include <stdbool.h>

#define HELPER_PREFIX "bpf_" /* of the names in C */
#define HELPER_MAX_ARGUMENTS 5

enum helper_form {
	HELPER_PLAIN,
	HELPER_VARIADIC, /* takes more arguments than 'arguments', up to HELPER_MAX_ARGUMENTS */
	HELPER_VOID,     /* returns nothing */
};

struct helper {
	const char *name;   /* without the prefix */
	unsigned arguments; /* how many it takes */
	enum helper_form form;
};

/* Returns the helper with this number, or NULL. */
const struct helper *helper_by_number(unsigned number);
unsigned helper_number(const struct helper *helper);
/* Returns the helper that has this name in C, "bpf_ktime_get_ns", or NULL. */
const struct helper *helper_by_symbol(const char *symbol);
/* For a name that is none: returns a helper whose name differs by one typing mistake, with or
 * without its prefix, or begins with it. Returns NULL if no helper's does. */
const struct helper *helper_near_symbol(const char *symbol);

#endif
