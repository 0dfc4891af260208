/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reads .BTF. The file is untrusted: type ids and string offsets are validated here. */
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"
#include "elf/image/image.h"

#define BTF_MAGIC 0xeb9f
#define BTF_HEADER_SIZE 24

struct reader {
	const struct image *image;
	const uint8_t *types;
	uint32_t size, at; /* of the types, in bytes */
};

static int bad(const struct image *image, const char *what)
{
	return diag_error("%s: section '.BTF' cannot be read: %s", image->name, what);
}

static uint32_t next_word(struct reader *reader)
{
	uint32_t word = image_get32(reader->image, reader->types + reader->at);
	reader->at += 4;
	return word;
}

static int read_type(struct btf *btf, struct reader *reader)
{
	unsigned fixed, each;

	if (reader->size - reader->at < BTF_WORDS * 4)
		return bad(reader->image, "it ends inside a type");
	uint32_t info = image_get32(reader->image, reader->types + reader->at + 4);
	unsigned kind = info >> 24 & 0x1f;
	if (!btf_kind_size(kind, &fixed, &each))
		return diag_error("%s: section '.BTF' cannot be read: type kind %u is not known",
				  reader->image->name, kind);
	unsigned words = BTF_WORDS + fixed + each * (info & 0xffff);
	if ((reader->size - reader->at) / 4 < words)
		return bad(reader->image, "it ends inside a type");
	uint32_t id = btf_add_type(btf, kind, 0, words);
	for (unsigned i = 0; i < words; i++)
		btf->types[id].words[i] = next_word(reader);
	return 0;
}

struct limits {
	size_t types, strings;
	bool broken;
};

static void validate_type(uint32_t *word, void *data)
{
	struct limits *limits = data;
	limits->broken |= *word >= limits->types;
}

static void validate_name(uint32_t *word, void *data)
{
	struct limits *limits = data;
	limits->broken |= *word >= limits->strings;
}

static int validate(const struct btf *btf, const struct image *image)
{
	struct limits limits = {.types = btf->type_count, .strings = btf->strings.size};

	for (size_t i = 1; i < btf->type_count; i++) {
		btf_visit_types(&btf->types[i], validate_type, &limits);
		btf_visit_names(&btf->types[i], validate_name, &limits);
	}
	return limits.broken ? bad(image, "a type refers to something that does not exist") : 0;
}

static int read_types(struct btf *btf, const struct image *image, const uint8_t *bytes,
		      uint64_t size)
{
	if (size < BTF_HEADER_SIZE || image_get16(image, bytes) != BTF_MAGIC || bytes[2] != 1)
		return bad(image, "its header is not that of version 1");
	uint64_t header = image_get32(image, bytes + 4);
	uint64_t type_off = header + image_get32(image, bytes + 8);
	uint64_t type_len = image_get32(image, bytes + 12);
	uint64_t str_off = header + image_get32(image, bytes + 16);
	uint64_t str_len = image_get32(image, bytes + 20);
	if (type_off + type_len > size || str_off + str_len > size)
		return bad(image, "its parts reach over its end");
	if (str_len == 0 || bytes[str_off] || bytes[str_off + str_len - 1])
		return bad(image, "its strings do not begin and end with NUL");

	buf_append(&btf->strings, bytes + str_off, str_len);
	btf_add_type(btf, 0, 0, BTF_WORDS);
	free(btf->types[0].words);
	btf->types[0] = (struct btf_type){0};
	struct reader reader = {
		.image = image, .types = bytes + type_off, .size = (uint32_t)type_len};
	while (reader.at < reader.size)
		if (read_type(btf, &reader) < 0)
			return -1;
	return validate(btf, image);
}

/* Returns the section of this name in the input file, or 0: it was dropped, or the DATASEC is for
 * externs. */
static uint32_t section_that_was(const struct image *image, const char *name)
{
	for (uint32_t i = 1; i < image->section_count; i++)
		if (strcmp(image->sections[i].input_name, name) == 0)
			return i;
	return 0;
}

/* Without relocations, the offsets are those of the input section: add its offset in the merged
 * section. */
static void move_entries(struct btf *btf, const struct image *image)
{
	for (size_t i = 1; i < btf->type_count; i++) {
		const struct btf_type *type = &btf->types[i];
		if (btf_kind(type) != BTF_DATASEC)
			continue;
		const char *name = btf_string(btf, type->words[BTF_WORD_NAME]);
		uint64_t moved = image->sections[section_that_was(image, name)].output_offset;
		for (unsigned k = 0; k < btf_vlen(type); k++)
			btf_entry(type, k)[SECINFO_OFFSET] += (uint32_t)moved;
	}
}

int btf_read(struct btf *btf, const struct image *image)
{
	*btf = (struct btf){0};
	struct image_section *types = &image->sections[image_find(image, ".BTF")];
	struct image_section *ext = &image->sections[image_find(image, ".BTF.ext")];

	if (!types->data)
		return 0;
	uint8_t *bytes = image_relocated(image, types);
	int result = read_types(btf, image, bytes, types->size);
	free(bytes);
	if (result < 0)
		return -1;
	if (!types->reloc_count)
		move_entries(btf, image);
	return ext->data ? btf_ext_read(btf, image, ext) : 0;
}

const struct btf_type *btf_find_datasec(const struct btf *btf, const char *name)
{
	for (size_t i = 1; i < btf->type_count; i++) {
		const struct btf_type *type = &btf->types[i];
		if (btf_kind(type) == BTF_DATASEC &&
		    strcmp(btf_string(btf, type->words[BTF_WORD_NAME]), name) == 0)
			return type;
	}
	return NULL;
}

bool btf_is_in_datasec(const struct btf *btf, const char *variable, const char *datasec)
{
	const struct btf_type *section = btf_find_datasec(btf, datasec);

	for (unsigned i = 0; section && i < btf_vlen(section); i++) {
		const struct btf_type *type = &btf->types[btf_entry(section, i)[SECINFO_TYPE]];
		if (type->words &&
		    strcmp(btf_string(btf, type->words[BTF_WORD_NAME]), variable) == 0)
			return true;
	}
	return false;
}

bool btf_has_extern(const struct btf *btf, const char *name)
{
	for (size_t i = 1; i < btf->type_count; i++) {
		const struct btf_type *type = &btf->types[i];
		unsigned kind = btf_kind(type);
		bool external = (kind == BTF_FUNC && btf_vlen(type) == BTF_EXTERN) ||
				(kind == BTF_VAR && type->words[BTF_WORD_LINKAGE] == BTF_EXTERN);
		if (external && strcmp(btf_string(btf, type->words[BTF_WORD_NAME]), name) == 0)
			return true;
	}
	return false;
}
