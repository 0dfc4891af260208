/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Rules of RedBPF's Loader::load_file (crate redbpf 2.3.0, Module::parse): what it rejects, panics
 * on or silently misreads. RedBPF leaves some programs to tc, so tc's rules are here, too.
 */
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "elf/btf/btf.h"
#include "elf/btf/parts.h"
#include "elf/check/rules.h"
#include "elf/code/program.h"
#include "elf/image/image.h"
#include "elf/image/redbpf.h"
#include "kernel/profile.h"

#define MAP_DEF_SIZE 20 /* struct bpf_map_def: five words */

static void check_program_section(struct checker *checker, uint32_t index)
{
	const struct image_section *section = &checker->programs.image->sections[index];
	const struct programs *programs = &checker->programs;
	unsigned functions = 0;

	if (strcmp(section->name, ".text") == 0)
		return;
	if (!layout_is_program(section)) {
		check_found(checker, "redbpf-program", NULL, NO_INSN,
			    "RedBPF's loader does not take section '%s' for a program",
			    section->name);
		check_help(checker, "name it KIND/NAME, as in \"xdp/my_program\"");
		return;
	}
	for (size_t i = 0; i < programs->count; i++)
		functions += programs->at[i].section_index == index;
	if (functions == 1)
		return;
	check_found(checker, "redbpf-program", NULL, NO_INSN,
		    "section '%s' holds %u functions, and RedBPF's loader takes it for one program",
		    section->name, functions);
	check_help(checker, "give each program a section of its own");
}

/* The loader uses the part behind the '/' as the program's name. */
static void check_redbpf_name(struct checker *checker, const struct image_section *section)
{
	bool dots;

	if (!check_is_object_name(layout_name(section), &dots))
		check_found(checker, "name", NULL, NO_INSN,
			    "the kernel does not accept this name for a program: '%s'",
			    layout_name(section));
	else if (dots)
		check_needs(checker, "name", NULL, NO_INSN, PROFILE_SINCE(name_dots, 1),
			    "program '%s' has a '.' in its name", layout_name(section));
}

/* The loader takes each symbol in a section maps/NAME for a map. */
static void check_map(struct checker *checker, uint32_t index)
{
	const struct image *image = checker->programs.image;
	const struct image_section *section = &image->sections[index];
	const struct image_symbol *map = NULL;
	unsigned symbols = 0;

	for (size_t i = 1; i < image->symbol_count; i++) {
		if (image->symbols[i].section != index)
			continue;
		map = &image->symbols[i];
		symbols++;
	}
	if (symbols != 1 || map->type != STT_OBJECT || map->bind != STB_GLOBAL) {
		check_found(checker, "redbpf-map", NULL, NO_INSN,
			    "section '%s' has to hold one global variable, the map", section->name);
		check_help(checker, "give the map #[unsafe(no_mangle)] and a section of its own");
	} else if (section->size < MAP_DEF_SIZE) {
		check_found(checker, "redbpf-map", NULL, NO_INSN,
			    "the map in section '%s' has %ju bytes, a definition has %d",
			    section->name, (uintmax_t)section->size, MAP_DEF_SIZE);
	}
}

/* The loader takes each symbol in section maps for a map definition. */
static void check_map_list(struct checker *checker, uint32_t index)
{
	const struct image *image = checker->programs.image;
	const struct image_section *section = &image->sections[index];

	for (size_t i = 1; i < image->symbol_count; i++) {
		const struct image_symbol *symbol = &image->symbols[i];
		if (symbol->section != index)
			continue;
		if (symbol->type != STT_OBJECT || symbol->bind != STB_GLOBAL ||
		    symbol->value > section->size || section->size - symbol->value < MAP_DEF_SIZE)
			check_found(checker, "redbpf-map", NULL, NO_INSN,
				    "'%s' in section 'maps' is not a map definition",
				    *symbol->name ? symbol->name : section->name);
	}
}

static bool is_referred_to(const struct checker *checker, uint32_t index)
{
	for (size_t i = 0; i < checker->programs.count; i++)
		for (size_t k = 0; k < checker->programs.at[i].reloc_count; k++)
			if (checker->programs.at[i].relocs[k].section_index == index)
				return true;
	return false;
}

/* The loader makes a map of the section even if no program refers to it. */
static void check_data_section(struct checker *checker, uint32_t index)
{
	const struct image_section *section = &checker->programs.image->sections[index];

	if (section->size && !is_referred_to(checker, index))
		check_needs(checker, "global-data", NULL, NO_INSN, PROFILE_SINCE(global_data, 1),
			    "RedBPF's loader makes a map of section '%s'", section->name);
	if (!section->size)
		check_found(checker, "redbpf-data", NULL, NO_INSN,
			    "section '%s' is empty, and the kernel refuses a map of size 0",
			    section->name);
}

/* The loader slices the file for every section, and reads integers without copying them. */
static void check_bytes(struct checker *checker, const struct image_section *section)
{
	const struct image *image = checker->programs.image;
	size_t at = section->data ? (size_t)(section->data - (uint8_t *)image->copy) : 0;

	if (section->type == SHT_NOBITS && section->size)
		check_found(checker, "redbpf-data", NULL, NO_INSN,
			    "section '%s' has no bytes in the file, where RedBPF's loader reads "
			    "them",
			    section->name);
	if (at % 4 && (strcmp(section->name, "version") == 0 || section_is_code(section)))
		check_found(checker, "redbpf-data", NULL, NO_INSN,
			    "section '%s' is not aligned to 4 bytes", section->name);
}

static void check_redbpf_section(struct checker *checker, uint32_t index)
{
	const struct image_section *section = &checker->programs.image->sections[index];

	if (section_is_code(section) && section->size)
		check_program_section(checker, index);
	if (layout_is_program(section))
		check_redbpf_name(checker, section);
	if (text_starts_with(section->name, "maps/"))
		check_map(checker, index);
	if (strcmp(section->name, "maps") == 0)
		check_map_list(checker, index);
	if (strcmp(section->name, ".maps") == 0) {
		check_found(checker, "redbpf-map", NULL, NO_INSN,
			    "RedBPF's loader takes no maps in section '.maps'");
		check_help(checker,
			   "put each map into a section of its own, as in \"maps/counts\"");
	}
	if (layout_is_data(section))
		check_data_section(checker, index);
	check_bytes(checker, section);
}

/* The loader looks only at the symbol's section. It takes an unknown section for 'maps', and the
 * relocation for an offset into it. */
static void check_relocations(struct checker *checker, const struct program *program)
{
	const struct image *image = checker->programs.image;
	bool tc = text_starts_with(program->section, "tc_action/");

	for (size_t k = 0; k < program->reloc_count; k++) {
		const struct reloc *reloc = &program->relocs[k];
		const struct image_section *section = &image->sections[reloc->section_index];
		if (section_is_code(section)) {
			check_found(checker, "redbpf-reference", program, reloc->insn,
				    "refers to a function, and RedBPF's loader knows only maps "
				    "and data");
		} else if (tc && layout_is_data(section)) {
			check_found(checker, "tc", program, reloc->insn,
				    "refers to data in section '%s', and tc knows only maps",
				    reloc->section);
			check_help(checker, "with --kernel 4.15 constants become part of the code");
		}
	}
}

/* The loader leaves .BTF.ext alone, and the offsets of the build as they are. */
static void check_core_relocations(struct checker *checker, const struct program *program)
{
	const struct btf_ext_info *relocations = &checker->btf.core_relos;

	for (size_t i = 0; i < relocations->count; i++) {
		const struct btf_ext_record *at = &relocations->at[i];
		uint64_t end = program->offset + program->insn_count * INSN_SIZE;
		if (at->section != program->section_index || at->offset < program->offset ||
		    at->offset >= end)
			continue;
		check_found(checker, "redbpf-reference", program,
			    (size_t)(at->offset - program->offset) / INSN_SIZE,
			    "has a CO-RE relocation, and RedBPF's loader resolves none");
		check_help(checker, "load the object with libbpf, or with aya");
	}
}

/* The loader panics on kinds that it does not know. */
static void check_btf_kinds(struct checker *checker)
{
	const struct btf *btf = &checker->btf;

	for (size_t i = 1; i < btf->type_count; i++) {
		unsigned kind = btf_kind(&btf->types[i]);
		if (kind <= BTF_FLOAT)
			continue;
		check_found(checker, "redbpf-btf", NULL, NO_INSN,
			    "BTF has a type of kind %u; RedBPF's loader knows those up to %d", kind,
			    BTF_FLOAT);
		return;
	}
}

static void check_for_tc(struct checker *checker)
{
	static const char *const refused[] = {".text", ".BTF.ext"};

	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		if (image_find(checker->programs.image, refused[i]))
			check_found(checker, "tc", NULL, NO_INSN,
				    "tc takes no object with a section '%s'", refused[i]);
}

void check_redbpf(struct checker *checker)
{
	const struct image *image = checker->programs.image;

	if (!layout_is_redbpf(image, checker->layout))
		return;
	for (uint32_t i = 1; i < image->section_count; i++)
		check_redbpf_section(checker, i);
	for (size_t i = 0; i < checker->programs.count; i++)
		check_relocations(checker, &checker->programs.at[i]);
	for (size_t i = 0; i < checker->programs.count; i++)
		check_core_relocations(checker, &checker->programs.at[i]);
	check_btf_kinds(checker);
	if (layout_has_tc(image))
		check_for_tc(checker);
}
