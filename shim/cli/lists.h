/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Files that hold arguments or symbol names. */
#ifndef SHIM_CLI_LISTS_H
#define SHIM_CLI_LISTS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/names.h"

/* Reads a text file. Returns NULL, or the reason why it cannot be read. The caller releases 'text'
 * in both cases. */
const char *list_read_text(const char *path, struct buf *text);

/* Returns the next argument of a response file and moves *cursor behind it, or NULL at the end. The
 * text is changed in place. rustc writes one argument a line, with a backslash before '\' and ' '
 * (rustc_codegen_ssa/src/back/link.rs, Escape). */
char *list_next_response_arg(char **cursor);

/* Adds the symbols of an export list, one a line (rustc's TMP/symbols). */
void list_add_symbols(struct names *exports, char *text);
/* Adds the symbols that a version script declares global. */
void list_add_version_script(struct names *exports, char *text);
/* Adds the symbols of a comma-separated list. */
void list_add_comma_list(struct names *exports, const char *text);

#endif
