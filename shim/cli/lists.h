/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The files that the words name instead of standing on the command line themselves. */
#ifndef SHIM_CLI_LISTS_H
#define SHIM_CLI_LISTS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/names.h"

/* Reads a file of text, as file_read() does: NULL, or why it cannot be read. */
const char *list_read_text(const char *path, struct buf *text);

/* Takes the next word out of a response file's text, which is changed in place: NULL at the end,
 * else the word, and *cursor behind it. rustc's format: one word a line, a backslash before '\' and
 * ' ' (rustc_codegen_ssa/src/back/link.rs, Escape). */
char *list_next_response_word(char **cursor);

/* One symbol a line (rustc's TMP/symbols). */
void list_add_symbols(struct names *exports, char *text);
/* The names that a version script declares global. */
void list_add_version_script(struct names *exports, char *text);
/* Names with commas between them. */
void list_add_comma_list(struct names *exports, const char *text);

#endif
