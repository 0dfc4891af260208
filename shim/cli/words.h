/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The table of words: one row for each option that is understood, or accepted and ignored. Private
 * to the options room.
 *
 * Invariant: rows are sorted by name in strcmp() order (words_find() relies on it).
 */
#ifndef SHIM_CLI_WORDS_H
#define SHIM_CLI_WORDS_H

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

struct word {
	const char *name;
	enum spelling spelling;
	enum speaker speaker;
	void (*take)(struct options *opts, const char *value); /* NULL: accepted without effect */
	const char *arg;  /* what the value is called in the help; NULL: not in the help */
	const char *text; /* the help, or why the word has no effect */
};

struct word_table {
	const struct word *rows;
	size_t count;
};

extern const struct word_table direct_words; /* words of the command line itself */
extern const struct word_table linker_words; /* words inside -Wl, */

/* The row that a word belongs to, or NULL. *value becomes its value where the word holds one, else
 * NULL. */
const struct word *words_find(const struct word_table *table, const char *word, const char **value);

/* --kernel, or BPF_SHIM_KERNEL where it is not given. */
void options_take_kernel(struct options *opts, const char *value);

/* Keeps a complaint for options_check() to make; 'help' is a literal, or NULL. */
void options_complain(struct options *opts, const char *help, const char *fmt, ...)
	PRINTF_LIKE(3, 4);

/* For options_check() to say; twice the same is said once. */
void options_warn(struct options *opts, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
