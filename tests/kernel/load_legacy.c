/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loading by hand, the way RedBPF's and aya's loaders do it: sections 'maps/NAME' (one map each)
 * and 'maps' (one map per symbol) start with the five words of struct bpf_map_def; data sections
 * become arrays of one value; a relocation is judged by the section of its symbol, not by its type.
 */
#include "load.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <gelf.h>

struct map_def {
	uint32_t type;
	uint32_t key_size;
	uint32_t value_size;
	uint32_t max_entries;
	uint32_t flags;
};

struct section {
	const char *name;
	Elf_Data *data; /* NULL: no contents */
	GElf_Shdr header;
};

struct object {
	Elf *elf;
	struct section *sections; /* by section number */
	size_t section_count;
	GElf_Sym *symbols;
	size_t symbol_count;
	size_t names; /* section number of the symbols' string table */
	const char *license;
};

/* A place that relocations may point to. */
struct target {
	size_t section;
	uint64_t offset; /* of the map definition in the section */
	int fd;
	bool is_data; /* the address of the bytes is wanted, not the map */
};

struct targets {
	struct target *at;
	size_t count;
};

static bool is_map_section(const char *name)
{
	return !strcmp(name, "maps") || !strncmp(name, "maps/", 5);
}

static bool is_data_section(const char *name)
{
	return !strcmp(name, ".bss") || !strncmp(name, ".data", 5) || !strncmp(name, ".rodata", 7);
}

static void read_symbols(struct object *object, size_t number)
{
	const struct section *section = &object->sections[number];

	object->names = section->header.sh_link;
	object->symbol_count = section->header.sh_size / sizeof(Elf64_Sym);
	object->symbols = load_alloc(object->symbol_count, sizeof(*object->symbols));
	for (size_t i = 0; i < object->symbol_count; i++) {
		if (!gelf_getsym(section->data, (int)i, &object->symbols[i]))
			errx(1, "symbol %zu: %s", i, elf_errmsg(-1));
	}
}

static void read_object(const char *path, struct object *object)
{
	size_t names;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		err(1, "%s", path);
	elf_version(EV_CURRENT);
	object->elf = elf_begin(fd, ELF_C_READ, NULL);
	if (!object->elf || elf_getshdrnum(object->elf, &object->section_count) ||
	    elf_getshdrstrndx(object->elf, &names))
		errx(1, "%s: %s", path, elf_errmsg(-1));

	object->license = "";
	object->sections = load_alloc(object->section_count, sizeof(*object->sections));
	for (size_t i = 1; i < object->section_count; i++) {
		struct section *section = &object->sections[i];
		Elf_Scn *scn = elf_getscn(object->elf, i);

		if (!gelf_getshdr(scn, &section->header))
			errx(1, "%s: section %zu: %s", path, i, elf_errmsg(-1));
		section->name = elf_strptr(object->elf, names, section->header.sh_name);
		section->data = elf_getdata(scn, NULL);
		if (!section->name)
			errx(1, "%s: section %zu has no name", path, i);
		if (section->header.sh_type == SHT_SYMTAB)
			read_symbols(object, i);
		if (!strcmp(section->name, "license"))
			object->license = section->data->d_buf;
	}
}

static const char *symbol_name(const struct object *object, const GElf_Sym *symbol)
{
	const char *name = elf_strptr(object->elf, object->names, symbol->st_name);

	if (!name)
		errx(1, "a symbol without name");
	return name;
}

static void add_target(struct targets *targets, const struct target *target)
{
	targets->at = reallocarray(targets->at, targets->count + 1, sizeof(*targets->at));
	if (!targets->at)
		err(1, "reallocarray");
	targets->at[targets->count++] = *target;
}

static int create_map(struct loaded *loaded, const char *name, const struct map_def *def)
{
	LIBBPF_OPTS(bpf_map_create_opts, opts, .map_flags = def->flags);
	int fd = bpf_map_create(def->type, NULL, def->key_size, def->value_size, def->max_entries,
				&opts);

	if (fd < 0)
		err(1, "map '%s'", name);
	loaded_add_map(loaded, &(struct map){.name = name,
					     .fd = fd,
					     .key_size = def->key_size,
					     .value_size = def->value_size});
	return fd;
}

static void create_maps(struct object *object, size_t number, struct targets *targets,
			struct loaded *loaded)
{
	const struct section *section = &object->sections[number];
	const char *slash = strchr(section->name, '/');

	for (size_t i = 0; i < object->symbol_count; i++) {
		const GElf_Sym *symbol = &object->symbols[i];
		struct map_def def;

		if (symbol->st_shndx != number || GELF_ST_TYPE(symbol->st_info) != STT_OBJECT)
			continue;
		if (symbol->st_size < sizeof(def) || symbol->st_value > section->data->d_size ||
		    section->data->d_size - symbol->st_value < sizeof(def))
			errx(1, "section '%s': a map definition is too short", section->name);
		memcpy(&def, (char *)section->data->d_buf + symbol->st_value, sizeof(def));
		int fd = create_map(loaded, slash ? slash + 1 : symbol_name(object, symbol), &def);
		add_target(targets, &(struct target){number, symbol->st_value, fd, false});
	}
}

static void create_data_map(struct object *object, size_t number, struct targets *targets,
			    struct loaded *loaded)
{
	const struct section *section = &object->sections[number];
	bool constant = !(section->header.sh_flags & SHF_WRITE);
	struct map_def def = {
		.type = BPF_MAP_TYPE_ARRAY,
		.key_size = sizeof(uint32_t),
		.value_size = (uint32_t)section->header.sh_size,
		.max_entries = 1,
		.flags = constant ? BPF_F_RDONLY_PROG : 0,
	};
	int fd = create_map(loaded, section->name, &def);
	uint32_t zero = 0;

	if (section->header.sh_type != SHT_NOBITS &&
	    bpf_map_update_elem(fd, &zero, section->data->d_buf, BPF_ANY))
		err(1, "section '%s'", section->name);
	if (constant && bpf_map_freeze(fd))
		err(1, "section '%s'", section->name);
	add_target(targets, &(struct target){number, 0, fd, true});
}

static void relocate(const struct object *object, const struct targets *targets,
		     const GElf_Sym *symbol, struct bpf_insn *insn)
{
	for (size_t i = 0; i < targets->count; i++) {
		const struct target *target = &targets->at[i];

		if (target->section != symbol->st_shndx)
			continue;
		if (target->is_data) {
			insn[0].src_reg = BPF_PSEUDO_MAP_VALUE;
			insn[1].imm = insn[0].imm + (int)symbol->st_value;
		} else if (symbol->st_value + (uint64_t)insn[0].imm == target->offset) {
			insn[0].src_reg = BPF_PSEUDO_MAP_FD;
			insn[1].imm = 0;
		} else {
			continue;
		}
		insn[0].imm = target->fd;
		return;
	}
	errx(1, "a relocation points to '%s', which is no map and no data",
	     symbol_name(object, symbol));
}

/* Applies the relocations that lie in insns, which are at 'start' in the section. */
static void relocate_program(const struct object *object, const struct targets *targets,
			     size_t number, uint64_t start, struct bpf_insn *insns, size_t count)
{
	for (size_t i = 1; i < object->section_count; i++) {
		const struct section *section = &object->sections[i];
		GElf_Rel rel;

		if (section->header.sh_type != SHT_REL || section->header.sh_info != number)
			continue;
		for (int n = 0; gelf_getrel(section->data, n, &rel); n++) {
			uint64_t at = (rel.r_offset - start) / sizeof(*insns);
			size_t symbol = GELF_R_SYM(rel.r_info);

			if (rel.r_offset < start || at >= count)
				continue;
			if (symbol >= object->symbol_count || at + 1 == count ||
			    insns[at].code != (BPF_LD | BPF_IMM | BPF_DW))
				errx(1, "a relocation is not at a wide load");
			relocate(object, targets, &object->symbols[symbol], &insns[at]);
		}
	}
}

/* The names of libbpf, with anything after a '/', and two of RedBPF's own. */
static enum bpf_prog_type program_type(const char *section)
{
	enum bpf_attach_type attach;
	enum bpf_prog_type type;
	char kind[64];

	snprintf(kind, sizeof(kind), "%.*s", (int)strcspn(section, "/"), section);
	if (!strcmp(kind, "socketfilter"))
		return BPF_PROG_TYPE_SOCKET_FILTER;
	if (!strcmp(kind, "tc_action"))
		return BPF_PROG_TYPE_SCHED_ACT;
	libbpf_set_print(NULL);
	if (libbpf_prog_type_by_name(section, &type, &attach) &&
	    libbpf_prog_type_by_name(kind, &type, &attach))
		errx(1, "section '%s' is of no known program type", section);
	return type;
}

static void load_program(const struct object *object, const struct targets *targets,
			 const GElf_Sym *symbol, struct loaded *loaded)
{
	const struct section *section = &object->sections[symbol->st_shndx];
	const char *name = symbol_name(object, symbol);
	size_t count = symbol->st_size / sizeof(struct bpf_insn);
	LIBBPF_OPTS(bpf_prog_load_opts, opts, .log_buf = load_log, .log_size = LOAD_LOG_SIZE);

	if (!count || symbol->st_value > section->data->d_size ||
	    section->data->d_size - symbol->st_value < symbol->st_size)
		errx(1, "program '%s' has a wrong size", name);
	struct bpf_insn *insns = load_alloc(count, sizeof(*insns));
	memcpy(insns, (char *)section->data->d_buf + symbol->st_value, count * sizeof(*insns));
	relocate_program(object, targets, symbol->st_shndx, symbol->st_value, insns, count);

	int fd = bpf_prog_load(program_type(section->name), NULL, object->license, insns, count,
			       &opts);
	if (fd < 0)
		load_refused(name, errno);
	free(insns);
	loaded_add_program(loaded, name, fd);
}

int load_is_legacy(const char *path)
{
	struct object object = {0};

	read_object(path, &object);
	for (size_t i = 1; i < object.section_count; i++) {
		if (is_map_section(object.sections[i].name))
			return true;
	}
	return false;
}

void load_legacy(const char *path, struct loaded *loaded)
{
	struct object object = {0};
	struct targets targets = {0};

	read_object(path, &object);
	for (size_t i = 1; i < object.section_count; i++) {
		if (is_map_section(object.sections[i].name))
			create_maps(&object, i, &targets, loaded);
		else if (is_data_section(object.sections[i].name))
			create_data_map(&object, i, &targets, loaded);
	}
	for (size_t i = 0; i < object.symbol_count; i++) {
		const GElf_Sym *symbol = &object.symbols[i];

		if (GELF_ST_TYPE(symbol->st_info) == STT_FUNC &&
		    symbol->st_shndx < object.section_count &&
		    strcmp(object.sections[symbol->st_shndx].name, ".text"))
			load_program(&object, &targets, symbol, loaded);
	}
}
