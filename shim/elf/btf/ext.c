/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reads the section .BTF.ext: where functions, lines and field accesses are. */
#include <bsd/stdlib.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"
#include "elf/image/image.h"

#define BTF_EXT_MAGIC 0xeb9f

/* One table of .BTF.ext while it is read. */
struct table {
	const struct image *image;
	const uint8_t *at;
	uint64_t left;
	uint32_t record_size; /* as the file says: newer LLVM may append fields */
	unsigned words;       /* of struct btf_place.rest that are used */
	bool relocated;
};

static int bad(const struct image *image, const char *what)
{
	return diag_error("%s: section '.BTF.ext' cannot be read: %s", image->name, what);
}

static uint32_t next_word(struct table *table)
{
	uint32_t word = image_get32(table->image, table->at);
	table->at += 4;
	table->left -= 4;
	return word;
}

/* The section of this name as it was in the file. */
static const struct image_section *find_section(const struct image *image, const char *name)
{
	for (size_t i = 1; i < image->section_count; i++)
		if (strcmp(image->sections[i].was, name) == 0 &&
		    section_is_code(&image->sections[i]))
			return &image->sections[i];
	return NULL;
}

static void read_record(struct table *table, const struct image_section *section,
			struct btf_places *places)
{
	struct btf_place place = {.offset = image_get32(table->image, table->at)};

	for (unsigned i = 0; i < table->words; i++)
		place.rest[i] = image_get32(table->image, table->at + 4 + (size_t)i * 4);
	table->at += table->record_size;
	table->left -= table->record_size;
	if (!section || !table->image->sections[section->into].keep)
		return;
	place.section = section->into;
	if (!table->relocated)
		place.offset += (uint32_t)section->moved;
	btf_add_place(places, place);
}

static int read_table(const struct btf *btf, struct table *table, struct btf_places *places)
{
	if (table->left == 0)
		return 0;
	if (table->left < 4)
		return bad(table->image, "a table has no record size");
	table->record_size = next_word(table);
	if (table->record_size < 4 + 4 * table->words || table->record_size % 4)
		return bad(table->image, "a table has an odd record size");
	while (table->left) {
		if (table->left < 8)
			return bad(table->image, "a table ends inside the head of a section");
		uint32_t name = next_word(table);
		uint32_t count = next_word(table);
		if (name >= btf->strings.size)
			return bad(table->image, "a section has no name");
		if (table->left / table->record_size < count)
			return bad(table->image, "a table has fewer records than it says");
		const struct image_section *section =
			find_section(table->image, btf_string(btf, name));
		for (uint32_t i = 0; i < count; i++)
			read_record(table, section, places);
	}
	return 0;
}

static int by_place(const void *a, const void *b)
{
	const struct btf_place *x = a, *y = b;
	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	if (x->offset != y->offset)
		return x->offset < y->offset ? -1 : 1;
	return 0;
}

/* A stable order: of several lines of one instruction the last one is to win. */
static void sort_places(struct btf_places *places)
{
	if (places->count)
		mergesort(places->at, places->count, sizeof(*places->at), by_place);
}

static int prove(const struct btf *btf, const struct image *image)
{
	for (size_t i = 0; i < btf->funcs.count; i++) {
		uint32_t id = btf->funcs.at[i].rest[0];
		if (id >= btf->type_count || btf_kind(&btf->types[id]) != BTF_FUNC)
			return bad(image, "a function's type is no function");
	}
	for (size_t i = 0; i < btf->lines.count; i++)
		if (btf->lines.at[i].rest[0] >= btf->strings.size ||
		    btf->lines.at[i].rest[1] >= btf->strings.size)
			return bad(image, "a line has no text");
	for (size_t i = 0; i < btf->cores.count; i++)
		if (btf->cores.at[i].rest[0] >= btf->type_count ||
		    btf->cores.at[i].rest[1] >= btf->strings.size)
			return bad(image, "a field access has no type");
	return 0;
}

static int read_tables(struct btf *btf, const struct image *image, const uint8_t *bytes,
		       uint64_t size, bool relocated)
{
	struct {
		struct btf_places *places;
		unsigned words;
	} tables[] = {{&btf->funcs, 1}, {&btf->lines, 3}, {&btf->cores, 3}};

	if (size < 8 || image_get16(image, bytes) != BTF_EXT_MAGIC || bytes[2] != 1)
		return bad(image, "its header is not that of version 1");
	uint64_t header = image_get32(image, bytes + 4);
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		uint64_t field = 8 + i * 8;
		if (header < field + 8 || size < field + 8)
			break; /* a header from before this table was thought of */
		uint64_t offset = header + image_get32(image, bytes + field);
		uint64_t length = image_get32(image, bytes + field + 4);
		if (offset + length > size)
			return bad(image, "a table reaches over its end");
		struct table table = {.image = image,
				      .at = bytes + offset,
				      .left = length,
				      .words = tables[i].words,
				      .relocated = relocated};
		if (read_table(btf, &table, tables[i].places))
			return -1;
		sort_places(tables[i].places);
	}
	return prove(btf, image);
}

int btf_ext_read(struct btf *btf, const struct image *image, struct image_section *section)
{
	uint8_t *bytes = image_relocated(image, section);
	int result = read_tables(btf, image, bytes, section->size, section->rel_count > 0);

	free(bytes);
	return result;
}
