/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Selects and merges sections.
 *
 * Loaders make one map of each data section, and a program may use 64 maps. LLVM gives each
 * constant a section of its own, so constants alone could exceed that.
 */
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "elf/finish/parts.h"
#include "elf/image/image.h"

#define RODATA ".rodata"

/* What is longer is no string that is chosen with its length. */
#define MAX_MARGIN 256

/* True for sections of subprograms. */
static bool is_text(const struct image_section *section)
{
	return strcmp(section->name, ".text") == 0 || text_starts_with(section->name, ".text.");
}

static bool has_contents(const struct image_section *section)
{
	return section->type == SHT_PROGBITS || section->type == SHT_NOBITS;
}

/* True for sections that a loader uses even if no code refers to them. */
static bool is_wanted_by_loaders(const struct image_section *section)
{
	return (section_is_code(section) && !is_text(section) && section->size) ||
	       section_is_maps(section) || section_is_struct_ops(section) ||
	       strcmp(section->name, "license") == 0 || strcmp(section->name, "version") == 0;
}

/* True for sections that are kept if something refers to them. */
static bool can_be_needed(const struct image_section *section)
{
	return (section->flags & SHF_ALLOC) && (!section_is_code(section) || is_text(section)) &&
	       has_contents(section) && !text_starts_with(section->name, ".eh_frame");
}

static void keep_homes_of_globals(struct image *image, bool redbpf)
{
	for (size_t i = 1; i < image->symbol_count; i++) {
		const struct image_symbol *symbol = &image->symbols[i];
		struct image_section *section = &image->sections[symbol->section];
		if (redbpf && section_is_globals(section))
			continue;
		if (symbol->bind != STB_LOCAL && can_be_needed(section) && section->size)
			section->keep = true;
	}
}

/* Keeps the sections that a kept section refers to. Returns true if it kept a new one. */
static bool keep_referenced(struct image *image, const struct image_section *from)
{
	bool news = false;

	for (size_t k = 0; k < from->reloc_count; k++) {
		uint32_t to = image->symbols[from->relocs[k].symbol].section;
		struct image_section *section = &image->sections[to];
		if (!section->keep && can_be_needed(section))
			news = section->keep = true;
	}
	return news;
}

/* RedBPF's loader reads the contents of .bss from the file: give it some. */
static void make_data(struct image_section *section)
{
	section->name = ".data";
	section->type = SHT_PROGBITS;
	section->data = xcalloc(section->size, 1);
	section->owns_data = true;
}

static bool is_dwarf(const struct image_section *section)
{
	return has_contents(section) && text_starts_with(section->name, ".debug_");
}

/* DWARF also describes code that was removed. */
static void drop_lost_relocations(const struct image *image, struct image_section *section)
{
	size_t kept = 0;

	for (size_t k = 0; k < section->reloc_count; k++) {
		const struct image_symbol *symbol = &image->symbols[section->relocs[k].symbol];
		if (image->sections[symbol->section].keep)
			section->relocs[kept++] = section->relocs[k];
	}
	section->reloc_count = kept;
}

static void keep_dwarf(struct image *image)
{
	for (size_t i = 1; i < image->section_count; i++)
		if (is_dwarf(&image->sections[i]))
			image->sections[i].keep = true;
	for (size_t i = 1; i < image->section_count; i++)
		if (is_dwarf(&image->sections[i]))
			drop_lost_relocations(image, &image->sections[i]);
}

void sections_select(struct image *image, bool redbpf, bool dwarf)
{
	for (size_t i = 1; i < image->section_count; i++)
		image->sections[i].keep = has_contents(&image->sections[i]) &&
					  is_wanted_by_loaders(&image->sections[i]);
	keep_homes_of_globals(image, redbpf);
	for (bool news = true; news;) {
		news = false;
		for (size_t i = 1; i < image->section_count; i++)
			if (image->sections[i].keep && keep_referenced(image, &image->sections[i]))
				news = true;
	}
	if (dwarf)
		keep_dwarf(image);
	for (size_t i = 1; redbpf && i < image->section_count; i++)
		if (image->sections[i].keep && image->sections[i].type == SHT_NOBITS)
			make_data(&image->sections[i]);
}

/* Returns the name of the section to merge this one into, or NULL. */
static const char *merged_name(const struct image_section *section)
{
	static const char *const parents[] = {RODATA, ".data", ".bss"};

	if (section_is_code(section))
		return text_starts_with(section->name, ".text.") ? ".text" : section->name;
	/* Loaders would leave its pointers NULL. The check reports it by its name, so keep it. */
	if (text_starts_with(section->name, ".data.rel.ro"))
		return NULL;
	for (size_t i = 0; i < sizeof(parents) / sizeof(*parents); i++) {
		size_t len = strlen(parents[i]);
		if (text_starts_with(section->name, parents[i]) &&
		    (section->name[len] == '.' || section->name[len] == '\0'))
			return parents[i];
	}
	return NULL;
}

static void append_data(struct image_section *host, const struct image_section *part, uint64_t at)
{
	if (part->type == SHT_NOBITS) {
		host->size = at + part->size;
		return;
	}
	uint8_t *data = xcalloc(at + part->size, 1);
	if (host->size)
		memcpy(data, host->data, host->size);
	if (part->size)
		memcpy(data + at, part->data, part->size);
	if (host->owns_data)
		free(host->data);
	host->data = data;
	host->owns_data = true;
	host->size = at + part->size;
}

static void append_rels(struct image_section *host, const struct image_section *part, uint64_t at)
{
	if (!part->reloc_count)
		return;
	host->relocs = xreallocarray(host->relocs, host->reloc_count + part->reloc_count,
				     sizeof(*host->relocs));
	for (size_t k = 0; k < part->reloc_count; k++) {
		host->relocs[host->reloc_count] = part->relocs[k];
		host->relocs[host->reloc_count++].offset += at;
	}
}

static void merge_into(struct image *image, uint32_t host_index, struct image_section *part)
{
	struct image_section *host = &image->sections[host_index];
	uint64_t at = (host->size + part->align - 1) & ~(part->align - 1);

	append_data(host, part, at);
	append_rels(host, part, at);
	if (part->align > host->align)
		host->align = part->align;
	host->flags |= part->flags;
	part->output_section = host_index;
	part->output_offset = at;
	part->keep = false;
}

/* Returns the kept section of this name and type before 'end', or 0. */
static uint32_t find_host(const struct image *image, const char *name, uint32_t type, uint32_t end)
{
	for (uint32_t i = 1; i < end; i++) {
		const struct image_section *section = &image->sections[i];
		if (section->keep && section->type == type && strcmp(section->name, name) == 0)
			return i;
	}
	return 0;
}

/* Adds to the addend, which the patched instruction or integer holds. */
static void add_to_addend(const struct image *image, struct image_section *section,
			  const struct image_reloc *reloc, uint64_t distance)
{
	uint64_t room = section->size - reloc->offset;
	uint8_t *at = section->data ? section->data + reloc->offset : NULL;
	bool code = section_is_code(section);

	if (!at || room < (code || reloc->type == RELOC_ABS64 ? 8 : 4))
		return;
	if (code && reloc->type == RELOC_64_32) /* a call's addend counts instructions */
		image_put32(image, at + 4, image_get32(image, at + 4) + (uint32_t)(distance / 8));
	else if (code)
		image_put32(image, at + 4, image_get32(image, at + 4) + (uint32_t)distance);
	else if (reloc->type == RELOC_ABS64)
		image_put64(image, at, image_get64(image, at) + distance);
	else
		image_put32(image, at, image_get32(image, at) + (uint32_t)distance);
}

/* Returns one section symbol for all symbols of sections that were merged into the same one. */
static uint32_t section_symbol(const struct image *image, uint32_t symbol)
{
	uint32_t host = image->sections[image->symbols[symbol].section].output_section;

	for (uint32_t i = 1; i < symbol; i++) {
		const struct image_symbol *other = &image->symbols[i];
		if (other->type == STT_SECTION &&
		    image->sections[other->section].output_section == host)
			return i;
	}
	return symbol;
}

static void follow_relocations(struct image *image)
{
	uint32_t *same = xcalloc(image->symbol_count + 1, sizeof(*same));

	for (uint32_t i = 1; i < image->symbol_count; i++)
		same[i] = image->symbols[i].type == STT_SECTION ? section_symbol(image, i) : i;
	for (size_t i = 1; i < image->section_count; i++) {
		struct image_section *section = &image->sections[i];
		if (section->output_section != i)
			continue;
		for (size_t k = 0; k < section->reloc_count; k++) {
			struct image_reloc *reloc = &section->relocs[k];
			const struct image_symbol *symbol = &image->symbols[reloc->symbol];
			if (symbol->type != STT_SECTION)
				continue;
			add_to_addend(image, section, reloc,
				      image->sections[symbol->section].output_offset);
			reloc->symbol = same[reloc->symbol];
		}
	}
	free(same);
}

static void follow_symbols(struct image *image)
{
	for (size_t i = 1; i < image->symbol_count; i++) {
		struct image_symbol *symbol = &image->symbols[i];
		const struct image_section *section = &image->sections[symbol->section];
		if (symbol->type != STT_SECTION)
			symbol->value += section->output_offset;
		symbol->section = section->output_section;
	}
}

/* Whether the section is one of the constants that become the program's .rodata. */
static bool is_constant(const struct image_section *section)
{
	const char *name = section->keep ? merged_name(section) : NULL;
	return name && section->type == SHT_PROGBITS && strcmp(name, RODATA) == 0;
}

/* How long the longest of several constants is, up to MAX_MARGIN; 0 where there is one only. */
static uint64_t find_margin(const struct image *image)
{
	uint64_t longest = 0;
	size_t count = 0;

	for (size_t i = 1; i < image->section_count; i++) {
		const struct image_section *section = &image->sections[i];
		if (!is_constant(section))
			continue;
		count++;
		if (section->size > longest && section->size <= MAX_MARGIN)
			longest = section->size;
	}
	return count > 1 ? longest : 0;
}

/*
 * The verifier also follows ways that no program takes: on which the address of one string was
 * chosen, and the length of another. Behind the last constant it refuses what is harmless behind
 * any other. So there is as much room as the longest one needs.
 */
static void add_margin(struct image *image, uint64_t size)
{
	uint32_t host = find_host(image, RODATA, SHT_PROGBITS, (uint32_t)image->section_count);
	uint8_t zeros[MAX_MARGIN] = {0};
	const struct image_section margin = {.type = SHT_PROGBITS, .data = zeros, .size = size};

	if (size)
		append_data(&image->sections[host], &margin, image->sections[host].size);
}

void sections_merge(struct image *image)
{
	uint64_t margin = find_margin(image);

	for (uint32_t i = 1; i < image->section_count; i++) {
		struct image_section *section = &image->sections[i];
		const char *name = section->keep ? merged_name(section) : NULL;
		if (!name)
			continue;
		section->flags &= ~(uint64_t)(SHF_MERGE | SHF_STRINGS);
		uint32_t host = find_host(image, name, section->type, i);
		if (host)
			merge_into(image, host, section);
		else
			section->name = name;
	}
	add_margin(image, margin);
	follow_relocations(image);
	follow_symbols(image);
	for (size_t i = 1; i < image->section_count; i++)
		image->sections[i].flags &= ~(uint64_t)(SHF_GROUP | SHF_LINK_ORDER);
}
