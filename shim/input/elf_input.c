/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* ELF objects: those with bitcode in section .llvmbc, and the other kinds. */
#include <elf.h>
#include <gelf.h>
#include <string.h>

#include "base/names.h"
#include "base/symbol.h"
#include "base/text.h"
#include "input/input.h"
#include "input/read.h"

/* Facts from a walk over the section headers. */
struct findings {
	bool bitcode;
	GElf_Shdr bitcode_header;
	Elf_Scn *symtab;
	bool content; /* some section has contents at run time */
	bool bpf_sections;
};

/* libbpf's program kinds (src/libbpf.c, section_defs) and the sections of libbpf's and RedBPF's
 * maps, each cut at the first '/', '.' or '_'. */
static bool is_bpf_section(const char *name)
{
	static const char *const kinds[] = {
		"action",     "cgroup",  "classifier", "fentry",    "fexit",    "flow",    "fmod",
		"freplace",   "iter",    "kprobe",     "kretprobe", "ksyscall", "license", "lirc",
		"lsm",        "lwt",     "maps",       "netfilter", "perf",     "raw",     "sk",
		"socket",     "sockops", "struct",     "syscall",   "tc",       "tcx",     "tp",
		"tracepoint", "uprobe",  "uretprobe",  "usdt",      "xdp",
	};

	if (strcmp(name, ".maps") == 0)
		return true;
	size_t len = strcspn(name, "/._");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strlen(kinds[i]) == len && strncmp(name, kinds[i], len) == 0)
			return true;
	return false;
}

/* Stops at the bitcode: core's object has thousands of sections. */
static int walk_sections(Elf *elf, struct findings *found)
{
	size_t names;
	if (elf_getshdrstrndx(elf, &names) < 0)
		return -1;

	for (Elf_Scn *scn = NULL; !found->bitcode && (scn = elf_nextscn(elf, scn));) {
		GElf_Shdr header;
		if (!gelf_getshdr(scn, &header))
			return -1;
		const char *name = elf_strptr(elf, names, header.sh_name);
		if (!name)
			return -1;
		if (strcmp(name, ".llvmbc") == 0 && header.sh_size) {
			found->bitcode = true;
			found->bitcode_header = header;
		}
		if (header.sh_type == SHT_SYMTAB)
			found->symtab = scn;
		if ((header.sh_flags & SHF_ALLOC) && header.sh_size && header.sh_type != SHT_NOTE)
			found->content = true;
		if (is_bpf_section(name))
			found->bpf_sections = true;
	}
	return 0;
}

/* Adds the undefined global symbols of rustc's symbols.o, which are its export list. */
static int read_names(Elf *elf, Elf_Scn *symtab, struct names *names)
{
	GElf_Shdr header;
	Elf_Data *data = elf_getdata(symtab, NULL);
	if (!data || !gelf_getshdr(symtab, &header) || !header.sh_entsize)
		return -1;

	int count = (int)(data->d_size / header.sh_entsize);
	for (int i = 1; i < count; i++) {
		GElf_Sym sym;
		if (!gelf_getsym(data, i, &sym))
			return -1;
		if (GELF_ST_BIND(sym.st_info) != STB_GLOBAL || sym.st_shndx != SHN_UNDEF)
			continue;
		const char *name = elf_strptr(elf, header.sh_link, sym.st_name);
		if (!name)
			return -1;
		if (*name && !symbol_is_rustc_own(name))
			names_add(names, name, strlen(name));
	}
	return 0;
}

static int take_bitcode(struct input *in, const GElf_Shdr *section)
{
	if (section->sh_type == SHT_NOBITS || section->sh_offset > in->size ||
	    section->sh_size > in->size - section->sh_offset)
		return -1;
	in->bytes += section->sh_offset;
	in->size = section->sh_size;
	if (!bytes_are_bitcode(in->bytes, in->size))
		return -1;
	in->kind = INPUT_BITCODE;
	return 0;
}

/* libelf ignores a section header table beyond the end of the file. Such a file is truncated. */
static bool section_table_is_there(const GElf_Ehdr *header, size_t size)
{
	uint64_t count = header->e_shnum ? header->e_shnum : 1;
	return !header->e_shoff ||
	       (header->e_shoff <= size && count * header->e_shentsize <= size - header->e_shoff);
}

static int classify(struct input *in, Elf *elf)
{
	GElf_Ehdr header;
	struct findings found = {0};
	if (!elf || elf_kind(elf) != ELF_K_ELF || !gelf_getehdr(elf, &header) ||
	    !section_table_is_there(&header, in->size) || walk_sections(elf, &found) < 0)
		return -1;
	if (found.bitcode)
		return take_bitcode(in, &found.bitcode_header);
	if (header.e_type == ET_REL && found.symtab && !found.content) {
		in->kind = INPUT_SYMBOLS;
		return read_names(elf, found.symtab, &in->defines);
	}
	in->kind = INPUT_NO_BITCODE;
	in->has_bpf_sections = found.bpf_sections || header.e_machine == EM_BPF;
	return 0;
}

void input_read_elf(struct input *in)
{
	Elf *elf = elf_memory((char *)in->bytes, in->size);
	if (classify(in, elf) < 0)
		input_set_bad(in, "damaged object file");
	elf_end(elf);
}
