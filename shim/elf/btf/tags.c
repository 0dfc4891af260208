/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Tags, for which Rust has no words. Structures stand for them, of the crate target-spec/btf; the
 * names of their members say so:
 *
 *     struct Kptr { T (*__btf_type_tag_kptr)[1]; }           T
 * __attribute__((btf_type_tag("kptr"))) * struct Nodes { bpf_list_head __btf_contains; T link[0]; }
 *                 bpf_list_head __attribute__((btf_decl_tag("contains:T:link")))
 *
 * The kernel looks for them in values of maps and objects (kernel/bpf/btf.c, btf_find_field). The
 * arrays have LLVM describe T as a whole, which it does not where structures point to it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/text.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"

#define TYPE_TAG_FRONT "__btf_type_tag_"
#define CONTAINS "__btf_contains"
#define OF_VARIABLE 0xffffffffu /* in place of a member's number */

/* Member i of a structure of this many; NULL: it is none. */
static const uint32_t *member_of(const struct btf_type *type, unsigned members, unsigned i)
{
	return btf_kind(type) == BTF_STRUCT && btf_vlen(type) == members ? btf_entry(type, i)
									 : NULL;
}

/* What the elements of an array are, or of the array that a pointer leads to; 0: neither. */
static uint32_t element_of(const struct btf *btf, uint32_t id)
{
	const struct btf_type *type = &btf->types[id];

	if (btf_kind(type) == BTF_PTR)
		type = &btf->types[type->words[BTF_WORD_TYPE]];
	return btf_kind(type) == BTF_ARRAY ? type->words[BTF_WORD_ELEMENT] : 0;
}

/* Replaces a type in place, because other types refer to its id. */
static void become(struct btf_type *type, enum btf_kind kind, uint32_t of)
{
	type->words[BTF_WORD_INFO] = (uint32_t)kind << 24;
	type->words[BTF_WORD_TYPE] = of;
	type->word_count = BTF_WORDS;
}

static void add_tag(struct btf *btf, const char *text, uint32_t of, uint32_t component)
{
	uint32_t id = btf_add_type(btf, BTF_DECL_TAG, 0, BTF_WORDS + 1);

	btf->types[id].words[BTF_WORD_NAME] = btf_add_string(btf, text);
	btf->types[id].words[BTF_WORD_TYPE] = of;
	btf->types[id].words[BTF_WORDS] = component;
}

/* Puts the pointer in place of the name that says that it is never null, and a tag for it. */
static void tag_arguments(struct btf *btf, uint32_t function)
{
	uint32_t prototype = btf->types[function].words[BTF_WORD_TYPE];

	if (btf_kind(&btf->types[prototype]) != BTF_FUNC_PROTO)
		return;
	for (unsigned i = 0; i < btf_vlen(&btf->types[prototype]); i++) {
		uint32_t *id = &btf_entry(&btf->types[prototype], i)[PARAM_TYPE];
		const struct btf_type *type = &btf->types[*id];
		if (btf_kind(type) != BTF_TYPEDEF ||
		    strcmp(btf_string(btf, type->words[BTF_WORD_NAME]), BTF_NONNULL) != 0)
			continue;
		*id = type->words[BTF_WORD_TYPE];
		add_tag(btf, "arg:nonnull", function, i);
	}
}

static void tag_pointer(struct btf *btf, uint32_t id)
{
	const uint32_t *member = member_of(&btf->types[id], 1, 0);
	const char *name = member ? btf_string(btf, member[MEMBER_NAME]) : "";
	uint32_t to = member ? element_of(btf, member[MEMBER_TYPE]) : 0;

	if (!to || !text_starts_with(name, TYPE_TAG_FRONT))
		return;
	char *tag = xstrdup(name + strlen(TYPE_TAG_FRONT));
	uint32_t tagged = btf_add_type(btf, BTF_TYPE_TAG, 0, BTF_WORDS);
	btf->types[tagged].words[BTF_WORD_NAME] = btf_add_string(btf, tag);
	btf->types[tagged].words[BTF_WORD_TYPE] = to;
	become(&btf->types[id], BTF_PTR, tagged);
	free(tag);
}

void btf_tag_pointers(struct btf *btf)
{
	uint32_t count = (uint32_t)btf->type_count;

	for (uint32_t i = 1; i < count; i++) {
		tag_pointer(btf, i);
		if (btf_kind(&btf->types[i]) == BTF_FUNC)
			tag_arguments(btf, i);
	}
}

/* "contains:T:link" when the structure stands for a list or tree of such; NULL: it does not. */
static char *contents_of(const struct btf *btf, uint32_t id)
{
	const uint32_t *list = member_of(&btf->types[id], 2, 0);
	const uint32_t *link = list ? btf_entry(&btf->types[id], 1) : NULL;
	uint32_t node = link ? element_of(btf, link[MEMBER_TYPE]) : 0;
	struct buf name = {0};

	if (!node || strcmp(btf_string(btf, list[MEMBER_NAME]), CONTAINS) != 0)
		return NULL;
	btf_legal_name(&name, btf_string(btf, btf->types[node].words[BTF_WORD_NAME]));
	char *text = xasprintf("contains:%s:%s", name.data, btf_string(btf, link[MEMBER_NAME]));
	buf_release(&name);
	return text;
}

/* Puts the list itself where the structure is, and a tag for it. */
static void tag(struct btf *btf, uint32_t of, uint32_t *type, uint32_t component)
{
	char *text = contents_of(btf, *type);

	if (!text)
		return;
	*type = btf_entry(&btf->types[*type], 0)[MEMBER_TYPE];
	add_tag(btf, text, of, component);
	free(text);
}

static void tag_members(struct btf *btf, uint32_t id)
{
	btf_sort_members(&btf->types[id]);
	for (unsigned i = 0; i < btf_vlen(&btf->types[id]); i++)
		tag(btf, id, &btf_entry(&btf->types[id], i)[MEMBER_TYPE], i);
}

void btf_tag_contents(struct btf *btf)
{
	uint32_t count = (uint32_t)btf->type_count;

	for (uint32_t i = 1; i < count; i++) {
		if (btf_kind(&btf->types[i]) == BTF_STRUCT)
			tag_members(btf, i);
		else if (btf_kind(&btf->types[i]) == BTF_VAR)
			tag(btf, i, &btf->types[i].words[BTF_WORD_TYPE], OF_VARIABLE);
	}
	/* Lists without a tag make the kernel refuse the BTF. */
	for (uint32_t i = 1; i < count; i++) {
		char *text = contents_of(btf, i);
		if (text)
			become(&btf->types[i], BTF_TYPEDEF,
			       btf_entry(&btf->types[i], 0)[MEMBER_TYPE]);
		free(text);
	}
}
