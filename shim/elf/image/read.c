/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * From bytes to an image. Nothing in the bytes is trusted: libelf checks what it walks itself, and
 * every offset, index and string that is taken over is checked here, once.
 */
#include <gelf.h>
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "elf/image/image.h"

static int read_header(struct image *image, const char *name)
{
	GElf_Ehdr header;

	if (elf_kind(image->elf) != ELF_K_ELF || !gelf_getehdr(image->elf, &header))
		return diag_error("%s: is no ELF file", name);
	/* Old LLVMs wrote EM_NONE, and loaders take it: libbpf (bpf_object__elf_init), cilium's
	 * elf_reader.go; RedBPF's does not look. */
	if (header.e_machine != EM_BPF && header.e_machine != EM_NONE)
		return diag_error("%s: is for another machine (ELF machine %u), not for BPF", name,
				  header.e_machine);
	if (header.e_ident[EI_CLASS] != ELFCLASS64)
		return diag_error("%s: is a 32-bit ELF file, BPF objects have 64 bits", name);
	if (header.e_type != ET_REL)
		return diag_error("%s: is not relocatable (ELF type %u)", name, header.e_type);
	image->big_endian = header.e_ident[EI_DATA] == ELFDATA2MSB;
	image->flags = header.e_flags;
	return 0;
}

/* The bytes of a section, in the copy of the file; false when they are not in there. */
static bool find_bytes(const struct image *image, size_t file_size, const GElf_Shdr *header,
		       uint8_t **data)
{
	*data = NULL;
	if (header->sh_type == SHT_NOBITS || header->sh_type == SHT_NULL)
		return true;
	if (header->sh_offset > file_size || header->sh_size > file_size - header->sh_offset)
		return false;
	*data = (uint8_t *)image->copy + header->sh_offset;
	return true;
}

static int read_section(struct image *image, const char *name, size_t file_size, size_t names,
			size_t i)
{
	struct image_section *section = &image->sections[i];
	GElf_Shdr header;

	section->output_section = (uint32_t)i;
	section->name = section->input_name = "";
	if (i == 0)
		return 0;
	Elf_Scn *scn = elf_getscn(image->elf, i);
	if (!scn || !gelf_getshdr(scn, &header))
		return diag_error("%s: section %zu has no readable header", name, i);
	const char *text = elf_strptr(image->elf, names, header.sh_name);
	if (!text)
		return diag_error("%s: section %zu has no readable name", name, i);
	section->name = section->input_name = text;
	section->type = header.sh_type;
	section->flags = header.sh_flags;
	section->align = header.sh_addralign ? header.sh_addralign : 1;
	if ((section->align & (section->align - 1)) || section->align > 4096)
		return diag_error("%s: section '%s' has an odd alignment", name, text);
	if (!find_bytes(image, file_size, &header, &section->data))
		return diag_error("%s: section '%s' reaches over the end of the file", name, text);
	section->size = header.sh_type == SHT_NULL ? 0 : header.sh_size;
	/* No loader makes a map of this size; the sum of such sections must not overflow. */
	if (section->size > UINT32_MAX)
		return diag_error("%s: section '%s' is larger than 4 GiB", name, text);
	return 0;
}

static int read_sections(struct image *image, const char *name, size_t file_size)
{
	size_t names;

	if (elf_getshdrnum(image->elf, &image->section_count) ||
	    elf_getshdrstrndx(image->elf, &names) || image->section_count == 0) {
		image->section_count = 0;
		return diag_error("%s: has a damaged section table", name);
	}
	image->sections = xcalloc(image->section_count, sizeof(*image->sections));
	for (size_t i = 0; i < image->section_count; i++)
		if (read_section(image, name, file_size, names, i))
			return -1;
	return 0;
}

static int read_symbol(struct image *image, const char *name, Elf_Data *data, size_t strings,
		       size_t i)
{
	struct image_symbol *symbol = &image->symbols[i];
	GElf_Sym raw;

	if (!gelf_getsym(data, (int)i, &raw))
		return diag_error("%s: symbol %zu cannot be read", name, i);
	symbol->name = elf_strptr(image->elf, strings, raw.st_name);
	if (!symbol->name)
		return diag_error("%s: symbol %zu has no readable name", name, i);
	symbol->value = raw.st_value;
	symbol->size = raw.st_size;
	symbol->type = GELF_ST_TYPE(raw.st_info);
	symbol->bind = GELF_ST_BIND(raw.st_info);
	symbol->visibility = GELF_ST_VISIBILITY(raw.st_other);
	symbol->shndx = raw.st_shndx;
	if (raw.st_shndx == SHN_UNDEF || raw.st_shndx >= SHN_LORESERVE)
		return 0;
	if (raw.st_shndx >= image->section_count)
		return diag_error("%s: symbol '%s' lies in section %u, which does not exist", name,
				  symbol->name, raw.st_shndx);
	symbol->section = raw.st_shndx;
	if (raw.st_value > image->sections[raw.st_shndx].size)
		return diag_error("%s: symbol '%s' lies outside its section", name, symbol->name);
	return 0;
}

static int read_symbols(struct image *image, const char *name)
{
	size_t table = 0;

	for (size_t i = 1; i < image->section_count; i++) {
		if (image->sections[i].type != SHT_SYMTAB)
			continue;
		if (table)
			return diag_error("%s: has more than one symbol table", name);
		table = i;
	}
	if (!table)
		return diag_error("%s: has no symbol table", name);
	Elf_Scn *scn = elf_getscn(image->elf, table);
	GElf_Shdr header;
	Elf_Data *data = elf_getdata(scn, NULL);
	if (!gelf_getshdr(scn, &header) || !data)
		return diag_error("%s: has a damaged symbol table", name);
	size_t count = data->d_size / sizeof(Elf64_Sym);
	image->symbols = xcalloc(count ? count : 1, sizeof(*image->symbols));
	image->symbol_count = count;
	for (size_t i = 0; i < count; i++)
		if (read_symbol(image, name, data, header.sh_link, i))
			return -1;
	return 0;
}

static int by_offset(const void *a, const void *b)
{
	const struct image_reloc *x = a, *y = b;
	if (x->offset != y->offset)
		return x->offset < y->offset ? -1 : 1;
	return (x->symbol > y->symbol) - (x->symbol < y->symbol);
}

static int read_rels(struct image *image, const char *name, size_t i)
{
	GElf_Shdr header;
	Elf_Scn *scn = elf_getscn(image->elf, i);

	if (!gelf_getshdr(scn, &header) || header.sh_info == 0 ||
	    header.sh_info >= image->section_count)
		return diag_error("%s: '%s' belongs to a section that does not exist", name,
				  image->sections[i].name);
	struct image_section *section = &image->sections[header.sh_info];
	if (header.sh_type == SHT_RELA) {
		section->has_rela = true;
		return 0;
	}
	Elf_Data *data = elf_getdata(scn, NULL);
	size_t count = data ? data->d_size / sizeof(Elf64_Rel) : 0;
	section->relocs = xreallocarray(section->relocs, section->reloc_count + count,
					sizeof(*section->relocs));
	for (size_t k = 0; k < count; k++) {
		GElf_Rel raw;
		if (!gelf_getrel(data, (int)k, &raw) ||
		    GELF_R_SYM(raw.r_info) >= image->symbol_count || raw.r_offset >= section->size)
			return diag_error("%s: relocation %zu of section '%s' is out of range",
					  name, k, section->name);
		section->relocs[section->reloc_count++] =
			(struct image_reloc){.offset = raw.r_offset,
					     .type = (uint32_t)GELF_R_TYPE(raw.r_info),
					     .symbol = (uint32_t)GELF_R_SYM(raw.r_info)};
	}
	if (section->reloc_count)
		qsort(section->relocs, section->reloc_count, sizeof(*section->relocs), by_offset);
	return 0;
}

static int read_all_rels(struct image *image, const char *name)
{
	for (size_t i = 1; i < image->section_count; i++) {
		uint32_t type = image->sections[i].type;
		if ((type == SHT_REL || type == SHT_RELA) && read_rels(image, name, i))
			return -1;
	}
	return 0;
}

int image_read(struct image *image, const char *name, const void *bytes, size_t size)
{
	*image = (struct image){.name = name};
	elf_version(EV_CURRENT);
	/* libelf may write into the memory it is given, and keeps pointing into it. */
	image->copy = xcalloc(size + 1, 1);
	if (size)
		memcpy(image->copy, bytes, size);
	image->elf = elf_memory(image->copy, size);
	if (!image->elf)
		return diag_error("%s: is no ELF file", name);
	if (read_header(image, name) || read_sections(image, name, size) ||
	    read_symbols(image, name) || read_all_rels(image, name))
		return -1;
	return 0;
}
