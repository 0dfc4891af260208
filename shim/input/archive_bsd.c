/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * BSD's and Apple's variants of the archive format, which libelf does not know: a long name
 * precedes the member's contents, and the symbol table is the member __.SYMDEF (LLVM
 * Object/Archive.cpp).
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "input/archive.h"

#define LONG_NAME "#1/"
#define TABLE "__.SYMDEF"
#define TABLE_64 "__.SYMDEF_64"

int archive_bsd_name(const struct ar_hdr *header, const uint8_t **bytes, size_t *size, char **name)
{
	char digits[sizeof(header->ar_name) - sizeof(LONG_NAME) + 2] = {0};

	memcpy(digits, header->ar_name + strlen(LONG_NAME), sizeof(digits) - 1);
	if (memcmp(header->ar_name, LONG_NAME, strlen(LONG_NAME)) != 0 || digits[0] < '0' ||
	    digits[0] > '9')
		return 0;
	unsigned long len = strtoul(digits, NULL, 10);
	if (len > *size)
		return -1;
	/* NUL bytes after the name pad it for alignment. */
	*name = xstrndup((const char *)*bytes, strnlen((const char *)*bytes, len));
	*bytes += len;
	*size -= len;
	return 0;
}

bool archive_is_bsd_table(const char *name)
{
	return text_starts_with(name, TABLE);
}

/* Reads an integer of 'width' bytes. The variants exist only for little-endian machines. */
static uint64_t number_at(const uint8_t *bytes, size_t width)
{
	uint64_t number = 0;
	for (size_t i = width; i-- > 0;)
		number = number << 8 | bytes[i];
	return number;
}

int archive_read_bsd_table(struct archive *ar, archive_symbol_sink add)
{
	const uint8_t *bytes = ar->table;
	size_t width = text_starts_with(ar->table_name, TABLE_64) ? 8 : 4;

	/* Layout: size of the entries, entries, size of the strings, strings. */
	if (ar->table_size < 2 * width)
		return -1;
	uint64_t entries_size = number_at(bytes, width);
	if (entries_size > ar->table_size - 2 * width || entries_size % (2 * width))
		return -1;
	const uint8_t *entries = bytes + width, *names = entries + entries_size + width;
	uint64_t names_size = number_at(names - width, width);
	if (names_size > ar->table_size - 2 * width - entries_size)
		return -1;

	for (uint64_t at = 0; at < entries_size; at += 2 * width) {
		uint64_t name = number_at(entries + at, width);
		if (name >= names_size || !memchr(names + name, '\0', names_size - name))
			return -1;
		add(ar, number_at(entries + at + width, width), (const char *)names + name);
	}
	return 0;
}
