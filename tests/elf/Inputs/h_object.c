/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Runs the rooms object, program and check alone.
 *
 *   h_object [--btf] [--dwarf] [--lines] IN OUT    finish IN, check the result, write OUT
 *   h_object --check IN                  check IN as it is
 *
 * Prints one line for each function; --lines prints the line table, too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "elf/btf/btf.h"
#include "elf/check/check.h"
#include "elf/code/program.h"
#include "elf/finish/object.h"

static const struct profile profile = {/* no kernel chosen */
				       .last_btf = BTF_ENUM64,
				       .enum_sizes = 1};

static void die(const char *what)
{
	perror(what);
	exit(100);
}

static void read_file(const char *path, struct buf *bytes)
{
	FILE *file = fopen(path, "rb");
	char part[4096];
	size_t size;

	if (!file)
		die(path);
	while ((size = fread(part, 1, sizeof(part), file)) > 0)
		buf_append(bytes, part, size);
	fclose(file);
}

static void write_file(const char *path, const struct buf *bytes)
{
	FILE *file = fopen(path, "wb");

	if (!file || fwrite(bytes->data, 1, bytes->size, file) != bytes->size || fclose(file))
		die(path);
}

static void print_programs(const struct buf *object)
{
	struct programs programs;

	if (programs_read(&programs, "object", object->data, object->size) == 0)
		for (size_t i = 0; i < programs.count; i++) {
			const struct program *program = &programs.at[i];
			printf("%s %s+%ju insns %zu relocs %zu stack %u maps %u%s%s\n",
			       program->name, program->section, (uintmax_t)program->offset,
			       program->insn_count, program->reloc_count, program->stack,
			       program->map_count, program->has_back_edge ? " cycle" : "",
			       program_is_entry(program) ? " entry" : "");
		}
	programs_release(&programs);
}

static void print_lines(const struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		printf("line %s+%u %s:%u:%u\n", lines->at[i].section, lines->at[i].offset,
		       lines->at[i].file, lines->at[i].line, lines->at[i].column);
}

int main(int argc, char **argv)
{
	struct object_wants wants = {.profile = &profile};
	bool only_check = false, show_lines = false;
	struct buf object = {0};
	struct lines lines = {0};
	int result = 0, i;

	for (i = 1; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
		wants.btf |= strcmp(argv[i], "--btf") == 0;
		wants.dwarf |= strcmp(argv[i], "--dwarf") == 0;
		only_check |= strcmp(argv[i], "--check") == 0;
		show_lines |= strcmp(argv[i], "--lines") == 0;
	}
	if (argc - i != 2 - only_check)
		return 2;
	read_file(argv[i], &object);
	if (!only_check)
		result = object_finish(&object, wants, &lines);
	if (show_lines)
		print_lines(&lines);
	if (result == 0) {
		print_programs(&object);
		fflush(stdout);
		result = check_object(argv[argc - 1], &object, &profile, true, &lines, NULL, NULL);
	}
	if (result == 0 && !only_check)
		write_file(argv[i + 1], &object);
	lines_release(&lines);
	buf_release(&object);
	return result ? 1 : 0;
}
