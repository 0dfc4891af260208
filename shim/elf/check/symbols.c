/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Symbols. Loaders find programs by global symbols and reject undefined ones. */
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/symbol.h"
#include "elf/btf/btf.h"
#include "elf/check/rules.h"
#include "elf/code/program.h"
#include "elf/image/image.h"

void check_has_program(struct checker *checker)
{
	for (size_t i = 0; i < checker->programs.count; i++)
		if (program_is_entry(&checker->programs.at[i]))
			return;
	check_found(checker, "no-program", NULL, NO_INSN, "holds no program");
	check_help(checker, "give the entry point #[unsafe(no_mangle)] and a section, as in "
			    "#[unsafe(link_section = \"xdp\")]");
}

void check_local_function(struct checker *checker, const struct program *program)
{
	if (program->global || strcmp(program->section, ".text") == 0)
		return;
	check_found(checker, "local-function", program, NO_INSN,
		    "a local function in section '%s': loaders take only global ones there",
		    program->section);
	check_help(checker, "make it 'pub extern \"C\"' and give it #[unsafe(no_mangle)], or leave "
			    "out #[link_section]");
}

static bool code_refers_to(const struct programs *programs, const char *symbol)
{
	for (size_t i = 0; i < programs->count; i++) {
		const struct program *program = &programs->at[i];
		for (size_t k = 0; k < program->reloc_count; k++)
			if (strcmp(program->relocs[k].symbol, symbol) == 0)
				return true;
	}
	return false;
}

/* libbpf rejects an undefined symbol even if nothing refers to it. check_references() reports those
 * that code refers to. */
void check_symbols(struct checker *checker)
{
	const struct image *image = checker->programs.image;

	for (size_t i = 1; i < image->symbol_count; i++) {
		const struct image_symbol *symbol = &image->symbols[i];
		if (symbol->shndx != SHN_UNDEF || symbol->bind == STB_LOCAL ||
		    btf_has_extern(&checker->btf, symbol->name) ||
		    code_refers_to(&checker->programs, symbol->name))
			continue;
		char *name = symbol_demangle(symbol->name);
		check_found(checker, "undefined-symbol", NULL, NO_INSN, "'%s' is not defined",
			    name);
		free(name);
	}
}
