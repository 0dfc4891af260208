/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Symbols, and addresses in data. No loader fills in addresses in .rodata, .data
 * or .bss: programs would find NULL there, without a word from anybody.
 */
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/symbol.h"
#include "elf/btf/btf.h"
#include "elf/check/rules.h"
#include "elf/code/program.h"
#include "elf/image/image.h"

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

/* libbpf refuses an object for an undefined symbol that nothing refers to, too. Those that code
 * refers to are reported where it does. */
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

/* The symbol that covers a place, or NULL. */
static const struct image_symbol *symbol_at(const struct image *image, uint32_t section,
					    uint64_t offset)
{
	for (size_t i = 1; i < image->symbol_count; i++) {
		const struct image_symbol *symbol = &image->symbols[i];
		if (symbol->section == section && symbol->type != STT_SECTION && *symbol->name &&
		    offset >= symbol->value &&
		    (offset < symbol->value + symbol->size || offset == symbol->value))
			return symbol;
	}
	return NULL;
}

/* rustc's names of what has none in the source. */
static bool is_nameless(const struct image_symbol *symbol)
{
	return text_starts_with(symbol->name, "anon.") || text_starts_with(symbol->name, "alloc_");
}

/* "the address of 'x'"; constants without a name have only their section. */
static char *describe_target(const struct image *image, const struct image_section *section,
			     const struct image_rel *rel)
{
	const struct image_symbol *symbol = &image->symbols[rel->symbol];
	const struct image_section *target = &image->sections[symbol->section];
	uint64_t distance = 0;

	if (symbol->type == STT_SECTION) {
		if (rel->type == RELOC_ABS64 && section->data && section->size - rel->offset >= 8)
			distance = image_get64(image, section->data + rel->offset);
		symbol = symbol_at(image, symbol->section, distance);
	}
	if (!symbol || is_nameless(symbol))
		return xasprintf("an address in section '%s'", target->name);
	char *name = symbol_demangle(symbol->name);
	char *text = xasprintf("the address of '%s'", name);
	free(name);
	return text;
}

static void found_address(struct checker *checker, uint32_t index, const struct image_rel *rel,
			  const struct image_symbol *owner)
{
	const struct image *image = checker->programs.image;
	const struct image_section *section = &image->sections[index];
	char *target = describe_target(image, section, rel);
	char *name = symbol_demangle(owner ? owner->name : section->name);

	check_found(checker, "address-in-data", NULL, NO_INSN,
		    "static '%s' holds %s, and loaders fill in no addresses in data", name, target);
	check_help(checker,
		   "keep values or array indices in it in place of references, strings and "
		   "functions");
	if (owner)
		check_about(checker, owner->name);
	free(name);
	free(target);
}

void check_data(struct checker *checker)
{
	const struct image *image = checker->programs.image;

	for (uint32_t i = 1; i < image->section_count; i++) {
		const struct image_section *section = &image->sections[i];
		const struct image_symbol *last = NULL;
		/* Maps of maps and struct_ops are filled in by loaders; what they make no map of no
		 * program can read. */
		if (!section_is_globals(section))
			continue;
		for (size_t k = 0; k < section->rel_count; k++) {
			const struct image_symbol *owner =
				symbol_at(image, i, section->rels[k].offset);
			if (k == 0 || owner != last)
				found_address(checker, i, &section->rels[k], owner);
			last = owner;
		}
	}
}
