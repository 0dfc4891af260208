/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The table of options: one row for each option that has an effect or is ignored on purpose.
 * Private to cli.
 *
 * Invariant: strcmp() sorts the rows by name. option_find() searches by bisection.
 */
#ifndef SHIM_CLI_OPTION_TABLE_H
#define SHIM_CLI_OPTION_TABLE_H

#include "cli/options.h"

enum spelling {
	ALONE,  /* --name */
	VALUE,  /* --name VALUE or --name=VALUE */
	JOINED, /* the rest of the argument is the value; it must not be empty */
	EITHER, /* the rest of the argument is the value; if it is empty, the next argument is */
};

enum dialect {
	ANY,
	SHIM,    /* only bpf-shim and bpf-linker know it: never pass it to the real linker */
	CC,      /* only a C compiler driver knows it: the caller believes that it runs one */
	CC_FLAG, /* like CC, but rustc does not send it by itself: warn that it is ignored */
};

struct option_row {
	const char *name;
	enum spelling spelling;
	enum dialect dialect;
	void (*set)(struct options *opts, const char *value); /* NULL: no effect */
	const char *value_name; /* the value's name in --help; NULL: not in --help */
	const char *text;       /* the text in --help, or why the option has no effect */
};

struct option_table {
	const struct option_row *rows;
	size_t count;
};

extern const struct option_table direct_options; /* arguments of the command line */
extern const struct option_table linker_options; /* options inside -Wl, and behind -Xlinker */

/* Returns the row that the argument belongs to, or NULL. Sets *value to the value inside the
 * argument, or to NULL if there is none. */
const struct option_row *option_find(const struct option_table *table, const char *arg,
				     const char **value);

#endif
