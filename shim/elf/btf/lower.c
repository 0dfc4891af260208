/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Replaces BTF kinds that the reader does not know, as libbpf does for older kernels. */
#include <stdlib.h>

#include "base/alloc.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"

#define KIND_FLAG 0x80000000u /* of an enum: its values are signed */
#define INT_SIGNED (1u << 24) /* in the encoding of an INT */

/* Replaces a type in place, because other types refer to its id. */
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
	case BTF_FLOAT:
		become(type, BTF_STRUCT, BTF_WORDS);
		break;
	case BTF_ENUM64:
		become_int(type, type->words[BTF_WORD_SIZE],
			   type->words[BTF_WORD_INFO] & KIND_FLAG ? INT_SIGNED : 0);
		break;
	case BTF_TYPE_TAG:
		become(type, BTF_CONST, BTF_WORDS);
		type->words[BTF_WORD_NAME] = 0;
		break;
	case BTF_DECL_TAG: /* no type refers to it */
		become_int(type, 1, 0);
		break;
	default:
		break;
	}
}

/* The types that CO-RE relocations are about, by id: loaders compare them with the kernel's own,
 * and change what the kernel gets to see themselves. */
static bool *find_compared(const struct btf *btf)
{
	bool *compared = xcalloc(btf->type_count, sizeof(*compared));

	for (size_t i = 0; i < btf->core_relos.count; i++) {
		uint32_t id = btf->core_relos.at[i].core.type_id;
		for (unsigned depth = 0; depth < BTF_MAX_DEPTH; depth++) {
			compared[id] = true;
			if (btf_kind(&btf->types[id]) != BTF_TYPEDEF)
				break;
			id = btf->types[id].words[BTF_WORD_TYPE];
		}
	}
	return compared;
}

/* Kernels know signed enums since they know ENUM64: 6089fb325cf7, in 6.0. */
static void lower_enum(struct btf_type *type, struct btf_limits limits, bool compared)
{
	bool is_signed = type->words[BTF_WORD_INFO] & KIND_FLAG;

	if (!limits.enum_sizes && compared)
		type->words[BTF_WORD_SIZE] = 4; /* its enumerators matter, not its size */
	else if (!limits.enum_sizes && type->words[BTF_WORD_SIZE] != 4)
		become_int(type, type->words[BTF_WORD_SIZE], is_signed ? INT_SIGNED : 0);
	else if (limits.last < BTF_ENUM64)
		type->words[BTF_WORD_INFO] &= ~KIND_FLAG;
}

void btf_lower_kinds(struct btf *btf, struct btf_limits limits)
{
	bool *compared = find_compared(btf);

	for (size_t i = 1; i < btf->type_count; i++) {
		struct btf_type *type = &btf->types[i];
		if (btf_kind(type) > limits.last && !compared[i])
			lower(type);
		else if (btf_kind(type) == BTF_ENUM)
			lower_enum(type, limits, compared[i]);
	}
	free(compared);
}
