/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Initial values of maps of maps and of programs. In C, a map's definition ends with an array
 * without a length, which the initialiser fills; loaders refuse any other (libbpf,
 * parse_btf_map_def). An array of Rust's has one.
 */
#include <string.h>

#include "elf/btf/btf.h"
#include "elf/btf/parts.h"

static bool is_array_of_pointers(const struct btf *btf, uint32_t id)
{
	const struct btf_type *type = &btf->types[id];
	return btf_kind(type) == BTF_ARRAY && type->words[BTF_WORD_LENGTH] &&
	       btf_kind(&btf->types[type->words[BTF_WORD_ELEMENT]]) == BTF_PTR;
}

/* Takes the length of the last member, and the array out of the structure's size. */
static void open_values(struct btf *btf, uint32_t id)
{
	struct btf_type *map = &btf->types[id];

	if (btf_kind(map) != BTF_STRUCT || !btf_vlen(map))
		return;
	btf_sort_members(map);
	uint32_t *last = btf_entry(map, btf_vlen(map) - 1);
	if (strcmp(btf_string(btf, last[MEMBER_NAME]), "values") != 0 ||
	    !is_array_of_pointers(btf, last[MEMBER_TYPE]))
		return;
	map->words[BTF_WORD_SIZE] = last[MEMBER_OFFSET] / 8;
	uint32_t array = btf_add_type(btf, BTF_ARRAY, 0, BTF_WORDS + 3);
	const uint32_t *from = btf->types[last[MEMBER_TYPE]].words;
	uint32_t *to = btf->types[array].words;
	to[BTF_WORD_ELEMENT] = from[BTF_WORD_ELEMENT];
	to[BTF_WORD_INDEX] = from[BTF_WORD_INDEX];
	last[MEMBER_TYPE] = array;
}

void btf_open_values(struct btf *btf)
{
	const struct btf_type *maps = btf_find_datasec(btf, ".maps");

	if (!maps)
		return;
	uint32_t id = (uint32_t)(maps - btf->types);
	for (unsigned i = 0; i < btf_vlen(&btf->types[id]); i++) {
		uint32_t variable = btf_entry(&btf->types[id], i)[SECINFO_TYPE];
		if (btf_kind(&btf->types[variable]) == BTF_VAR)
			open_values(btf, btf->types[variable].words[BTF_WORD_TYPE]);
	}
}
