/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Judges the debug information of an object: btf_check [-l] OBJECT
 *
 * The kernel takes the section .BTF as it stands in the file (bpf(2), BPF_BTF_LOAD); func_info has
 * exactly one record for each function, at its first instruction; line_info ascends, begins at the
 * first instruction of each function, and points at no second half of a 64-bit load. -l prints the
 * lines: section+offset, the file without its directories, line, text.
 *
 * Exit status: 0; 1 something is wrong, said on stdout; 2 wrong words, no object or no BTF; 77 this
 * process may not load BTF.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <gelf.h>

enum {
	EXIT_SKIP = 77,
	LD_IMM64 = 0x18,
	LOG_SIZE = 1 << 20,
};

struct object {
	Elf *elf;
	size_t names;      /* the section with the names of sections */
	struct btf *types; /* for the strings */
	const uint8_t *ext;
	size_t ext_size;
	bool show_lines;
	unsigned wrong;
};

/* A table of .BTF.ext for one section of code. */
struct table {
	const char *section;
	const uint8_t *records;
	uint32_t count, record_size;
};

static uint32_t word(const uint8_t *at)
{
	uint32_t value;
	memcpy(&value, at, sizeof(value));
	return value;
}

static void complain(struct object *object, const char *what, const char *section, uint64_t offset)
{
	printf("%s: %s+%ju\n", what, section, (uintmax_t)offset);
	object->wrong++;
}

static const char *name_of(const struct object *object, Elf_Scn *scn, GElf_Shdr *header)
{
	const char *name = gelf_getshdr(scn, header)
				   ? elf_strptr(object->elf, object->names, header->sh_name)
				   : NULL;
	return name ? name : "";
}

static Elf_Scn *find_section(const struct object *object, const char *wanted)
{
	GElf_Shdr header;

	for (Elf_Scn *scn = NULL; (scn = elf_nextscn(object->elf, scn));)
		if (strcmp(name_of(object, scn, &header), wanted) == 0)
			return scn;
	return NULL;
}

static void load_types(struct object *object, Elf_Data *data)
{
	static char log[LOG_SIZE];
	LIBBPF_OPTS(bpf_btf_load_opts, opts, .log_buf = log, .log_size = sizeof(log),
		    .log_level = 1);

	int fd = bpf_btf_load(data->d_buf, data->d_size, NULL);
	if (fd < 0 && errno == EPERM)
		exit(EXIT_SKIP);
	if (fd >= 0) {
		close(fd);
		return;
	}
	printf("the kernel refuses the BTF: %s\n", strerror(errno));
	bpf_btf_load(data->d_buf, data->d_size, &opts);
	fputs(log, stdout);
	object->wrong++;
}

/* The records of the table at 'offset' and 'size' (words of the header) for a section of code. */
static bool find_table(const struct object *object, unsigned header_word, const char *section,
		       struct table *table)
{
	const uint8_t *header = object->ext;
	const uint8_t *at = header + word(header + 4) + word(header + 4 * header_word);
	const uint8_t *end = at + word(header + 4 * (header_word + 1));

	if (end <= at || end > object->ext + object->ext_size)
		return false;
	table->record_size = word(at);
	for (at += 4; at + 8 <= end; at += (uint64_t)table->count * table->record_size) {
		table->section = btf__str_by_offset(object->types, word(at));
		table->count = word(at + 4);
		at += 8;
		table->records = at;
		if (table->section && strcmp(table->section, section) == 0)
			return true;
	}
	return false;
}

static bool has_record(const struct table *table, uint64_t offset)
{
	for (uint32_t i = 0; i < table->count; i++)
		if (word(table->records + (size_t)i * table->record_size) == offset)
			return true;
	return false;
}

static void check_functions(struct object *object, size_t section, const struct table *funcs,
			    const struct table *lines)
{
	Elf_Scn *scn = find_section(object, ".symtab");
	Elf_Data *data = scn ? elf_getdata(scn, NULL) : NULL;
	uint32_t count = 0;
	GElf_Sym symbol;

	for (int i = 0; data && gelf_getsym(data, i, &symbol); i++) {
		if (GELF_ST_TYPE(symbol.st_info) != STT_FUNC || symbol.st_shndx != section)
			continue;
		count++;
		if (!has_record(funcs, symbol.st_value))
			complain(object, "a function without func_info", funcs->section,
				 symbol.st_value);
		if (!has_record(lines, symbol.st_value))
			complain(object, "a function without a first line", funcs->section,
				 symbol.st_value);
	}
	if (count != funcs->count)
		complain(object, "as many func_info as functions are wanted", funcs->section,
			 count);
}

static void print_line(const struct object *object, const char *section, const uint8_t *record)
{
	const char *file = btf__str_by_offset(object->types, word(record + 4));
	const char *text = btf__str_by_offset(object->types, word(record + 8));
	const char *slash = file ? strrchr(file, '/') : NULL;

	printf("%s+%u %s:%u:", section, word(record), slash ? slash + 1 : file,
	       word(record + 12) >> 10);
	printf(" %s\n", text ? text + strspn(text, " \t") : "");
}

static void check_lines(struct object *object, const Elf_Data *code, const struct table *lines)
{
	int64_t before = -1;

	for (uint32_t i = 0; i < lines->count; i++) {
		const uint8_t *record = lines->records + (size_t)i * lines->record_size;
		int64_t offset = word(record);
		if (offset <= before)
			complain(object, "line_info does not ascend", lines->section,
				 (uint64_t)offset);
		if (offset % 8 || offset >= (int64_t)code->d_size ||
		    (offset && ((const uint8_t *)code->d_buf)[offset - 8] == LD_IMM64))
			complain(object, "line_info at no instruction", lines->section,
				 (uint64_t)offset);
		before = offset;
		if (object->show_lines)
			print_line(object, lines->section, record);
	}
}

static void check_code(struct object *object)
{
	GElf_Shdr header;

	for (Elf_Scn *scn = NULL; (scn = elf_nextscn(object->elf, scn));) {
		const char *name = name_of(object, scn, &header);
		struct table funcs, lines;
		if (header.sh_type != SHT_PROGBITS || !(header.sh_flags & SHF_EXECINSTR))
			continue;
		if (!find_table(object, 2, name, &funcs) || !find_table(object, 4, name, &lines)) {
			complain(object, "code without func_info or line_info", name, 0);
			continue;
		}
		check_functions(object, elf_ndxscn(scn), &funcs, &lines);
		check_lines(object, elf_getdata(scn, NULL), &lines);
	}
}

int main(int argc, char **argv)
{
	struct object object = {.show_lines = argc == 3 && strcmp(argv[1], "-l") == 0};
	int fd = argc == 2 + object.show_lines ? open(argv[argc - 1], O_RDONLY | O_CLOEXEC) : -1;

	elf_version(EV_CURRENT);
	object.elf = fd < 0 ? NULL : elf_begin(fd, ELF_C_READ, NULL);
	if (!object.elf || elf_getshdrstrndx(object.elf, &object.names))
		errx(2, "usage: btf_check [-l] OBJECT");
	Elf_Scn *types = find_section(&object, ".BTF"), *ext = find_section(&object, ".BTF.ext");
	if (!types || !ext)
		errx(2, "%s: no BTF", argv[argc - 1]);
	Elf_Data *data = elf_rawdata(types, NULL), *ext_data = elf_rawdata(ext, NULL);
	load_types(&object, data);
	object.types = btf__new(data->d_buf, (uint32_t)data->d_size);
	if (!object.types)
		errx(1, "libbpf does not take the BTF");
	object.ext = ext_data->d_buf;
	object.ext_size = ext_data->d_size;
	check_code(&object);
	btf__free(object.types);
	elf_end(object.elf);
	close(fd);
	return object.wrong != 0;
}
