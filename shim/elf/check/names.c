/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Names of functions and sections, license, and the parts every object must have. */
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "elf/check/rules.h"
#include "elf/code/program.h"
#include "elf/image/image.h"
#include "kernel/profile.h"

#define OBJECT_NAME_LEN 15 /* BPF_OBJ_NAME_LEN - 1: loaders cut the rest off */

static bool is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

/* kernel/bpf/syscall.c, bpf_obj_name_cpy. Loaders leave a name out that is empty. */
bool check_is_object_name(const char *name, bool *dots)
{
	*dots = false;
	for (size_t i = 0; name[i] && i < OBJECT_NAME_LEN; i++) {
		*dots |= name[i] == '.';
		if (!is_word_char(name[i]) && name[i] != '.')
			return false;
	}
	return *name != '\0';
}

void check_function_names(struct checker *checker, const struct program *program)
{
	bool dots;

	if (!program->global && strcmp(program->section, ".text") != 0) {
		check_found(checker, "local-function", program, NO_INSN,
			    "a local function in section '%s': loaders take only global ones there",
			    program->section);
		check_help(checker, "make it 'pub extern \"C\"' and give it #[no_mangle], or leave "
				    "out #[link_section]");
	}
	if (!program_is_entry(program))
		return;
	bool right = check_is_object_name(program->name, &dots);
	if (right && !dots)
		return;
	if (!right)
		check_found(checker, "name", program, NO_INSN,
			    "the kernel takes no such name for a program");
	else
		check_needs(checker, "name", program, NO_INSN, PROFILE_SINCE(name_dots, 1),
			    "a name with a '.' in it");
	check_help(checker, "give it #[no_mangle], and a name of letters, digits and '_'");
}

void check_has_program(struct checker *checker)
{
	for (size_t i = 0; i < checker->programs.count; i++)
		if (program_is_entry(&checker->programs.at[i]))
			return;
	check_found(checker, "no-program", NULL, NO_INSN, "holds no program");
	check_help(checker, "give the entry point #[no_mangle] and a section, as in "
			    "#[link_section = \"xdp\"]");
}

/* A kind, and what may follow it: "xdp", "kprobe/vfs_read+0x10", "uprobe//bin/sh:main". */
static bool is_section_name(const char *name)
{
	if (!is_word_char(*name) && *name != '.' && *name != '?')
		return false;
	for (; *name; name++)
		if (*name <= ' ' || *name > '~')
			return false;
	return true;
}

static void check_section(struct checker *checker, const struct image_section *section)
{
	if (section_is_code(section) && section->size && !is_section_name(section->name))
		check_found(checker, "section-name", NULL, NO_INSN,
			    "'%s' is no name for a program's section", section->name);
	if (section_is_code(section) && section->has_rela)
		check_found(checker, "relocation", NULL, NO_INSN,
			    "section '%s' has relocations of type RELA, which loaders skip",
			    section->name);
	if (strcmp(section->name, "version") == 0 && section->size != 4)
		check_found(checker, "version", NULL, NO_INSN,
			    "section 'version' has %ju bytes, not 4", (uintmax_t)section->size);
	for (size_t k = 0; section_is_code(section) && k < section->rel_count; k++)
		if (section->rels[k].offset % INSN_SIZE) {
			check_found(checker, "relocation", NULL, NO_INSN,
				    "a relocation in section '%s' is not at an instruction",
				    section->name);
			break;
		}
}

void check_sections(struct checker *checker)
{
	const struct image *image = checker->programs.image;

	for (size_t i = 1; i < image->section_count; i++)
		check_section(checker, &image->sections[i]);
}

/* aya refuses a .text that functions do not fill, and bytes that belong to no program hide
 * something in any other section. */
void check_gaps(struct checker *checker)
{
	const struct programs *programs = &checker->programs;
	const struct image *image = programs->image;
	uint64_t *filled = xcalloc(image->section_count, sizeof(*filled));

	for (size_t i = 0; i < programs->count; i++)
		filled[programs->at[i].section_index] += programs->at[i].insn_count * INSN_SIZE;
	for (size_t i = 1; i < image->section_count; i++) {
		const struct image_section *section = &image->sections[i];
		if (section_is_code(section) && filled[i] != section->size)
			check_found(checker, "code-gap", NULL, NO_INSN,
				    "section '%s' has code that belongs to no function",
				    section->name);
	}
	free(filled);
}
