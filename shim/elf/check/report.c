/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Prints findings as messages, as a page or as JSON. */
#include "elf/check/report.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/message.h"
#include "base/symbol.h"
#include "elf/code/program.h"
#include "elf/walk/walk.h"
#include "kernel/verifier.h"
#include "kernel/version.h"

#define VERSION_SIZE 16

/* Formats "5.10". Returns NULL for 0. */
static const char *version(char text[VERSION_SIZE], unsigned kernel)
{
	snprintf(text, VERSION_SIZE, "%u.%u", KERNEL_MAJOR(kernel), KERNEL_MINOR(kernel));
	return kernel ? text : NULL;
}

/* Appends the finding's text, with its instruction and the first kernel that accepts it. */
static void describe(struct buf *out, const struct finding *finding)
{
	char since[VERSION_SIZE];

	if (finding->insn != NO_INSN)
		buf_printf(out, "insn %zu: ", finding->insn);
	buf_printf(out, "%s", finding->text);
	if (finding->count > 1)
		buf_printf(out, ", and %zu more", finding->count - 1);
	if (finding->since && !finding->warning)
		buf_printf(out, ": needs Linux %s", version(since, finding->since));
}

static void report(const struct checker *checker, const struct finding *finding)
{
	struct diag_where where = check_where(checker, finding);
	struct buf text = {0};

	if (!where.file && checker->one_of_many)
		where.file = checker->name;
	else if (checker->one_of_many || (!finding->program && !where.file))
		buf_printf(&text, "%s: ", checker->name);
	describe(&text, finding);
	if (finding->warning)
		diag_warning_at(&where, "%s", text.data);
	else
		diag_error_at(&where, "%s", text.data);
	if (finding->help)
		diag_help("%s", finding->help);
	buf_release(&text);
}

static void report_hidden(const struct checker *checker, const struct program *program)
{
	struct diag_where where = {.file = checker->one_of_many ? checker->name : NULL,
				   .function = program->name};
	size_t hidden = checker->hidden[program - checker->programs.at];

	if (hidden)
		diag_error_at(&where, "and %zu more findings", hidden);
}

int report_errors(const struct checker *checker, unsigned kernel)
{
	for (size_t i = 0; i < checker->finding_count; i++) {
		const struct finding *finding = &checker->findings[i];
		const struct program *program = finding->program;
		if (finding->warning || check_counts(checker, finding, kernel))
			report(checker, finding);
		if (program && (i + 1 == checker->finding_count || finding[1].program != program))
			report_hidden(checker, program);
	}
	return check_fits(checker, kernel) ? 0 : -1;
}

void report_trace(const struct checker *checker)
{
	char text[VERSION_SIZE];

	for (size_t i = 0; i < checker->programs.count; i++) {
		const struct program *program = &checker->programs.at[i];
		unsigned oldest = program_is_entry(program) ? check_oldest(checker, program) : 0;
		if (!oldest)
			continue;
		char *name = symbol_demangle(program->name);
		diag_trace("'%s' fits Linux %s and later", name, version(text, oldest));
		free(name);
	}
}

static void print_needs(const struct checker *checker, const struct program *program)
{
	for (size_t i = 0; i < checker->finding_count; i++) {
		const struct finding *finding = &checker->findings[i];
		if (finding->program != program || !finding->since || finding->warning)
			continue;
		struct diag_where where = check_where(checker, finding);
		struct buf text = {0};
		describe(&text, finding);
		if (where.file)
			printf("    %s:%u:%u: %s\n", where.file, where.line, where.column,
			       text.data);
		else
			printf("    %s\n", text.data);
		buf_release(&text);
	}
}

static void print_program(const struct checker *checker, const struct program *program)
{
	const struct program **list = xcalloc(checker->programs.count, sizeof(*list));
	unsigned oldest = check_oldest(checker, program);
	char *name = symbol_demangle(program->name);
	char text[VERSION_SIZE];

	printf("%s: '%s' in section '%s', %zu instructions: ", checker->name, name,
	       program->section, program->insn_count);
	if (oldest)
		printf("fits Linux %s and later\n", version(text, oldest));
	else
		printf("fits no kernel\n");
	free(name);
	print_needs(checker, NULL);
	list[0] = program;
	size_t count = programs_reach(&checker->programs, list, 1);
	for (size_t i = 0; i < count; i++)
		print_needs(checker, list[i]);
	free(list);
}

void report_page(const struct checker *checker)
{
	for (size_t i = 0; i < checker->programs.count; i++)
		if (program_is_entry(&checker->programs.at[i]))
			print_program(checker, &checker->programs.at[i]);
}

/* How many instructions the kernel's verifier walks, or at least walks; null if that is not known.
 */
static void json_walk(const struct checker *checker, struct json *json,
		      const struct program *program, unsigned kernel)
{
	struct verifier verifier = verifier_for_kernel(kernel);
	struct walk_estimate walk = {0};

	unsigned oldest = check_oldest(checker, program);

	if (oldest && oldest <= kernel)
		walk = walk_program(&checker->programs, &checker->btf, program, &verifier,
				    verifier.walk_limit);
	if (walk.processed && !walk.unknown)
		json_number(json, "walked", walk.processed);
	else
		json_string(json, "walked", NULL);
}

static void json_program(const struct checker *checker, struct json *json,
			 const struct program *program, unsigned kernel)
{
	unsigned oldest = check_oldest(checker, program);
	char text[VERSION_SIZE];

	json_open(json, NULL, '{');
	json_string(json, "name", program->name);
	json_string(json, "section", program->section);
	json_number(json, "instructions", program->insn_count);
	json_number(json, "stack", program->stack);
	json_number(json, "maps", program->map_count);
	json_string(json, "oldest", version(text, oldest));
	json_bool(json, "fits", oldest && (!kernel || oldest <= kernel));
	json_walk(checker, json, program, kernel);
	json_close(json, '}');
}

static void json_finding(const struct checker *checker, struct json *json,
			 const struct finding *finding)
{
	struct diag_where where = check_where(checker, finding);
	char text[VERSION_SIZE];

	json_open(json, NULL, '{');
	json_string(json, "rule", finding->rule);
	json_string(json, "severity", finding->warning ? "warning" : "error");
	json_string(json, "text", finding->text);
	json_string(json, "help", finding->help);
	json_string(json, "since", version(text, finding->warning ? 0 : finding->since));
	json_number(json, "count", finding->count);
	json_string(json, "function", where.function);
	if (finding->insn == NO_INSN)
		json_string(json, "insn", NULL);
	else
		json_number(json, "insn", finding->insn);
	json_string(json, "file", where.file);
	json_number(json, "line", where.line);
	json_number(json, "column", where.column);
	json_close(json, '}');
}

void report_json(const struct checker *checker, struct json *json, unsigned kernel, bool fits)
{
	json_open(json, NULL, '{');
	json_string(json, "file", checker->name);
	json_bool(json, "fits", fits);
	json_open(json, "programs", '[');
	for (size_t i = 0; i < checker->programs.count; i++)
		if (program_is_entry(&checker->programs.at[i]))
			json_program(checker, json, &checker->programs.at[i], kernel);
	json_close(json, ']');
	json_open(json, "findings", '[');
	for (size_t i = 0; i < checker->finding_count; i++)
		json_finding(checker, json, &checker->findings[i]);
	json_close(json, ']');
	json_close(json, '}');
}
