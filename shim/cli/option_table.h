/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The table of words: one row for each option that is understood, or accepted and ignored. Private
 * to the options room.
 *
 * Invariant: rows are sorted by name in strcmp() order (option_find() relies on it).
 */
#ifndef SHIM_CLI_OPTION_TABLE_H
#define SHIM_CLI_OPTION_TABLE_H

#include "cli/options.h"

enum spelling {
	ALONE,  /* --name */
	VALUE,  /* --name VALUE or --name=VALUE */
	JOINED, /* the rest of the word is the value, and there must be one */
	EITHER, /* the rest of the word is the value; if it is empty, the next word */
};

enum speaker {
	ANYONE,
	OURS,  /* no real linker knows it, so it is never passed on */
	CC,    /* its presence means that the caller thinks it talks to a C compiler driver */
	STRAY, /* the same, and rustc does not say it by itself: ignored with a warning */
};

struct option_row {
	const char *name;
	enum spelling spelling;
	enum speaker speaker;
	void (*set)(struct options *opts, const char *value); /* NULL: accepted without effect */
	const char *arg;  /* what the value is called in the help; NULL: not in the help */
	const char *text; /* the help, or why the word has no effect */
};

struct option_table {
	const struct option_row *rows;
	size_t count;
};

extern const struct option_table direct_options; /* words of the command line itself */
extern const struct option_table linker_options; /* words inside -Wl, */

/* The row that a word belongs to, or NULL. *value becomes its value where the word holds one, else
 * NULL. */
const struct option_row *option_find(const struct option_table *table, const char *word,
				     const char **value);

#endif
