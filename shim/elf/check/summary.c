/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Statistics of each program for --report-file. */
#include <bsd/stdlib.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/names.h"
#include "base/symbol.h"
#include "base/text.h"
#include "elf/btf/lines.h"
#include "elf/check/report.h"
#include "elf/check/rules.h"
#include "elf/code/program.h"
#include "elf/image/image.h"
#include "kernel/version.h"

/* functions in the list: two screenfuls; the remainder is counted */
#define MAX_LISTED 40

struct share {
	const char *function; /* borrowed */
	size_t insns;
};

struct shares {
	struct share *at;
	size_t count;
	size_t total;
};

static void add_share(struct shares *shares, const char *function)
{
	size_t i = 0;
	while (i < shares->count && strcmp(shares->at[i].function, function) != 0)
		i++;
	if (i == shares->count) {
		shares->at = xreallocarray(shares->at, i + 1, sizeof(*shares->at));
		shares->at[shares->count++] = (struct share){.function = function};
	}
	shares->at[i].insns++;
	shares->total++;
}

/* Each instruction counts for the function that its source line is in. If that is unknown, it
 * counts for the function that contains it. */
static void count_program(const struct checker *checker, const struct program *program,
			  struct shares *shares)
{
	const struct line *last = NULL;
	const char *function = NULL;
	for (size_t i = 0; i < program->insn_count; i++) {
		uint64_t offset = program->offset + i * INSN_SIZE;
		const struct line *line =
			lines_find(checker->lines, program->section, (uint32_t)offset);
		if (line && line->offset < program->offset)
			line = NULL;
		if (line != last)
			function = line ? lines_function(checker->lines, line) : NULL;
		last = line;
		add_share(shares, function ? function : program->name);
	}
}

static int by_insns(const void *a, const void *b)
{
	size_t x = ((const struct share *)a)->insns, y = ((const struct share *)b)->insns;
	return (x < y) - (x > y);
}

static void put_shares(const struct checker *checker, const struct program *const *list,
		       size_t count, struct buf *out)
{
	struct shares shares = {0};
	for (size_t i = 0; i < count; i++)
		count_program(checker, list[i], &shares);
	if (shares.count)
		mergesort(shares.at, shares.count, sizeof(*shares.at), by_insns);
	buf_printf(out, "  instructions come from:\n");
	for (size_t i = 0; i < shares.count && i < MAX_LISTED; i++) {
		char *name = symbol_demangle(shares.at[i].function);
		buf_printf(out, "  %8zu %3zu %%  %s\n", shares.at[i].insns,
			   shares.at[i].insns * 100 / shares.total, name);
		free(name);
	}
	if (shares.count > MAX_LISTED)
		buf_printf(out, "  and from %zu more\n", shares.count - MAX_LISTED);
	if (!checker->lines->function_count)
		buf_printf(out, "  (set 'debug = 1' in the profile that is built to see which were "
				"inlined)\n");
	free(shares.at);
}

void report_collect_maps(const struct checker *checker, const struct program *const *list,
			 size_t count, struct names *maps)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < list[i]->reloc_count; k++) {
			const struct reloc *reloc = &list[i]->relocs[k];
			const struct image *image = checker->programs.image;
			if (!reloc_is_map(&checker->programs, reloc))
				continue;
			bool own = section_is_maps(&image->sections[reloc->section_index]);
			const char *name = own && *reloc->symbol ? reloc->symbol : reloc->section;
			names_add(maps, name, strlen(name));
		}
}

static void put_maps(const struct checker *checker, const struct program *const *list, size_t count,
		     struct buf *out)
{
	struct names maps = {0};
	report_collect_maps(checker, list, count, &maps);
	buf_printf(out, "%zu map%s%s", maps.count, maps.count == 1 ? "" : "s",
		   maps.count ? " (" : "");
	for (size_t i = 0; i < maps.count; i++)
		buf_printf(out, "%s%s", i ? ", " : "", maps.at[i]);
	buf_printf(out, "%s\n", maps.count ? ")" : "");
	names_release(&maps);
}

/* Writes the statistics of a program with all that it calls. */
static void put_program(const struct checker *checker, const struct program *program,
			struct buf *out)
{
	const struct program **list = xcalloc(checker->programs.count, sizeof(*list));
	unsigned oldest = check_oldest(checker, program);
	char *name = symbol_demangle(program->name);
	size_t insns = 0;

	list[0] = program;
	size_t count = programs_reach(&checker->programs, list, 1);
	for (size_t i = 0; i < count; i++)
		insns += list[i]->insn_count;
	buf_printf(out, "%sprogram '%s' in section '%s'\n", out->size ? "\n" : "", name,
		   program->section);
	buf_printf(out, "  %zu instructions, %u bytes of stack, ", insns, program->stack);
	put_maps(checker, list, count, out);
	if (oldest)
		buf_printf(out, "  fits Linux %u.%u and later\n", KERNEL_MAJOR(oldest),
			   KERNEL_MINOR(oldest));
	for (size_t i = 1; i < count; i++) {
		char *callee = symbol_demangle(list[i]->name);
		buf_printf(out, "  calls '%s': %zu of the instructions, %u bytes of stack\n",
			   callee, list[i]->insn_count, list[i]->stack);
		free(callee);
	}
	put_shares(checker, list, count, out);
	free(name);
	free(list);
}

void report_summary(const struct checker *checker, struct buf *out)
{
	for (size_t i = 0; i < checker->programs.count; i++)
		if (program_is_entry(&checker->programs.at[i]))
			put_program(checker, &checker->programs.at[i], out);
}
