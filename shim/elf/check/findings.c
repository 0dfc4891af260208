/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Collects the findings of the rules, and finds their source lines. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/message.h"
#include "elf/btf/lines.h"
#include "elf/check/rules.h"
#include "elf/code/program.h"
#include "kernel/version.h"

#define MAX_FINDINGS 20 /* of one function: a screenful. A compiler with a bug repeats it. */

static void add(struct checker *checker, struct finding finding, const char *fmt, va_list args)
{
	struct buf text = {0};

	buf_vprintf(&text, fmt, args);
	finding.text = text.data;
	if (checker->finding_count == checker->finding_room) {
		checker->finding_room = checker->finding_room ? checker->finding_room * 2 : 32;
		checker->findings = xreallocarray(checker->findings, checker->finding_room,
						  sizeof(*checker->findings));
	}
	checker->last = &checker->findings[checker->finding_count++];
	*checker->last = finding;
}

/* Returns false, and counts the finding as hidden, if the function has enough findings that no
 * kernel accepts. */
static bool has_room(struct checker *checker, const struct program *program)
{
	size_t count = 0;

	/* The findings of one function are adjacent, at the end of the list. */
	for (size_t i = checker->finding_count; program && i-- > 0;) {
		if (checker->findings[i].program != program)
			break;
		count += checker->findings[i].since == 0;
	}
	if (count < MAX_FINDINGS)
		return true;
	checker->hidden[program - checker->programs.at]++;
	return false;
}

static void find(struct checker *checker, const char *rule, const struct program *program,
		 size_t insn, const char *fmt, va_list args)
{
	checker->last = NULL;
	if (has_room(checker, program))
		add(checker,
		    (struct finding){.rule = rule, .program = program, .insn = insn, .count = 1},
		    fmt, args);
}

void check_found(struct checker *checker, const char *rule, const struct program *program,
		 size_t insn, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	find(checker, rule, program, insn, fmt, args);
	va_end(args);
}

static struct finding warning_at(const char *rule, const struct program *program, size_t insn)
{
	return (struct finding){.rule = rule,
				.program = program,
				.insn = insn,
				.since = KERNEL_OLDEST,
				.warning = true,
				.count = 1};
}

static void warn(struct checker *checker, const char *rule, const struct program *program,
		 size_t insn, const char *fmt, va_list args)
{
	checker->last = NULL;
	for (size_t i = 0; i < checker->finding_count; i++) {
		struct finding *finding = &checker->findings[i];
		if (finding->warning && strcmp(finding->rule, rule) == 0) {
			finding->count++;
			return;
		}
	}
	add(checker, warning_at(rule, program, insn), fmt, args);
}

void check_warned(struct checker *checker, const char *rule, const struct program *program,
		  size_t insn, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	warn(checker, rule, program, insn, fmt, args);
	va_end(args);
}

void check_doubted(struct checker *checker, const char *rule, const struct program *program,
		   size_t insn, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	if (checker->promised)
		find(checker, rule, program, insn, fmt, args);
	else
		warn(checker, rule, program, insn, fmt, args);
	va_end(args);
}

static struct finding *find_same(struct checker *checker, const char *rule,
				 const struct program *program, unsigned since)
{
	for (size_t i = checker->finding_count; program && i-- > 0;) {
		struct finding *finding = &checker->findings[i];
		if (finding->program != program)
			break;
		if (finding->since == since && !finding->warning &&
		    strcmp(finding->rule, rule) == 0)
			return finding;
	}
	return NULL;
}

void check_needs(struct checker *checker, const char *rule, const struct program *program,
		 size_t insn, unsigned since, const char *fmt, ...)
{
	va_list args;

	checker->last = NULL;
	struct finding *same = find_same(checker, rule, program, since);
	if (same && since)
		same->count++;
	if ((since && since <= KERNEL_OLDEST) || (same && since) ||
	    (!since && !has_room(checker, program)))
		return;
	va_start(args, fmt);
	add(checker,
	    (struct finding){
		    .rule = rule, .program = program, .insn = insn, .since = since, .count = 1},
	    fmt, args);
	va_end(args);
}

void check_help(struct checker *checker, const char *help)
{
	if (checker->last)
		checker->last->help = help;
}

void check_about(struct checker *checker, const char *symbol)
{
	if (checker->last)
		checker->last->symbol = symbol;
}

static struct diag_where where_variable(const struct checker *checker, const char *symbol)
{
	const struct line_name *variable =
		symbol && checker->lines ? lines_variable(checker->lines, symbol) : NULL;
	if (!variable)
		return (struct diag_where){0};
	return (struct diag_where){.file = variable->file, .line = variable->line};
}

/* In a function without lines, lines_find() may return a line of the function before it. */
struct diag_where check_where(const struct checker *checker, const struct finding *finding)
{
	const struct program *program = finding->program;
	struct diag_where where = {0};

	if (!program)
		return where_variable(checker, finding->symbol);
	where.function = program->name;
	uint64_t offset =
		program->offset + (finding->insn == NO_INSN ? 0 : finding->insn * INSN_SIZE);
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
