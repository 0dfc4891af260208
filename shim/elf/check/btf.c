/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Names in BTF. A kernel that does not take them refuses the BTF, and loaders go on without it: no
 * lines in the verifier's log, no types of keys and values (kernel/bpf/btf.c, btf_name_valid_*).
 */
#include <string.h>

#include "elf/btf/btf.h"
#include "elf/btf/parts.h"
#include "elf/check/rules.h"

#define MAX_NAME 127 /* KSYM_NAME_LEN - 1 before 6.1 */

static bool is_identifier(const char *name)
{
	if (*name >= '0' && *name <= '9')
		return false;
	for (size_t i = 0; name[i]; i++) {
		char c = name[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
		if (i >= MAX_NAME || !(letter || (c >= '0' && c <= '9')))
			return false;
	}
	return true;
}

/* DATASECs are named by sections; of integers and floats kernels look at no name, and pointers have
 * none or lose it. */
static bool must_be_identifier(const struct btf_type *type)
{
	switch (btf_kind(type)) {
	case BTF_STRUCT:
	case BTF_UNION:
	case BTF_ENUM:
	case BTF_ENUM64:
	case BTF_FWD:
	case BTF_TYPEDEF:
	case BTF_VAR:
	case BTF_FUNC:
		return true;
	default:
		return false;
	}
}

void check_btf(struct checker *checker)
{
	const struct btf *btf = &checker->btf;
	const char *first = NULL;
	size_t count = 0;

	for (size_t i = 1; i < btf->type_count; i++) {
		const char *name = btf_string(btf, btf->types[i].words[BTF_WORD_NAME]);
		if (!must_be_identifier(&btf->types[i]) || is_identifier(name))
			continue;
		first = first ? first : name;
		count++;
	}
	if (count)
		check_warned(checker, "btf-name", NULL, NO_INSN,
			     "kernels refuse the BTF for %zu of its names, as '%s': loaders go on "
			     "without BTF",
			     count, first);
}
