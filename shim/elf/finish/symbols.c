/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Selects symbols and sets their binding. */
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "elf/finish/parts.h"
#include "elf/image/image.h"

static void keep_referenced(struct image *image)
{
	for (size_t i = 1; i < image->section_count; i++) {
		const struct image_section *section = &image->sections[i];
		for (size_t k = 0; section->keep && k < section->reloc_count; k++)
			image->symbols[section->relocs[k].symbol].keep = true;
	}
}

/* Loaders find functions by symbols. The check names the static that holds an address. Other local
 * symbols have no use. */
static bool local_is_useful(const struct image *image, const struct image_symbol *symbol)
{
	const struct image_section *section = &image->sections[symbol->section];

	if (section_is_code(section))
		return symbol->type == STT_FUNC;
	return symbol->type == STT_OBJECT && section->reloc_count;
}

/* libbpf treats a hidden function as a subprogram, and no loader supports weak entry points. An
 * entry point is a global function outside .text. */
static void export_entry_symbol(const struct image *image, struct image_symbol *symbol)
{
	const struct image_section *section = &image->sections[symbol->section];

	if (symbol->type != STT_FUNC || symbol->bind == STB_LOCAL || !section_is_code(section) ||
	    strcmp(section->name, ".text") == 0)
		return;
	symbol->bind = STB_GLOBAL;
	symbol->visibility = STV_DEFAULT;
}

void symbols_select(struct image *image)
{
	keep_referenced(image);
	for (size_t i = 1; i < image->symbol_count; i++) {
		struct image_symbol *symbol = &image->symbols[i];
		if (!image->sections[symbol->section].keep)
			continue;
		if (symbol->bind != STB_LOCAL || local_is_useful(image, symbol))
			symbol->keep = true;
		export_entry_symbol(image, symbol);
	}
}
