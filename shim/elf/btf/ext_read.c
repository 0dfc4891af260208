/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reads .BTF.ext: func_info, line_info and CO-RE relocations. */
#include <bsd/stdlib.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"
#include "elf/image/image.h"

#define BTF_EXT_MAGIC 0xeb9f

/* One table of .BTF.ext while it is parsed. */
struct table {
	const struct image *image;
	const uint8_t *at;
	uint64_t left;
	uint32_t record_size; /* from the file: a newer LLVM may append fields */
	unsigned words;       /* how many of struct btf_ext_record.words the table fills */
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

/* Finds a code section by its name in the input file. */
static const struct image_section *find_section(const struct image *image, const char *name)
{
	for (size_t i = 1; i < image->section_count; i++)
		if (strcmp(image->sections[i].input_name, name) == 0 &&
		    section_is_code(&image->sections[i]))
			return &image->sections[i];
	return NULL;
}

static void read_record(struct table *table, const struct image_section *section,
			struct btf_ext_info *info)
{
	struct btf_ext_record record = {.offset = image_get32(table->image, table->at)};

	for (unsigned i = 0; i < table->words; i++)
		record.words[i] = image_get32(table->image, table->at + 4 + (size_t)i * 4);
	table->at += table->record_size;
	table->left -= table->record_size;
	if (!section || !table->image->sections[section->output_section].keep)
		return;
	record.section = section->output_section;
	if (!table->relocated)
		record.offset += (uint32_t)section->output_offset;
	btf_add_ext_record(info, record);
}

static int read_table(const struct btf *btf, struct table *table, struct btf_ext_info *info)
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
			read_record(table, section, info);
	}
	return 0;
}

static int by_location(const void *a, const void *b)
{
	const struct btf_ext_record *x = a, *y = b;
	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	if (x->offset != y->offset)
		return x->offset < y->offset ? -1 : 1;
	return 0;
}

/* The sort is stable, because the last line of an instruction is the valid one. */
static void sort_records(struct btf_ext_info *info)
{
	if (info->count)
		mergesort(info->at, info->count, sizeof(*info->at), by_location);
}

static int validate(const struct btf *btf, const struct image *image)
{
	for (size_t i = 0; i < btf->func_info.count; i++) {
		uint32_t id = btf->func_info.at[i].func.type_id;
		if (id >= btf->type_count || btf_kind(&btf->types[id]) != BTF_FUNC)
			return bad(image, "a function's type is no function");
	}
	for (size_t i = 0; i < btf->line_info.count; i++)
		if (btf->line_info.at[i].line.file_name_off >= btf->strings.size ||
		    btf->line_info.at[i].line.line_off >= btf->strings.size)
			return bad(image, "a line has no text");
	for (size_t i = 0; i < btf->core_relos.count; i++)
		if (btf->core_relos.at[i].core.type_id >= btf->type_count ||
		    btf->core_relos.at[i].core.access_str_off >= btf->strings.size)
			return bad(image, "a field access has no type");
	return 0;
}

static int read_tables(struct btf *btf, const struct image *image, const uint8_t *bytes,
		       uint64_t size, bool relocated)
{
	struct {
		struct btf_ext_info *info;
		unsigned words;
	} tables[] = {{&btf->func_info, 1}, {&btf->line_info, 3}, {&btf->core_relos, 3}};

	if (size < 8 || image_get16(image, bytes) != BTF_EXT_MAGIC || bytes[2] != 1)
		return bad(image, "its header is not that of version 1");
	uint64_t header = image_get32(image, bytes + 4);
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		uint64_t field = 8 + i * 8;
		if (header < field + 8 || size < field + 8)
			break; /* an older header without this table */
		uint64_t offset = header + image_get32(image, bytes + field);
		uint64_t length = image_get32(image, bytes + field + 4);
		if (offset + length > size)
			return bad(image, "a table reaches over its end");
		struct table table = {.image = image,
				      .at = bytes + offset,
				      .left = length,
				      .words = tables[i].words,
				      .relocated = relocated};
		if (read_table(btf, &table, tables[i].info) < 0)
			return -1;
		sort_records(tables[i].info);
	}
	return validate(btf, image);
}

int btf_ext_read(struct btf *btf, const struct image *image, struct image_section *section)
{
	uint8_t *bytes = image_relocated(image, section);
	int result = read_tables(btf, image, bytes, section->size, section->reloc_count > 0);

	free(bytes);
	return result;
}
