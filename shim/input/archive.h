/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How the two files that read archives work together. Private to them. */
#ifndef SHIM_INPUT_ARCHIVE_H
#define SHIM_INPUT_ARCHIVE_H

#include <ar.h>

#include "input/input.h"

/* The members of one archive that became inputs; positions in 'inputs' start at 'first'. */
struct archive {
	struct inputs *inputs;
	const char *path;
	const uint8_t *bytes;
	size_t first;
	int64_t *offsets; /* of the member headers in the archive, ascending */
	char *table_name; /* owned; NULL: the symbol table is not BSD's */
	const uint8_t *table;
	size_t table_size;
};

/* Takes a long name of BSD's kind, which the caller frees, off the front of a member's bytes; of
 * any other name, nothing. 0, or -1 when the name is longer than the member. */
int archive_bsd_name(const struct ar_hdr *header, const uint8_t **bytes, size_t *size, char **name);
/* True for the name of BSD's symbol table. */
bool archive_is_bsd_table(const char *name);
/* Takes note that the member whose header is at this offset defines the symbol. */
typedef void (*archive_symbol_sink)(struct archive *ar, uint64_t offset, const char *symbol);
/* Calls 'add' for each symbol of BSD's table; -1 when the table makes no sense. */
int archive_read_bsd_table(struct archive *ar, archive_symbol_sink add);

#endif
