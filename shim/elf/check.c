/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Runs all rules over an object, and reports what they find. */
#include "elf/check.h"

#include <stdarg.h>
#include <stdlib.h>

#include "elf/check_parts.h"

#define MAX_FINDINGS 20 /* printed, of one function */

typedef void (*program_rule)(struct checker *checker, const struct program *program);
typedef void (*object_rule)(struct checker *checker);

static const program_rule program_rules[] = {
	check_function_names, check_opcodes, check_flow, check_references, check_limits,
};

static const object_rule object_rules[] = {
	check_has_program, check_license, check_sections, check_gaps,
	check_symbols,     check_maps,    check_data,
};

/* A function without lines of its own must not borrow those of the function before it. */
static struct diag_where find_source(const struct checker *checker, const struct program *program,
				     size_t insn)
{
	struct diag_where where = {.function = program->name};
	uint64_t offset = program->offset + (insn == NO_INSN ? 0 : insn * 8);
	const struct line *line =
		checker->lines ? lines_find(checker->lines, program->section, (uint32_t)offset)
			       : NULL;

	if (!line || line->offset < program->offset)
		return where;
	where.file = line->file;
	where.line = line->line;
	where.column = line->column;
	return where;
}

bool check_found(struct checker *checker, const struct program *program, size_t insn,
		 const char *fmt, ...)
{
	if (checker->current != program) {
		checker->current = program;
		checker->found = 0;
	}
	if (++checker->found > MAX_FINDINGS)
		return false;
	struct diag_where where = find_source(checker, program, insn);
	struct buf text = {0};
	va_list args;

	if (insn != NO_INSN)
		buf_printf(&text, "insn %zu: ", insn);
	va_start(args, fmt);
	buf_vprintf(&text, fmt, args);
	va_end(args);
	diag_error_at(&where, "%s", text.data);
	buf_release(&text);
	return true;
}

static void check_program(struct checker *checker, const struct program *program)
{
	checker->current = program;
	checker->found = 0;
	for (size_t i = 0; i < sizeof(program_rules) / sizeof(*program_rules); i++)
		program_rules[i](checker, program);
	if (checker->found > MAX_FINDINGS) {
		struct diag_where where = {.function = program->name};
		diag_error_at(&where, "and %u more findings", checker->found - MAX_FINDINGS);
	}
}

static void run_rules(struct checker *checker)
{
	for (size_t i = 0; i < sizeof(object_rules) / sizeof(*object_rules); i++)
		object_rules[i](checker);
	for (size_t i = 0; i < checker->programs.count; i++)
		check_program(checker, &checker->programs.at[i]);
}

int check_object(const char *name, const struct buf *object, const struct profile *profile,
		 const struct lines *lines)
{
	struct checker checker = {.name = name, .profile = profile, .lines = lines};
	unsigned before = diag_errors();

	if (programs_read(&checker.programs, name, object->data, object->size) == 0 &&
	    btf_read(&checker.btf, checker.programs.image) == 0)
		run_rules(&checker);
	btf_release(&checker.btf);
	programs_release(&checker.programs);
	return diag_errors() == before ? 0 : -1;
}
