/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Addresses in data. Loaders do not relocate .rodata, .data and .bss: a program would silently read
 * NULL there.
 */
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/symbol.h"
#include "base/text.h"
#include "elf/check/rules.h"
#include "elf/image/image.h"

/* Returns the symbol whose object covers the offset, or NULL. */
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

/* Returns "the address of 'x'". A private constant has no symbol, so it is described by its
 * section. The caller frees it. */
static char *describe_target(const struct image *image, const struct image_section *section,
			     const struct image_reloc *reloc)
{
	const struct image_symbol *symbol = &image->symbols[reloc->symbol];
	const struct image_section *target = &image->sections[symbol->section];
	uint64_t distance = 0;

	if (symbol->type == STT_SECTION) {
		if (reloc->type == RELOC_ABS64 && section->data &&
		    section->size - reloc->offset >= 8)
			distance = image_get64(image, section->data + reloc->offset);
		symbol = symbol_at(image, symbol->section, distance);
	}
	if (!symbol || is_nameless(symbol))
		return xasprintf("an address in section '%s'", target->name);
	char *name = symbol_demangle(symbol->name);
	char *text = xasprintf("the address of '%s'", name);
	free(name);
	return text;
}

static void found_address(struct checker *checker, uint32_t index, const struct image_reloc *reloc,
			  const struct image_symbol *owner)
{
	const struct image *image = checker->programs.image;
	const struct image_section *section = &image->sections[index];
	char *target = describe_target(image, section, reloc);
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

void check_data_addresses(struct checker *checker)
{
	const struct image *image = checker->programs.image;

	for (uint32_t i = 1; i < image->section_count; i++) {
		const struct image_section *section = &image->sections[i];
		const struct image_symbol *last = NULL;
		/* Loaders do relocate maps of maps and struct_ops. Programs cannot read sections
		 * that become neither. */
		if (!section_is_globals(section))
			continue;
		for (size_t k = 0; k < section->reloc_count; k++) {
			const struct image_symbol *owner =
				symbol_at(image, i, section->relocs[k].offset);
			if (k == 0 || owner != last)
				found_address(checker, i, &section->relocs[k], owner);
			last = owner;
		}
	}
}
