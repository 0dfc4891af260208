/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Names of programs, maps and sections, and names in BTF. A kernel that rejects a name in BTF
 * rejects all BTF. Loaders continue without it, so the verifier's log shows no lines, and maps have
 * no key and value types (kernel/bpf/btf.c, btf_name_valid_*). */
#include <string.h>

#include "base/text.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"
#include "elf/check/rules.h"
#include "elf/code/program.h"
#include "elf/image/image.h"
#include "kernel/profile.h"

#define MAX_BTF_NAME 127   /* KSYM_NAME_LEN - 1 before 6.1 */
#define OBJECT_NAME_LEN 15 /* BPF_OBJ_NAME_LEN - 1: loaders truncate longer names */

/* The rules of bpf_obj_name_cpy() in kernel/bpf/syscall.c. Loaders omit an empty name. */
bool check_is_object_name(const char *name, bool *dots)
{
	*dots = false;
	for (size_t i = 0; name[i] && i < OBJECT_NAME_LEN; i++) {
		*dots |= name[i] == '.';
		if (!text_is_word_char(name[i]) && name[i] != '.')
			return false;
	}
	return *name != '\0';
}

void check_program_name(struct checker *checker, const struct program *program)
{
	bool dots;

	if (!program_is_entry(program))
		return;
	bool right = check_is_object_name(program->name, &dots);
	if (right && !dots)
		return;
	if (!right)
		check_found(checker, "name", program, NO_INSN,
			    "the kernel does not accept this name for a program");
	else
		check_needs(checker, "name", program, NO_INSN, PROFILE_SINCE(name_dots, 1),
			    "a name with a '.' in it");
	check_help(checker, "give it #[unsafe(no_mangle)], and a name of letters, digits and '_'");
}

/* A program kind and what may follow it: "xdp", "kprobe/vfs_read+0x10", "uprobe//bin/sh:main". */
static bool is_section_name(const char *name)
{
	if (!text_is_word_char(*name) && *name != '.' && *name != '?')
		return false;
	for (; *name; name++)
		if (*name <= ' ' || *name > '~')
			return false;
	return true;
}

void check_section_name(struct checker *checker, const struct image_section *section)
{
	if (section_is_code(section) && section->size && !is_section_name(section->name))
		check_found(checker, "section-name", NULL, NO_INSN,
			    "'%s' is no name for a program's section", section->name);
}

static bool is_identifier(const char *name)
{
	if (*name >= '0' && *name <= '9')
		return false;
	for (size_t i = 0; name[i]; i++)
		if (i >= MAX_BTF_NAME || !text_is_word_char(name[i]))
			return false;
	return true;
}

/* A DATASEC has a section's name. Kernels ignore the names of integers and floats, and pointers
 * have none. */
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

void check_btf_names(struct checker *checker)
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
			     "kernels reject the BTF for %zu of its names, such as '%s'; loaders "
			     "continue without BTF",
			     count, first);
}
