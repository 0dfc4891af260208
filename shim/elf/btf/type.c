/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The layout of BTF types, and their list. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/text.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"

/* For each kind, the words behind the first three (kernel Documentation/bpf/btf.rst, section
 * 2.2). */
static const struct shape {
	uint8_t fixed;     /* words that occur once */
	uint8_t each;      /* words of each entry */
	int8_t entry_name; /* the word of an entry that holds a string offset; -1: none */
	int8_t entry_type; /* the word of an entry that holds a type id; -1: none */
	bool third_is_type;
} shapes[] = {
	[BTF_INT] = {1, 0, -1, -1, false},     [BTF_PTR] = {0, 0, -1, -1, true},
	[BTF_ARRAY] = {3, 0, -1, -1, false},   [BTF_STRUCT] = {0, 3, 0, 1, false},
	[BTF_UNION] = {0, 3, 0, 1, false},     [BTF_ENUM] = {0, 2, 0, -1, false},
	[BTF_FWD] = {0, 0, -1, -1, false},     [BTF_TYPEDEF] = {0, 0, -1, -1, true},
	[BTF_VOLATILE] = {0, 0, -1, -1, true}, [BTF_CONST] = {0, 0, -1, -1, true},
	[BTF_RESTRICT] = {0, 0, -1, -1, true}, [BTF_FUNC] = {0, 0, -1, -1, true},
	[BTF_FUNC_PROTO] = {0, 2, 0, 1, true}, [BTF_VAR] = {1, 0, -1, -1, true},
	[BTF_DATASEC] = {0, 3, -1, 0, false},  [BTF_FLOAT] = {0, 0, -1, -1, false},
	[BTF_DECL_TAG] = {1, 0, -1, -1, true}, [BTF_TYPE_TAG] = {0, 0, -1, -1, true},
	[BTF_ENUM64] = {0, 3, 0, -1, false},
};

unsigned btf_kind(const struct btf_type *type)
{
	return type->words ? type->words[BTF_WORD_INFO] >> 24 & 0x1f : 0;
}

unsigned btf_vlen(const struct btf_type *type)
{
	return type->words[BTF_WORD_INFO] & 0xffff;
}

void btf_set_vlen(struct btf_type *type, unsigned vlen)
{
	type->words[BTF_WORD_INFO] = (type->words[BTF_WORD_INFO] & 0xffff0000) | vlen;
}

bool btf_kind_size(unsigned kind, unsigned *fixed, unsigned *each)
{
	if (kind == 0 || kind >= sizeof(shapes) / sizeof(*shapes))
		return false;
	*fixed = shapes[kind].fixed;
	*each = shapes[kind].each;
	return true;
}

uint32_t *btf_entry(const struct btf_type *type, unsigned i)
{
	return type->words + BTF_WORDS + (size_t)i * shapes[btf_kind(type)].each;
}

const char *btf_string(const struct btf *btf, uint32_t offset)
{
	return btf->strings.data + offset;
}

static uint64_t size_of(const struct btf *btf, uint32_t id, unsigned depth)
{
	const struct btf_type *type = &btf->types[id];

	if (!type->words || depth > BTF_MAX_DEPTH)
		return 0;
	switch (btf_kind(type)) {
	case BTF_INT:
	case BTF_STRUCT:
	case BTF_UNION:
	case BTF_ENUM:
	case BTF_ENUM64:
	case BTF_FLOAT:
		return type->words[BTF_WORD_SIZE];
	case BTF_PTR:
		return 8;
	case BTF_ARRAY:
		return size_of(btf, type->words[BTF_WORD_ELEMENT], depth + 1) *
		       type->words[BTF_WORD_LENGTH];
	case BTF_TYPEDEF:
	case BTF_VOLATILE:
	case BTF_CONST:
	case BTF_RESTRICT:
	case BTF_TYPE_TAG:
	case BTF_VAR:
		return size_of(btf, type->words[BTF_WORD_TYPE], depth + 1);
	default:
		return 0;
	}
}

uint64_t btf_size(const struct btf *btf, uint32_t id)
{
	return size_of(btf, id, 0);
}

void btf_visit_types(const struct btf_type *type, btf_visit visit, void *data)
{
	unsigned kind = btf_kind(type);
	const struct shape *shape = &shapes[kind];

	if (shape->third_is_type)
		visit(&type->words[BTF_WORD_TYPE], data);
	if (kind == BTF_ARRAY) {
		visit(&type->words[BTF_WORD_ELEMENT], data);
		visit(&type->words[BTF_WORD_INDEX], data);
	}
	if (shape->each && shape->entry_type >= 0)
		for (unsigned i = 0; i < btf_vlen(type); i++)
			visit(&btf_entry(type, i)[shape->entry_type], data);
}

void btf_visit_names(const struct btf_type *type, btf_visit visit, void *data)
{
	const struct shape *shape = &shapes[btf_kind(type)];

	visit(&type->words[BTF_WORD_NAME], data);
	if (shape->each && shape->entry_name >= 0)
		for (unsigned i = 0; i < btf_vlen(type); i++)
			visit(&btf_entry(type, i)[shape->entry_name], data);
}

uint32_t btf_add_type(struct btf *btf, unsigned kind, unsigned vlen, unsigned words)
{
	if (btf->type_count == btf->type_room) {
		btf->type_room = btf->type_room ? btf->type_room * 2 : 256;
		btf->types = xreallocarray(btf->types, btf->type_room, sizeof(*btf->types));
	}
	struct btf_type *type = &btf->types[btf->type_count];
	type->words = xcalloc(words, sizeof(*type->words));
	type->word_count = words;
	type->words[BTF_WORD_INFO] = kind << 24 | vlen;
	return (uint32_t)btf->type_count++;
}

uint32_t btf_add_string(struct btf *btf, const char *text)
{
	uint32_t offset = (uint32_t)btf->strings.size;
	buf_append(&btf->strings, text, strlen(text) + 1);
	return offset;
}

void btf_add_ext_record(struct btf_ext_info *info, struct btf_ext_record record)
{
	if (info->count == info->room) {
		info->room = info->room ? info->room * 2 : 64;
		info->at = xreallocarray(info->at, info->room, sizeof(*info->at));
	}
	info->at[info->count++] = record;
}

void btf_release(struct btf *btf)
{
	for (size_t i = 0; i < btf->type_count; i++)
		free(btf->types[i].words);
	free(btf->types);
	buf_release(&btf->strings);
	free(btf->func_info.at);
	free(btf->line_info.at);
	free(btf->core_relos.at);
	*btf = (struct btf){0};
}
