/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* BTF for readers that know fewer kinds of types, as libbpf does it for older kernels. */
#include "elf/btf_parts.h"

#define KIND_FLAG 0x80000000u /* of an enum: it is signed */
#define INT_SIGNED (1u << 24) /* encoding of an integer */

/* Type ids stay, so a type becomes another one in its place. */
static void become(struct btf_type *type, enum btf_kind kind, uint32_t words)
{
	type->words = xreallocarray(type->words, words, sizeof(*type->words));
	type->word_count = words;
	type->words[BTF_WORD_INFO] = (uint32_t)kind << 24;
}

static void become_int(struct btf_type *type, uint32_t size, uint32_t encoding)
{
	become(type, BTF_INT, BTF_WORDS + 1);
	type->words[BTF_WORD_SIZE] = size;
	type->words[BTF_WORDS] = encoding | size * 8;
}

static void lower(struct btf_type *type)
{
	switch (btf_kind(type)) {
	case BTF_ENUM64:
		become_int(type, type->words[BTF_WORD_SIZE],
			   type->words[BTF_WORD_INFO] & KIND_FLAG ? INT_SIGNED : 0);
		break;
	case BTF_TYPE_TAG:
		become(type, BTF_CONST, BTF_WORDS);
		type->words[BTF_WORD_NAME] = 0;
		break;
	case BTF_DECL_TAG: /* nothing refers to it */
		become_int(type, 1, 0);
		break;
	default:
		break;
	}
}

void btf_lower_kinds(struct btf *btf, enum btf_kind last)
{
	for (size_t i = 1; i < btf->type_count; i++)
		if (btf_kind(&btf->types[i]) > last)
			lower(&btf->types[i]);
}
