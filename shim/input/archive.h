/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Shared by the two files that read archives. Private to them. */
#ifndef SHIM_INPUT_ARCHIVE_H
#define SHIM_INPUT_ARCHIVE_H

#include <ar.h>

#include "input/input.h"

/* The members of one archive that became inputs. Member i is inputs->at[first + i]. */
struct archive {
	struct inputs *inputs;
	const char *path;
	const uint8_t *bytes;
	size_t first;
	int64_t *offsets; /* of the members' headers in the archive, ascending */
	char *table_name; /* owned; NULL: the archive has no BSD symbol table */
	const uint8_t *table;
	size_t table_size;
};

/* Removes a BSD long name from the front of the member's bytes and returns it in *name, which the
 * caller frees. Leaves a member with another kind of name alone. Returns 0, or -1 if the name is
 * longer than the member. */
int archive_bsd_name(const struct ar_hdr *header, const uint8_t **bytes, size_t *size, char **name);
/* True for the member name of a BSD symbol table. */
bool archive_is_bsd_table(const char *name);
/* Records that the member whose header is at this offset defines the symbol. */
typedef void (*archive_symbol_sink)(struct archive *ar, uint64_t offset, const char *symbol);
/* Calls 'add' for each symbol of the BSD symbol table. Returns 0, or -1 if the table is
 * malformed. */
int archive_read_bsd_table(struct archive *ar, archive_symbol_sink add);

#endif
