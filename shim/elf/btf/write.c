/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Writes .BTF and .BTF.ext with legal names and only the strings in use. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/text.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"
#include "elf/image/image.h"

#define BTF_HEADER_SIZE 24
#define BTF_EXT_HEADER_SIZE 32

struct writer {
	struct btf *btf;
	const struct image *image;
	struct buf strings;  /* of the output */
	uint32_t *as_is;     /* new offset + 1 by old offset; 0: not written */
	uint32_t *as_legal;  /* the same for the legal form of the name */
	struct buf ext_data; /* the tables of .BTF.ext */
};

static void put32(const struct image *image, struct buf *out, uint32_t word)
{
	uint8_t bytes[4];

	image_put32(image, bytes, word);
	buf_append(out, bytes, sizeof(bytes));
}

/* Both headers begin with magic, version, flags (none) and header size. */
static void put_header_start(const struct image *image, struct buf *out, uint32_t size)
{
	static const uint8_t magic[2][2] = {{0x9f, 0xeb}, {0xeb, 0x9f}};

	buf_append(out, magic[image->big_endian], 2);
	buf_append_byte(out, 1);
	buf_append_byte(out, 0);
	put32(image, out, size);
}

static uint32_t put_string(struct writer *w, uint32_t old)
{
	const char *text = btf_string(w->btf, old);

	if (!w->as_is[old] && *text) {
		w->as_is[old] = (uint32_t)w->strings.size + 1;
		buf_append(&w->strings, text, strlen(text) + 1);
	}
	return *text ? w->as_is[old] - 1 : 0;
}

static void put_legal(uint32_t *word, void *data)
{
	struct writer *w = data;
	uint32_t old = *word;

	if (!*btf_string(w->btf, old)) {
		*word = 0;
		return;
	}
	if (!w->as_legal[old]) {
		struct buf legal = {0};
		btf_legal_name(&legal, btf_string(w->btf, old));
		if (strcmp(legal.data, btf_string(w->btf, old)) == 0) {
			w->as_legal[old] = put_string(w, old) + 1;
		} else {
			w->as_legal[old] = (uint32_t)w->strings.size + 1;
			buf_append(&w->strings, legal.data, legal.size + 1);
		}
		buf_release(&legal);
	}
	*word = w->as_legal[old] - 1;
}

/* Names of sections and tags are not identifiers; loaders depend on them. The kernel does not check
 * the names of integers, such as C's 'unsigned int'. */
static bool keeps_its_name(const struct btf_type *type)
{
	unsigned kind = btf_kind(type);
	return kind == BTF_INT || kind == BTF_FLOAT || kind == BTF_DATASEC ||
	       kind == BTF_DECL_TAG || kind == BTF_TYPE_TAG;
}

static void put_types(struct writer *w, struct buf *out)
{
	for (size_t i = 1; i < w->btf->type_count; i++) {
		struct btf_type *type = &w->btf->types[i];
		if (keeps_its_name(type))
			type->words[BTF_WORD_NAME] = put_string(w, type->words[BTF_WORD_NAME]);
		else
			btf_visit_names(type, put_legal, w);
		for (uint32_t k = 0; k < type->word_count; k++)
			put32(w->image, out, type->words[k]);
	}
}

/* Counts the records from 'first' on that are in the same section. */
static size_t count_same_section(const struct btf_ext_info *info, size_t first)
{
	size_t end = first;

	while (end < info->count && info->at[end].section == info->at[first].section)
		end++;
	return end - first;
}

/* Appends a table whose records have this many words. Returns its size in bytes. */
static uint32_t put_table(struct writer *w, const struct btf_ext_info *info, unsigned words)
{
	size_t before = w->ext_data.size;

	if (!info->count)
		return 0;
	put32(w->image, &w->ext_data, 4 + 4 * words);
	for (size_t first = 0, count; first < info->count; first += count) {
		count = count_same_section(info, first);
		const char *section = w->image->sections[info->at[first].section].name;
		put32(w->image, &w->ext_data, (uint32_t)w->strings.size);
		buf_append(&w->strings, section, strlen(section) + 1);
		put32(w->image, &w->ext_data, (uint32_t)count);
		for (size_t i = first; i < first + count; i++) {
			put32(w->image, &w->ext_data, info->at[i].offset);
			for (unsigned k = 0; k < words; k++)
				put32(w->image, &w->ext_data, info->at[i].words[k]);
		}
	}
	return (uint32_t)(w->ext_data.size - before);
}

static void put_ext(struct writer *w, struct buf *out)
{
	struct btf *btf = w->btf;

	for (size_t i = 0; i < btf->line_info.count; i++) {
		btf->line_info.at[i].line.file_name_off =
			put_string(w, btf->line_info.at[i].line.file_name_off);
		btf->line_info.at[i].line.line_off =
			put_string(w, btf->line_info.at[i].line.line_off);
	}
	for (size_t i = 0; i < btf->core_relos.count; i++)
		btf->core_relos.at[i].core.access_str_off =
			put_string(w, btf->core_relos.at[i].core.access_str_off);
	uint32_t funcs = put_table(w, &btf->func_info, 1);
	uint32_t lines = put_table(w, &btf->line_info, 3);
	uint32_t cores = put_table(w, &btf->core_relos, 3);
	if (!w->ext_data.size)
		return;
	put_header_start(w->image, out, BTF_EXT_HEADER_SIZE);
	put32(w->image, out, 0);
	put32(w->image, out, funcs);
	put32(w->image, out, funcs);
	put32(w->image, out, lines);
	put32(w->image, out, funcs + lines);
	put32(w->image, out, cores);
	buf_append(out, w->ext_data.data, w->ext_data.size);
}

void btf_write(struct btf *btf, const struct image *image, struct buf *types, struct buf *ext)
{
	struct writer w = {.btf = btf, .image = image};
	struct buf type_data = {0};

	w.as_is = xcalloc(btf->strings.size, sizeof(*w.as_is));
	w.as_legal = xcalloc(btf->strings.size, sizeof(*w.as_legal));
	buf_append_byte(&w.strings, 0);
	put_types(&w, &type_data);
	put_ext(&w, ext);
	put_header_start(image, types, BTF_HEADER_SIZE);
	put32(image, types, 0);
	put32(image, types, (uint32_t)type_data.size);
	put32(image, types, (uint32_t)type_data.size);
	put32(image, types, (uint32_t)w.strings.size);
	buf_append(types, type_data.data, type_data.size);
	buf_append(types, w.strings.data, w.strings.size);
	buf_release(&type_data);
	buf_release(&w.strings);
	buf_release(&w.ext_data);
	free(w.as_is);
	free(w.as_legal);
}
