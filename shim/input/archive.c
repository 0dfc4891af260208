/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Archives (rlibs): their members, and the symbols that the archive's symbol table assigns to each
 * member. */
#include "input/archive.h"

#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/names.h"
#include "base/text.h"
#include "input/read.h"

static void add_bad(const struct archive *ar, const char *wrong)
{
	input_set_bad(inputs_add(ar->inputs, xstrdup(ar->path), NULL, 0), "%s", wrong);
}

/* False for the symbol table "/", the long names "//" and rustc's metadata. Metadata is large and
 * holds no code, so its bytes are never read. */
static bool may_hold_code(const char *name)
{
	return name[0] != '/' && strcmp(name, "lib.rmeta") != 0;
}

static void remember_offset(struct archive *ar, int64_t offset)
{
	size_t count = ar->inputs->count - ar->first;
	ar->offsets = xreallocarray(ar->offsets, count, sizeof(*ar->offsets));
	ar->offsets[count - 1] = offset;
}

/* Returns the size in the member's header. libelf returns less if the file is truncated. */
static unsigned long long stated_size(const struct ar_hdr *header)
{
	char digits[sizeof(header->ar_size) + 1] = {0};
	memcpy(digits, header->ar_size, sizeof(header->ar_size));
	return strtoull(digits, NULL, 10);
}

static void add_code(struct archive *ar, int64_t offset, const char *name, const uint8_t *bytes,
		     size_t size)
{
	bool elf = bytes_are_elf(bytes, size), nested = bytes_are_archive(bytes, size);
	if (!elf && !nested && !bytes_are_bitcode(bytes, size))
		return;

	char *whole_name = xasprintf("%s(%s)", ar->path, name);
	struct input *in = inputs_add(ar->inputs, whole_name, bytes, size);
	in->library = true;
	if (elf)
		input_read_elf(in);
	else if (nested)
		input_set_bad(in, "an archive inside an archive is not supported");
	else
		in->kind = INPUT_BITCODE;

	/* rustc's metadata can also be an ELF object without code. Its member name varies. */
	if (in->kind == INPUT_SYMBOLS)
		inputs_drop_last(ar->inputs);
	else
		remember_offset(ar, offset);
}

/* Returns -1 if the rest of the archive cannot be read. */
static int add_member(struct archive *ar, Elf *member)
{
	int64_t offset = elf_getaroff(member);
	const Elf_Arhdr *header = elf_getarhdr(member);
	const struct ar_hdr *stated = (const void *)(ar->bytes + offset);
	size_t size;
	const uint8_t *bytes = (const uint8_t *)elf_rawfile(member, &size);
	if (!header)
		return -1;
	if (!header->ar_name || !may_hold_code(header->ar_name))
		return 0;
	if (!bytes)
		return header->ar_size == 0 ? 0 : -1;
	if (size < stated_size(stated))
		return -1;

	char *long_name = NULL;
	if (archive_bsd_name(stated, &bytes, &size, &long_name) < 0)
		return -1;
	const char *name = long_name ? long_name : header->ar_name;
	if (archive_is_bsd_table(name) && !ar->table_name) {
		ar->table_name = xstrdup(name);
		ar->table = bytes;
		ar->table_size = size;
	} else if (may_hold_code(name)) {
		add_code(ar, offset, name, bytes, size);
	}
	free(long_name);
	return 0;
}

static int add_members(struct archive *ar, Elf *elf, size_t size)
{
	int64_t end = SARMAG;
	Elf *member;
	for (Elf_Cmd cmd = ELF_C_READ_MMAP; (member = elf_begin(-1, cmd, elf));) {
		int result = add_member(ar, member);
		if (result == 0)
			end = elf_getaroff(member) + (int64_t)sizeof(struct ar_hdr) +
			      elf_getarhdr(member)->ar_size;
		cmd = elf_next(member);
		elf_end(member);
		if (result < 0)
			return -1;
	}
	/* libelf ends the walk at a damaged header without an error. Compare where it ended with
	 * the archive's size; members start at even offsets. */
	return end + (end & 1) < (int64_t)size ? -1 : 0;
}

static struct input *member_at(const struct archive *ar, int64_t offset)
{
	size_t low = 0, count = ar->inputs->count - ar->first, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (ar->offsets[middle] < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && ar->offsets[low] == offset ? &ar->inputs->at[ar->first + low] : NULL;
}

static bool has_bitcode(const struct archive *ar)
{
	for (size_t i = ar->first; i < ar->inputs->count; i++)
		if (ar->inputs->at[i].kind == INPUT_BITCODE)
			return true;
	return false;
}

static void add_symbol(struct archive *ar, uint64_t offset, const char *symbol)
{
	struct input *in = member_at(ar, (int64_t)offset);
	if (in)
		names_add(&in->defines, symbol, strlen(symbol));
}

static int read_table(struct archive *ar, Elf *elf)
{
	size_t count;
	const Elf_Arsym *symbols = elf_getarsym(elf, &count);
	if (!symbols)
		return -1;
	/* libelf adds a terminating entry. */
	for (size_t i = 0; i + 1 < count; i++)
		add_symbol(ar, symbols[i].as_off, symbols[i].as_name);
	return 0;
}

static void read_symbol_table(struct archive *ar, Elf *elf)
{
	int err = ar->table_name ? archive_read_bsd_table(ar, add_symbol) : read_table(ar, elf);
	if (err && has_bitcode(ar))
		add_bad(ar, "archive without a symbol table, make one with 'llvm-ranlib'");
}

void inputs_read_archive(struct inputs *inputs, const char *path, const uint8_t *bytes, size_t size)
{
	struct archive ar = {
		.inputs = inputs, .path = path, .bytes = bytes, .first = inputs->count};

	/* libelf does not write here, but its prototype lacks const. */
	Elf *elf = elf_memory((char *)bytes, size);
	if (!elf || elf_kind(elf) != ELF_K_AR || add_members(&ar, elf, size) < 0)
		add_bad(&ar, "damaged archive");
	else
		read_symbol_table(&ar, elf);
	elf_end(elf);
	free(ar.offsets);
	free(ar.table_name);
}
