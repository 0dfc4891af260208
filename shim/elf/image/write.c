/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * From an image to bytes. The order is that of the file that was read, so equal inputs give equal
 * bytes: each section with its relocations after it, then symbols and strings.
 */
#include <errno.h>
#include <gelf.h>
#include <libelf.h>
#include <stdlib.h>
#include <stdnoreturn.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/text.h"
#include "elf/image/image.h"

struct writer {
	const struct image *image;
	Elf *elf;
	uint32_t *section_index; /* new index by old one; 0: not in the output */
	uint32_t *symbol_index;  /* likewise */
	size_t symbol_count;     /* in the output, with the empty one */
	size_t local_count;      /* symbols before the first global one */
	struct buf section_names;
	struct buf symbol_names;
	uint32_t symtab; /* its index in the output */
};

/* libelf only fails here when the system refuses something (which sets errno) or when the calls are
 * wrong. */
static noreturn void fail(void)
{
	if (errno)
		diag_fatal("cannot make the object");
	diag_bug(elf_errmsg(-1));
}

static void *must(void *result)
{
	if (!result)
		fail();
	return result;
}

static uint32_t add_string(struct buf *table, const char *text)
{
	if (!*text)
		return 0;
	uint32_t at = (uint32_t)table->size;
	buf_append(table, text, strlen(text) + 1);
	return at;
}

/* Adds a section; 'bytes' must live until the file is written. */
static GElf_Shdr add_section(struct writer *w, const char *name, uint32_t type, Elf_Type content,
			     void *bytes, size_t size, uint64_t align, uint32_t *index)
{
	Elf_Scn *scn = must(elf_newscn(w->elf));
	Elf_Data *data = must(elf_newdata(scn));
	GElf_Shdr header;

	data->d_type = content;
	data->d_buf = bytes;
	data->d_size = size;
	data->d_align = align;
	must(gelf_getshdr(scn, &header));
	header.sh_name = add_string(&w->section_names, name);
	header.sh_type = type;
	header.sh_addralign = align;
	*index = (uint32_t)elf_ndxscn(scn);
	return header;
}

static void set_header(struct writer *w, uint32_t index, GElf_Shdr header)
{
	if (!gelf_update_shdr(elf_getscn(w->elf, index), &header))
		diag_bug(elf_errmsg(-1));
}

static void number_symbols(struct writer *w)
{
	const struct image *image = w->image;

	w->symbol_count = 1;
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 1; i < image->symbol_count; i++) {
			const struct image_symbol *symbol = &image->symbols[i];
			if (symbol->keep && (symbol->bind != STB_LOCAL) == pass)
				w->symbol_index[i] = (uint32_t)w->symbol_count++;
		}
		if (pass == 0)
			w->local_count = w->symbol_count;
	}
}

/* The sections with contents; the table of relocations follows the section it belongs to, and is
 * filled in later, when symbols have their numbers. */
static void add_contents(struct writer *w, Elf64_Rel **rels)
{
	const struct image *image = w->image;

	for (size_t i = 1; i < image->section_count; i++) {
		const struct image_section *section = &image->sections[i];
		if (!section->keep)
			continue;
		GElf_Shdr header =
			add_section(w, section->name, section->type, ELF_T_BYTE, section->data,
				    section->size, section->align, &w->section_index[i]);
		header.sh_flags = section->flags;
		set_header(w, w->section_index[i], header);
		if (!section->reloc_count)
			continue;
		rels[i] = xcalloc(section->reloc_count, sizeof(**rels));
		for (size_t k = 0; k < section->reloc_count; k++) {
			const struct image_reloc *reloc = &section->relocs[k];
			rels[i][k].r_offset = reloc->offset;
			rels[i][k].r_info =
				ELF64_R_INFO(w->symbol_index[reloc->symbol], reloc->type);
		}
		char *name = xasprintf(".rel%s", section->name);
		uint32_t index;
		header = add_section(w, name, SHT_REL, ELF_T_REL, rels[i],
				     section->reloc_count * sizeof(**rels), 8, &index);
		free(name);
		header.sh_info = w->section_index[i];
		header.sh_entsize = sizeof(**rels);
		header.sh_flags = SHF_INFO_LINK;
		set_header(w, index, header);
	}
}

static Elf64_Sym *make_symbols(struct writer *w)
{
	const struct image *image = w->image;
	Elf64_Sym *table = xcalloc(w->symbol_count, sizeof(*table));

	for (size_t i = 1; i < image->symbol_count; i++) {
		const struct image_symbol *symbol = &image->symbols[i];
		if (!w->symbol_index[i])
			continue;
		Elf64_Sym *out = &table[w->symbol_index[i]];
		out->st_name = add_string(&w->symbol_names, symbol->name);
		out->st_value = symbol->value;
		out->st_size = symbol->size;
		out->st_info = ELF64_ST_INFO(symbol->bind, symbol->type);
		out->st_other = symbol->visibility;
		out->st_shndx = symbol->section ? (uint16_t)w->section_index[symbol->section]
						: symbol->shndx;
	}
	return table;
}

/* The table of symbols, its strings, and last the names of the sections. */
static void add_tables(struct writer *w, Elf64_Sym *symbols)
{
	GElf_Shdr header = add_section(w, ".symtab", SHT_SYMTAB, ELF_T_SYM, symbols,
				       w->symbol_count * sizeof(*symbols), 8, &w->symtab);
	header.sh_link = w->symtab + 1;
	header.sh_info = (uint32_t)w->local_count;
	header.sh_entsize = sizeof(*symbols);
	set_header(w, w->symtab, header);

	uint32_t index;
	header = add_section(w, ".strtab", SHT_STRTAB, ELF_T_BYTE, w->symbol_names.data,
			     w->symbol_names.size, 1, &index);
	set_header(w, index, header);

	/* Its own name must be in it before its size is taken. */
	header = add_section(w, ".shstrtab", SHT_STRTAB, ELF_T_BYTE, NULL, 0, 1, &index);
	Elf_Data *data = must(elf_getdata(elf_getscn(w->elf, index), NULL));
	data->d_buf = w->section_names.data;
	data->d_size = w->section_names.size;
	set_header(w, index, header);

	GElf_Ehdr elf_header;
	must(gelf_getehdr(w->elf, &elf_header));
	elf_header.e_shstrndx = (uint16_t)index;
	gelf_update_ehdr(w->elf, &elf_header);
}

/* Tables of relocations know the table of symbols only when all sections have numbers. */
static void link_relocations(struct writer *w)
{
	GElf_Shdr header;

	for (uint32_t i = 1; i < w->symtab; i++) {
		must(gelf_getshdr(elf_getscn(w->elf, i), &header));
		if (header.sh_type != SHT_REL)
			continue;
		header.sh_link = w->symtab;
		set_header(w, i, header);
	}
}

static void start_file(struct writer *w)
{
	must(gelf_newehdr(w->elf, ELFCLASS64));
	GElf_Ehdr header;
	must(gelf_getehdr(w->elf, &header));
	header.e_ident[EI_DATA] = w->image->big_endian ? ELFDATA2MSB : ELFDATA2LSB;
	header.e_type = ET_REL;
	header.e_machine = EM_BPF;
	header.e_version = EV_CURRENT;
	header.e_flags = w->image->flags;
	if (!gelf_update_ehdr(w->elf, &header))
		diag_bug(elf_errmsg(-1));
}

static void read_back(int fd, size_t size, struct buf *out)
{
	char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);

	if (bytes == MAP_FAILED)
		diag_fatal("cannot map the object");
	buf_release(out);
	buf_append(out, bytes, size);
	munmap(bytes, size);
}

void image_write(const struct image *image, struct buf *out)
{
	struct writer w = {.image = image};
	Elf64_Rel **rels = xcalloc(image->section_count, sizeof(*rels));
	int fd = memfd_create("object", MFD_CLOEXEC);

	if (fd < 0)
		diag_fatal("cannot make a file in memory");
	elf_version(EV_CURRENT);
	errno = 0;
	w.elf = must(elf_begin(fd, ELF_C_WRITE, NULL));
	w.section_index = xcalloc(image->section_count, sizeof(*w.section_index));
	w.symbol_index = xcalloc(image->symbol_count + 1, sizeof(*w.symbol_index));
	buf_append_byte(&w.section_names, 0);
	buf_append_byte(&w.symbol_names, 0);

	start_file(&w);
	number_symbols(&w);
	add_contents(&w, rels);
	Elf64_Sym *symbols = make_symbols(&w);
	add_tables(&w, symbols);
	link_relocations(&w);
	int64_t size = elf_update(w.elf, ELF_C_WRITE);
	if (size < 0)
		fail();
	read_back(fd, (size_t)size, out);

	elf_end(w.elf);
	close(fd);
	free(symbols);
	for (size_t i = 0; i < image->section_count; i++)
		free(rels[i]);
	free(rels);
	free(w.section_index);
	free(w.symbol_index);
	buf_release(&w.section_names);
	buf_release(&w.symbol_names);
}
