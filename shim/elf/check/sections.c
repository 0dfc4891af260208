/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The form of sections, and code that belongs to no function. */
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "elf/check/rules.h"
#include "elf/code/program.h"
#include "elf/image/image.h"

static void check_section(struct checker *checker, const struct image_section *section)
{
	check_section_name(checker, section);
	if (section_is_code(section) && section->has_rela)
		check_found(checker, "relocation", NULL, NO_INSN,
			    "section '%s' has relocations of type RELA, which loaders skip",
			    section->name);
	if (strcmp(section->name, "version") == 0 && section->size != 4)
		check_found(checker, "version", NULL, NO_INSN,
			    "section 'version' has %ju bytes, not 4", (uintmax_t)section->size);
	for (size_t k = 0; section_is_code(section) && k < section->reloc_count; k++)
		if (section->relocs[k].offset % INSN_SIZE) {
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

/* aya rejects a .text with gaps between functions. In other sections, such code would escape every
 * rule. */
void check_unowned_code(struct checker *checker)
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
