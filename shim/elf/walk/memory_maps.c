/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reads map definitions: by BTF, by struct bpf_map_def, and sections of variables. */
#include "elf/walk/memory_maps.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "elf/btf/parts.h"

enum {
	DEF_SIZE = 16, /* type, key size, value size, entries */
	TYPE_ARRAY = 2,
};

static struct walk_map *add(struct walk_maps *maps, struct walk_map map)
{
	maps->at = xreallocarray(maps->at, maps->count + 1, sizeof(*maps->at));
	maps->at[maps->count] = map;
	return &maps->at[maps->count++];
}

/* The element type of the array that a member points to, or 0; sets its length. */
static uint32_t pointed_array(const struct btf *btf, uint32_t id, uint32_t *length)
{
	const struct btf_type *type = &btf->types[id];

	if (btf_kind(type) != BTF_PTR)
		return 0;
	type = &btf->types[type->words[BTF_WORD_TYPE]];
	if (btf_kind(type) != BTF_ARRAY)
		return 0;
	*length = type->words[BTF_WORD_LENGTH];
	return type->words[BTF_WORD_ELEMENT];
}

static uint32_t pointed_size(const struct btf *btf, uint32_t id)
{
	const struct btf_type *type = &btf->types[id];

	return btf_kind(type) == BTF_PTR ? (uint32_t)btf_size(btf, type->words[BTF_WORD_TYPE]) : 0;
}

static void take_member(const struct btf *btf, struct walk_map *map, const uint32_t *member)
{
	const char *name = btf_string(btf, member[MEMBER_NAME]);
	uint32_t number = 0;

	pointed_array(btf, member[MEMBER_TYPE], &number);
	if (strcmp(name, "type") == 0)
		map->type = number;
	else if (strcmp(name, "key_size") == 0)
		map->key_size = number;
	else if (strcmp(name, "value_size") == 0)
		map->value_size = number;
	else if (strcmp(name, "max_entries") == 0)
		map->entries = number;
	else if (strcmp(name, "key") == 0)
		map->key_size = pointed_size(btf, member[MEMBER_TYPE]);
	else if (strcmp(name, "value") == 0)
		map->value_size = pointed_size(btf, member[MEMBER_TYPE]);
}

static const struct btf_type *strip(const struct btf *btf, uint32_t id)
{
	for (unsigned depth = 0; depth < BTF_MAX_DEPTH; depth++) {
		const struct btf_type *type = &btf->types[id];
		unsigned kind = btf_kind(type);
		if (kind != BTF_TYPEDEF && kind != BTF_VOLATILE && kind != BTF_CONST)
			return type;
		id = type->words[BTF_WORD_TYPE];
	}
	return &btf->types[0];
}

static void read_btf_maps(struct walk_maps *maps, const struct image *image, const struct btf *btf)
{
	const struct btf_type *list = btf_find_datasec(btf, ".maps");
	uint32_t section = image_find(image, ".maps");

	for (unsigned i = 0; list && i < btf_vlen(list); i++) {
		const uint32_t *entry = btf_entry(list, i);
		const struct btf_type *variable = &btf->types[entry[SECINFO_TYPE]];
		if (btf_kind(variable) != BTF_VAR)
			continue;
		const struct btf_type *type = strip(btf, variable->words[BTF_WORD_TYPE]);
		struct walk_map *map = add(maps, (struct walk_map){.section = section,
								   .value = entry[SECINFO_OFFSET]});
		for (unsigned k = 0; btf_kind(type) == BTF_STRUCT && k < btf_vlen(type); k++)
			take_member(btf, map, btf_entry(type, k));
	}
}

static void read_definition(struct walk_maps *maps, const struct image *image,
			    const struct image_symbol *symbol)
{
	const struct image_section *section = &image->sections[symbol->section];
	struct walk_map map = {.section = symbol->section, .value = symbol->value};

	if (symbol->value <= section->size && section->size - symbol->value >= DEF_SIZE) {
		const uint8_t *words = section->data + symbol->value;
		map.type = image_get32(image, words);
		map.key_size = image_get32(image, words + 4);
		map.value_size = image_get32(image, words + 8);
		map.entries = image_get32(image, words + 12);
	}
	add(maps, map);
}

/* Loaders freeze .rodata. */
static void read_variables(struct walk_maps *maps, const struct image *image, uint32_t index)
{
	const struct image_section *section = &image->sections[index];
	bool frozen = strncmp(section->name, ".rodata", strlen(".rodata")) == 0;

	add(maps,
	    (struct walk_map){.section = index,
			      .type = TYPE_ARRAY,
			      .key_size = 4,
			      .value_size = (uint32_t)section->size,
			      .entries = 1,
			      .constants = frozen && !section->reloc_count ? section->data : NULL});
}

void walk_maps_read(struct walk_maps *maps, const struct image *image, const struct btf *btf)
{
	read_btf_maps(maps, image, btf);
	for (size_t i = 1; i < image->symbol_count; i++) {
		const struct image_symbol *symbol = &image->symbols[i];
		const struct image_section *section = &image->sections[symbol->section];
		if (symbol->section && section_is_maps(section) && section->data && *symbol->name &&
		    strcmp(section->name, ".maps") != 0)
			read_definition(maps, image, symbol);
	}
	for (uint32_t i = 1; i < image->section_count; i++)
		if (section_is_globals(&image->sections[i]))
			read_variables(maps, image, i);
}

int walk_maps_find(const struct walk_maps *maps, const struct programs *programs,
		   const struct reloc *reloc)
{
	bool one = section_is_globals(&programs->image->sections[reloc->section_index]);

	for (size_t i = 0; i < maps->count; i++)
		if (maps->at[i].section == reloc->section_index &&
		    (one || maps->at[i].value == reloc->value))
			return (int)i;
	return -1;
}
