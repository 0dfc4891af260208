/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Rust's enums with data. LLVM makes each a structure that holds a union without a name: a member
 * for each variant, and one without a name for the number that tells which variant it is.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"

/* Before 21.1.5 LLVM knew nothing of variants, and left a member of no name and type in their
 * place: what stays is a structure of that size. */
static void drop_unknown(struct btf_type *type)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < btf_vlen(type); i++) {
		const uint32_t *member = btf_entry(type, i);
		if (member[0] || member[1])
			memmove(btf_entry(type, kept++), member, 3 * sizeof(*member));
	}
	btf_set_vlen(type, kept);
	type->word_count = BTF_WORDS + kept * 3;
}

/* The member that tells which variant it is; NULL: none, or no union of variants. C has unions
 * without names, too, but no number without one in them. */
static uint32_t *find_tag(const struct btf *btf, const struct btf_type *type)
{
	if (btf_kind(type) != BTF_UNION || *btf_string(btf, type->words[BTF_WORD_NAME]))
		return NULL;
	for (unsigned i = 0; i < btf_vlen(type); i++) {
		uint32_t *member = btf_entry(type, i);
		unsigned kind = btf_kind(&btf->types[member[1]]);
		if (!*btf_string(btf, member[0]) && (kind == BTF_INT || kind == BTF_ENUM))
			return member;
	}
	return NULL;
}

/* The types of variants are called like the variants: half of all would be 'None' and 'Some'. */
static void name_variants(struct btf *btf, const char *parent, const struct btf_type *variants)
{
	for (unsigned i = 0; i < btf_vlen(variants); i++) {
		const uint32_t *member = btf_entry(variants, i);
		struct btf_type *type = &btf->types[member[1]];
		if (!*btf_string(btf, member[0]) || btf_kind(type) != BTF_STRUCT)
			continue;
		char *name = xasprintf("%s %s", parent, btf_string(btf, member[0]));
		type->words[BTF_WORD_NAME] = btf_add_string(btf, name);
		free(name);
	}
}

/* In Option<(u64, bool)> the tag is the bool. All of a union is at offset 0 for the kernel, so what
 * is not gets a structure around it. */
static void place_tag(struct btf *btf, uint32_t id, uint32_t name)
{
	uint32_t *tag = find_tag(btf, &btf->types[id]);

	if (!tag[2]) {
		tag[0] = name;
		return;
	}
	uint32_t around = btf_add_type(btf, BTF_STRUCT, 1, BTF_WORDS + 3);
	struct btf_type *type = &btf->types[around];
	tag = find_tag(btf, &btf->types[id]);
	type->words[BTF_WORD_SIZE] = btf->types[id].words[BTF_WORD_SIZE];
	memcpy(btf_entry(type, 0), (uint32_t[]){name, tag[1], tag[2]}, 3 * sizeof(*tag));
	tag[1] = around;
	tag[2] = 0;
}

void btf_tidy_variants(struct btf *btf)
{
	size_t count = btf->type_count;
	uint32_t name = btf_add_string(btf, "tag");

	for (size_t i = 1; i < count; i++) {
		if (btf_kind(&btf->types[i]) != BTF_STRUCT)
			continue;
		drop_unknown(&btf->types[i]);
		struct btf_type *type = &btf->types[i];
		uint32_t id = btf_vlen(type) == 1 ? btf_entry(type, 0)[1] : 0;
		if (!find_tag(btf, &btf->types[id]))
			continue;
		char *parent = xstrdup(btf_string(btf, type->words[BTF_WORD_NAME]));
		name_variants(btf, parent, &btf->types[id]);
		place_tag(btf, id, name);
		free(parent);
	}
}
