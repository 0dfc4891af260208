/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Rules of the kernel for single types (kernel/bpf/btf.c) that rustc's debug info breaks. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"

#define KIND_FLAG 0x80000000u /* of a struct: member offsets also hold bit field sizes */

static uint32_t member_offset(const struct btf_type *type, const uint32_t *member)
{
	return type->words[BTF_WORD_INFO] & KIND_FLAG ? member[MEMBER_OFFSET] & 0xffffff
						      : member[MEMBER_OFFSET];
}

/* Insertion sort is stable, and members are mostly in order already. */
void btf_sort_members(struct btf_type *type)
{
	for (unsigned i = 1; i < btf_vlen(type); i++) {
		uint32_t member[MEMBER_WORDS];
		unsigned to = i;
		memcpy(member, btf_entry(type, i), sizeof(member));
		for (; to &&
		       member_offset(type, btf_entry(type, to - 1)) > member_offset(type, member);
		     to--)
			memcpy(btf_entry(type, to), btf_entry(type, to - 1), sizeof(member));
		memcpy(btf_entry(type, to), member, sizeof(member));
	}
}

static void name_parameters(struct btf *btf, struct btf_type *prototype)
{
	for (unsigned i = 0; i < btf_vlen(prototype); i++) {
		if (btf_entry(prototype, i)[PARAM_NAME] || !btf_entry(prototype, i)[PARAM_TYPE])
			continue; /* has a name, or stands for variable arguments */
		char *name = xasprintf("arg%u", i);
		btf_entry(prototype, i)[PARAM_NAME] = btf_add_string(btf, name);
		free(name);
	}
}

static void name_or_not(struct btf *btf, struct btf_type *type)
{
	uint32_t *name = &type->words[BTF_WORD_NAME];

	switch (btf_kind(type)) {
	case BTF_PTR:
	case BTF_ARRAY:
	case BTF_VOLATILE:
	case BTF_CONST:
	case BTF_RESTRICT:
	case BTF_FUNC_PROTO:
		*name = 0;
		break;
	case BTF_FWD:
	case BTF_TYPEDEF:
	case BTF_VAR:
	case BTF_FUNC:
		if (!*btf_string(btf, *name))
			*name = btf_add_string(btf, "anon");
		break;
	default:
		break;
	}
}

/* Only the address of a kernel variable of type void can be used. */
static bool is_extern_variable(const struct btf_type *type)
{
	return btf_kind(type) == BTF_VAR && type->words[BTF_WORD_LINKAGE] == BTF_EXTERN;
}

/* rustc describes () and ! as integers of size 0. */
static void make_empty_struct(struct btf_type *type)
{
	if (btf_kind(type) != BTF_INT || type->words[BTF_WORD_SIZE])
		return;
	type->words[BTF_WORD_INFO] = BTF_STRUCT << 24;
	type->word_count = BTF_WORDS;
}

static void make_void(uint32_t *id, void *data)
{
	const bool *is_void = data;

	if (is_void[*id])
		*id = 0;
}

static bool may_be_of_void(const struct btf_type *type)
{
	switch (btf_kind(type)) {
	case BTF_PTR:
	case BTF_CONST:
	case BTF_VOLATILE:
	case BTF_RESTRICT:
	case BTF_TYPEDEF:
		return true;
	default:
		return is_extern_variable(type);
	}
}

void btf_void_aliases(struct btf *btf)
{
	bool *is_void = xcalloc(btf->type_count, sizeof(*is_void));

	for (size_t i = 1; i < btf->type_count; i++) {
		const struct btf_type *type = &btf->types[i];
		is_void[i] = btf_kind(type) == BTF_ENUM &&
			     strcmp(btf_string(btf, type->words[BTF_WORD_NAME]), "c_void") == 0;
	}
	for (size_t i = 1; i < btf->type_count; i++)
		if (may_be_of_void(&btf->types[i]))
			btf_visit_types(&btf->types[i], make_void, is_void);
	free(is_void);
}

void btf_sanitize_types(struct btf *btf)
{
	for (size_t i = 1; i < btf->type_count; i++) {
		struct btf_type *type = &btf->types[i];
		make_empty_struct(type);
		name_or_not(btf, type);
		if (btf_kind(type) == BTF_STRUCT)
			btf_sort_members(type);
		if (btf_kind(type) != BTF_FUNC)
			continue;
		struct btf_type *prototype = &btf->types[type->words[BTF_WORD_TYPE]];
		if (btf_kind(prototype) == BTF_FUNC_PROTO)
			name_parameters(btf, prototype);
	}
}
