/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Rust's enums with data. LLVM describes one as a struct that contains an anonymous union. The
 * union has a member for each variant and an anonymous member for the discriminant.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"

/* LLVM before 21.1.5 drops variants and leaves a member without name and type. Remove it: what
 * remains is a struct of the right size. */
static void drop_unknown(struct btf_type *type)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < btf_vlen(type); i++) {
		const uint32_t *member = btf_entry(type, i);
		if (member[MEMBER_NAME] || member[MEMBER_TYPE])
			memmove(btf_entry(type, kept++), member, MEMBER_WORDS * sizeof(*member));
	}
	btf_set_vlen(type, kept);
	type->word_count = BTF_WORDS + kept * MEMBER_WORDS;
}

/* Returns the discriminant, or NULL if the type is not a union of variants. C has anonymous unions,
 * too, but no anonymous integers in them. */
static uint32_t *find_tag(const struct btf *btf, const struct btf_type *type)
{
	if (btf_kind(type) != BTF_UNION || *btf_string(btf, type->words[BTF_WORD_NAME]))
		return NULL;
	for (unsigned i = 0; i < btf_vlen(type); i++) {
		uint32_t *member = btf_entry(type, i);
		unsigned kind = btf_kind(&btf->types[member[MEMBER_TYPE]]);
		if (!*btf_string(btf, member[MEMBER_NAME]) && (kind == BTF_INT || kind == BTF_ENUM))
			return member;
	}
	return NULL;
}

/* Prefixes the types of variants with the enum's name. Otherwise half of all types would be named
 * 'None' and 'Some'. */
static void name_variants(struct btf *btf, const char *parent, const struct btf_type *variants)
{
	for (unsigned i = 0; i < btf_vlen(variants); i++) {
		const uint32_t *member = btf_entry(variants, i);
		struct btf_type *type = &btf->types[member[MEMBER_TYPE]];
		if (!*btf_string(btf, member[MEMBER_NAME]) || btf_kind(type) != BTF_STRUCT)
			continue;
		char *name = xasprintf("%s %s", parent, btf_string(btf, member[MEMBER_NAME]));
		type->words[BTF_WORD_NAME] = btf_add_string(btf, name);
		free(name);
	}
}

/* In Option<(u64, bool)> the bool is the discriminant, and not at offset 0. The kernel wants offset
 * 0 for all members of a union, so wrap it in a struct. */
static void place_tag(struct btf *btf, uint32_t id, uint32_t name)
{
	uint32_t *tag = find_tag(btf, &btf->types[id]);

	if (!tag[MEMBER_OFFSET]) {
		tag[MEMBER_NAME] = name;
		return;
	}
	uint32_t around = btf_add_type(btf, BTF_STRUCT, 1, BTF_WORDS + MEMBER_WORDS);
	struct btf_type *type = &btf->types[around];
	tag = find_tag(btf, &btf->types[id]);
	type->words[BTF_WORD_SIZE] = btf->types[id].words[BTF_WORD_SIZE];
	memcpy(btf_entry(type, 0), (uint32_t[]){name, tag[MEMBER_TYPE], tag[MEMBER_OFFSET]},
	       MEMBER_WORDS * sizeof(*tag));
	tag[MEMBER_TYPE] = around;
	tag[MEMBER_OFFSET] = 0;
}

void btf_sanitize_variants(struct btf *btf)
{
	size_t count = btf->type_count;
	uint32_t name = btf_add_string(btf, "tag");

	for (size_t i = 1; i < count; i++) {
		if (btf_kind(&btf->types[i]) != BTF_STRUCT)
			continue;
		drop_unknown(&btf->types[i]);
		struct btf_type *type = &btf->types[i];
		uint32_t id = btf_vlen(type) == 1 ? btf_entry(type, 0)[MEMBER_TYPE] : 0;
		if (!find_tag(btf, &btf->types[id]))
			continue;
		char *parent = xstrdup(btf_string(btf, type->words[BTF_WORD_NAME]));
		name_variants(btf, parent, &btf->types[id]);
		place_tag(btf, id, name);
		free(parent);
	}
}
