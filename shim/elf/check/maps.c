/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Map definitions. Loaders create every map of an object, so a map that no program uses can still
 * make the object fail.
 */
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "elf/btf/btf.h"
#include "elf/btf/parts.h"
#include "elf/check/rules.h"
#include "elf/image/image.h"
#include "kernel/map_types.h"
#include "kernel/profile.h"
#include "kernel/version.h"

#define MAP_DEF_FLAGS 16 /* offset in struct bpf_map_def, in bytes */

struct map {
	const char *name;
	const char *symbol; /* of the variable that defines the map */
	uint32_t type, flags;
};

static void judge_map(struct checker *checker, const struct map *map)
{
	unsigned since = map->type ? PROFILE_SINCE(last_map, map->type) : 0;
	unsigned flags_since = map->flags ? PROFILE_SINCE(map_flags, map->flags) : KERNEL_OLDEST;
	bool dots;

	if (since == 0)
		check_found(checker, "map-type", NULL, NO_INSN,
			    "map '%s' is of type %u, which no kernel has", map->name, map->type);
	else
		check_needs(checker, "map-type", NULL, NO_INSN, since, "map '%s' is of type %u, %s",
			    map->name, map->type, map_type_name(map->type));
	check_about(checker, map->symbol);
	if (flags_since == 0)
		check_found(checker, "map-flags", NULL, NO_INSN,
			    "map '%s' has flags 0x%x, which no kernel has", map->name, map->flags);
	else
		check_needs(checker, "map-flags", NULL, NO_INSN, flags_since,
			    "map '%s' has flags 0x%x", map->name, map->flags);
	check_about(checker, map->symbol);
	if (!check_is_object_name(map->name, &dots))
		check_found(checker, "name", NULL, NO_INSN,
			    "the kernel does not accept this name for a map: '%s'", map->name);
	else if (dots)
		check_needs(checker, "name", NULL, NO_INSN, PROFILE_SINCE(name_dots, 1),
			    "map '%s' has a '.' in its name", map->name);
	else
		return;
	check_about(checker, map->symbol);
}

/* A BTF map definition encodes an integer as the length of an array that a pointer refers to
 * (libbpf, get_map_field_int). */
static uint32_t field_number(const struct btf *btf, uint32_t id)
{
	const struct btf_type *type = &btf->types[id];

	if (btf_kind(type) != BTF_PTR)
		return 0;
	type = &btf->types[type->words[BTF_WORD_TYPE]];
	return btf_kind(type) == BTF_ARRAY ? type->words[BTF_WORD_LENGTH] : 0;
}

/* Returns the struct behind typedefs and qualifiers, or NULL. */
static const struct btf_type *find_struct(const struct btf *btf, uint32_t id)
{
	for (unsigned depth = 0; depth < BTF_MAX_DEPTH; depth++) {
		const struct btf_type *type = &btf->types[id];
		switch (btf_kind(type)) {
		case BTF_STRUCT:
			return type;
		case BTF_TYPEDEF:
		case BTF_VOLATILE:
		case BTF_CONST:
			id = type->words[BTF_WORD_TYPE];
			break;
		default:
			return NULL;
		}
	}
	return NULL;
}

static void judge_variable(struct checker *checker, const struct btf_type *variable)
{
	const struct btf *btf = &checker->btf;
	const char *name = btf_string(btf, variable->words[BTF_WORD_NAME]);
	struct map map = {.name = name, .symbol = name};
	const struct btf_type *definition = find_struct(btf, variable->words[BTF_WORD_TYPE]);

	if (variable->words[BTF_WORD_LINKAGE] != BTF_GLOBAL) {
		check_found(checker, "local-map", NULL, NO_INSN,
			    "map '%s' is local: loaders take only global ones", map.name);
		check_help(checker, "give the map #[unsafe(no_mangle)]");
		check_about(checker, map.symbol);
	}
	if (!definition) {
		check_found(checker, "map-definition", NULL, NO_INSN,
			    "map '%s' is not described by a struct", map.name);
		check_about(checker, map.symbol);
		return;
	}
	for (unsigned i = 0; i < btf_vlen(definition); i++) {
		const uint32_t *member = btf_entry(definition, i);
		const char *field = btf_string(btf, member[MEMBER_NAME]);
		if (strcmp(field, "type") == 0)
			map.type = field_number(btf, member[MEMBER_TYPE]);
		if (strcmp(field, "map_flags") == 0)
			map.flags = field_number(btf, member[MEMBER_TYPE]);
	}
	judge_map(checker, &map);
}

static void check_btf_maps(struct checker *checker)
{
	const struct image *image = checker->programs.image;
	const struct image_section *section = &image->sections[image_find(image, ".maps")];
	const struct btf_type *maps = btf_find_datasec(&checker->btf, ".maps");

	if (!section->size)
		return;
	if (!maps) {
		check_found(
			checker, "map-definition", NULL, NO_INSN,
			"the maps in section '.maps' need BTF that describes them, and there is none");
		check_help(checker, "set 'debug = 2' in the profile that is built");
		return;
	}
	for (unsigned i = 0; i < btf_vlen(maps); i++) {
		const struct btf_type *variable =
			&checker->btf.types[btf_entry(maps, i)[SECINFO_TYPE]];
		if (btf_kind(variable) == BTF_VAR)
			judge_variable(checker, variable);
	}
}

/* struct bpf_map_def has five words: type, key size, value size, entries, flags. Without the last
 * one, loaders take the flags as 0 (aya-obj, parse_map_def). */
static void judge_definition(struct checker *checker, const struct image_symbol *symbol)
{
	const struct image *image = checker->programs.image;
	const struct image_section *section = &image->sections[symbol->section];
	const char *slash = strchr(section->name, '/');
	struct map map = {.name = slash ? slash + 1 : symbol->name, .symbol = symbol->name};
	uint64_t left = section->size - symbol->value;

	if (left < MAP_DEF_FLAGS) {
		check_found(checker, "map-definition", NULL, NO_INSN,
			    "map '%s' has %ju bytes of definition, fewer than %d", map.name,
			    (uintmax_t)left, MAP_DEF_FLAGS);
		check_about(checker, map.symbol);
		return;
	}
	map.type = image_get32(image, section->data + symbol->value);
	if (left >= MAP_DEF_FLAGS + 4)
		map.flags = image_get32(image, section->data + symbol->value + MAP_DEF_FLAGS);
	judge_map(checker, &map);
}

void check_maps(struct checker *checker)
{
	const struct image *image = checker->programs.image;

	check_btf_maps(checker);
	for (size_t i = 1; i < image->symbol_count; i++) {
		const struct image_symbol *symbol = &image->symbols[i];
		const struct image_section *section = &image->sections[symbol->section];
		if (symbol->section && section_is_maps(section) && section->data &&
		    strcmp(section->name, ".maps") != 0 && symbol->type != STT_SECTION)
			judge_definition(checker, symbol);
	}
}
