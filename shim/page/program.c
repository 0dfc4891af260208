/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One program of the page: its figures, its flame graph, and tables. */
#include <bsd/stdlib.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/names.h"
#include "base/symbol.h"
#include "elf/check/report.h"
#include "kernel/helpers.h"
#include "kernel/version.h"
#include "page/flame.h"
#include "page/page.h"

/* Calls that are inlined into each other, at most: the outermost ones of more. */
#define MAX_FRAMES 64

/* A line of source, and how many instructions are of it. */
struct row {
	const char *file; /* NULL: unknown */
	uint32_t line;
	size_t insns;
};

struct view {
	struct page *page;
	const struct checker *checker;
	const struct program **list; /* the entry point, and all that it reaches; owned */
	size_t count;
	size_t insns;
	struct row *rows; /* owned */
	size_t row_count;
	const char *titles; /* of the table at hand, until it has a row */
};

static void put(struct view *view, const char *text)
{
	flame_text(&view->page->body, text, SIZE_MAX);
}

/* ---- instructions ---- */

static const struct line *line_of(const struct view *view, const struct program *function,
				  size_t insn)
{
	uint64_t offset = function->offset + insn * INSN_SIZE;
	const struct line *line =
		lines_find(view->checker->lines, function->section, (uint32_t)offset);

	return line && line->offset >= function->offset ? line : NULL;
}

static void count_row(struct view *view, const struct line *line)
{
	const char *file = line ? line->file : NULL;
	uint32_t number = line ? line->line : 0;
	size_t i = 0;

	while (i < view->row_count &&
	       (view->rows[i].line != number || !view->rows[i].file != !file ||
		(file && strcmp(view->rows[i].file, file) != 0)))
		i++;
	if (i == view->row_count) {
		view->rows = xreallocarray(view->rows, i + 1, sizeof(*view->rows));
		view->rows[view->row_count++] = (struct row){.file = file, .line = number};
	}
	view->rows[i].insns++;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* Program, function, functions that were inlined into it, line. */
static void add_path(const struct view *view, struct flame *flame, const struct program *function,
		     const struct line *line, size_t weight)
{
	const char *path[MAX_FRAMES + 3];
	char *entry = symbol_demangle(view->list[0]->name), *name = symbol_demangle(function->name);
	const char *given = line ? lines_calls(view->checker->lines, function->name, line) : NULL;
	char *calls = given ? xstrdup(given) : NULL;
	char *last = line ? xasprintf("%s:%u", base_name(line->file), line->line) : xstrdup("?");
	size_t depth = 0;

	path[depth++] = entry;
	/* The verifier's steps are of another reading of the object. */
	if (strcmp(function->name, view->list[0]->name) != 0)
		path[depth++] = name;
	for (char *rest = calls, *call; depth < MAX_FRAMES && (call = strsep(&rest, "\n"));)
		path[depth++] = call;
	path[depth++] = last;
	flame_add(flame, path, depth, weight);
	free(entry);
	free(name);
	free(calls);
	free(last);
}

static void count_function(struct view *view, struct flame *flame, const struct program *function)
{
	const struct line *last = NULL;
	size_t weight = 0;

	for (size_t i = 0; i < function->insn_count; i++) {
		const struct line *line = line_of(view, function, i);
		count_row(view, line);
		if (weight && line != last) {
			add_path(view, flame, function, last, weight);
			weight = 0;
		}
		last = line;
		weight++;
	}
	if (weight)
		add_path(view, flame, function, last, weight);
	view->insns += function->insn_count;
}

static void draw(struct view *view, struct flame *flame)
{
	flame_draw(flame, 0, &view->page->body);
	view->page->height += flame_draw(flame, view->page->height, &view->page->pictures);
	flame_release(flame);
}

/* The same picture by what the verifier has walked. */
static void draw_steps(struct view *view, const struct cost *cost)
{
	struct flame flame = {.unit = "steps"};

	for (size_t i = 0; i < cost->spot_count; i++) {
		const struct cost_spot *at = &cost->spots[i];
		add_path(view, &flame, at->spot.function,
			 line_of(view, at->spot.function, at->spot.insn), at->steps);
	}
	buf_printf(&view->page->body, "<p>Steps of the verifier:</p>\n");
	draw(view, &flame);
}

static int by_insns(const void *a, const void *b)
{
	size_t x = ((const struct row *)a)->insns, y = ((const struct row *)b)->insns;
	return (x < y) - (x > y);
}

static uint64_t steps_of(const struct cost *cost, const struct row *row)
{
	for (size_t i = 0; row->file && i < cost->line_count; i++)
		if (cost->lines[i].where.line == row->line && cost->lines[i].where.file &&
		    strcmp(cost->lines[i].where.file, row->file) == 0)
			return cost->lines[i].steps;
	return 0;
}

static void put_place(struct view *view, const char *file, unsigned line)
{
	struct json *json = &view->page->json;

	buf_printf(&view->page->body, "<td class=\"code\">");
	put(view, file ? file : "?");
	if (file)
		buf_printf(&view->page->body, ":%u", line);
	buf_printf(&view->page->body, "</td>");
	json_string(json, "file", file);
	json_number(json, "line", line);
}

static void put_number(struct view *view, const char *name, uint64_t number)
{
	buf_printf(&view->page->body, "<td>%" PRIu64 "</td>", number);
	json_number(&view->page->json, name, number);
}

static void put_cell(struct view *view, const char *class, const char *name, const char *text)
{
	buf_printf(&view->page->body, "<td class=\"%s\">", class);
	put(view, text);
	buf_printf(&view->page->body, "</td>");
	json_string(&view->page->json, name, text);
}

static void open_row(struct view *view)
{
	if (view->titles)
		buf_printf(&view->page->body, "<table>\n<tr>%s</tr>\n", view->titles);
	view->titles = NULL;
	buf_printf(&view->page->body, "<tr>");
	json_open(&view->page->json, NULL, '{');
}

static void close_row(struct view *view)
{
	buf_printf(&view->page->body, "</tr>\n");
	json_close(&view->page->json, '}');
}

/* A table without rows is not shown. */
static void open_table(struct view *view, const char *name, const char *titles)
{
	view->titles = titles;
	json_open(&view->page->json, name, '[');
}

static void close_table(struct view *view)
{
	if (!view->titles)
		buf_printf(&view->page->body, "</table>\n");
	json_close(&view->page->json, ']');
}

static void put_lines(struct view *view, const struct cost *cost)
{
	open_table(view, "lines",
		   cost ? "<th class=\"text\">line</th><th>instructions</th>"
			  "<th>steps of the verifier</th>"
			: "<th class=\"text\">line</th><th>instructions</th>");
	if (view->row_count)
		mergesort(view->rows, view->row_count, sizeof(*view->rows), by_insns);
	for (size_t i = 0; i < view->row_count; i++) {
		const struct row *row = &view->rows[i];
		open_row(view);
		put_place(view, row->file, row->line);
		put_number(view, "instructions", row->insns);
		if (cost)
			put_number(view, "steps", steps_of(cost, row));
		close_row(view);
	}
	close_table(view);
}

/* ---- the stack, older kernels ---- */

/* This function, or one of this name. */
static bool reaches(const struct view *view, const struct program *program, const char *name)
{
	for (size_t i = 0; i < view->count; i++)
		if (view->list[i] == program || strcmp(view->list[i]->name, name) == 0)
			return true;
	return false;
}

static void put_variables(struct view *view)
{
	const struct lines *lines = view->checker->lines;

	open_table(view, "variables",
		   "<th class=\"text\">on the stack</th><th class=\"text\">of function</th>"
		   "<th class=\"text\">line</th><th>bytes</th>");
	for (size_t i = 0; i < lines->local_count; i++) {
		const struct line_local *local = &lines->locals[i];
		if (!reaches(view, NULL, local->function))
			continue;
		char *function = symbol_demangle(local->function);
		open_row(view);
		put_cell(view, "code", "name", local->name);
		put_cell(view, "code", "function", function);
		put_place(view, local->file, local->line);
		put_number(view, "bytes", local->bytes);
		close_row(view);
		free(function);
	}
	close_table(view);
}

/* What stands in the way of older kernels. */
static void put_needs(struct view *view)
{
	open_table(view, "needs",
		   "<th class=\"text\">needs Linux</th><th class=\"text\">for</th>"
		   "<th class=\"text\">line</th>");
	for (size_t i = 0; i < view->checker->finding_count; i++) {
		const struct finding *finding = &view->checker->findings[i];
		if (finding->warning || !finding->since ||
		    (finding->program && !reaches(view, finding->program, "")))
			continue;
		struct diag_where where = check_where(view->checker, finding);
		char *since = xasprintf("%u.%u", KERNEL_MAJOR(finding->since),
					KERNEL_MINOR(finding->since));
		open_row(view);
		put_cell(view, "text", "since", since);
		put_cell(view, "text", "text", finding->text);
		put_place(view, where.file, where.line);
		close_row(view);
		free(since);
	}
	close_table(view);
}

/* ---- the summary ---- */

static void collect_helpers(const struct view *view, struct names *helpers)
{
	for (size_t i = 0; i < view->count; i++)
		for (size_t k = 0; k < view->list[i]->insn_count; k++) {
			const struct insn *insn = &view->list[i]->insns[k];
			if (insn->opcode != OP_CALL || insn->src != CALL_HELPER ||
			    program_reloc(view->list[i], k))
				continue;
			const char *known = helper_name((unsigned)insn->imm);
			char *name = known ? xasprintf("bpf_%s", known)
					   : xasprintf("helper %d", insn->imm);
			names_add(helpers, name, strlen(name));
			free(name);
		}
}

static void put_names(struct view *view, const char *title, const char *member,
		      const struct names *names)
{
	json_open(&view->page->json, member, '[');
	buf_printf(&view->page->body, "<p>%s: ", title);
	for (size_t i = 0; i < names->count; i++) {
		buf_printf(&view->page->body, "%s", i ? ", " : "");
		put(view, names->at[i]);
		json_string(&view->page->json, NULL, names->at[i]);
	}
	buf_printf(&view->page->body, "%s</p>\n", names->count ? "" : "none");
	json_close(&view->page->json, ']');
}

static void put_verdict(struct view *view, const struct page_verdict *verdict)
{
	struct json *json = &view->page->json;
	const struct costs *costs = verdict->costs;

	buf_printf(&view->page->body,
		   "<p>%s; the verifier walked %" PRIu64 " instructions in %" PRIu64
		   " states and %" PRIu64 " us.</p>\n",
		   verdict->loaded ? "Loaded" : "Refused", costs->processed, costs->states,
		   costs->microseconds);
	json_bool(json, "loaded", verdict->loaded);
	json_number(json, "walked", costs->processed);
	json_number(json, "states", costs->states);
	json_number(json, "microseconds", costs->microseconds);
}

static void put_summary(struct view *view)
{
	const struct program *entry = view->list[0];
	unsigned oldest = check_oldest(view->checker, entry);
	char *name = symbol_demangle(entry->name);
	char *kernel =
		oldest ? xasprintf("%u.%u", KERNEL_MAJOR(oldest), KERNEL_MINOR(oldest)) : NULL;
	struct names maps = {0}, helpers = {0};

	buf_printf(&view->page->body, "<h2>");
	put(view, name);
	buf_printf(&view->page->body, "</h2>\n<p>Section ");
	put(view, entry->section);
	buf_printf(&view->page->body, ". %zu instructions, %u bytes of stack. %s%s%s.</p>\n",
		   view->insns, entry->stack, kernel ? "Fits Linux " : "Fits no kernel",
		   kernel ? kernel : "", kernel ? " and later" : "");
	json_string(&view->page->json, "name", name);
	json_string(&view->page->json, "section", entry->section);
	json_number(&view->page->json, "instructions", view->insns);
	json_number(&view->page->json, "stack", entry->stack);
	json_string(&view->page->json, "oldest", kernel);
	report_collect_maps(view->checker, view->list, view->count, &maps);
	collect_helpers(view, &helpers);
	put_names(view, "Maps", "maps", &maps);
	put_names(view, "Helpers", "helpers", &helpers);
	names_release(&maps);
	names_release(&helpers);
	free(name);
	free(kernel);
}

void page_add(struct page *page, const struct checker *checker, const struct program *program,
	      const struct page_verdict *verdict)
{
	struct view view = {.page = page, .checker = checker};
	struct flame flame = {.unit = "instructions"};
	/* Before 6.4, a kernel has no room for what it says of a large program. */
	const struct cost *cost =
		verdict && verdict->costs->cost.spot_count ? &verdict->costs->cost : NULL;

	view.list = xcalloc(checker->programs.count, sizeof(*view.list));
	view.list[0] = program;
	view.count = programs_reach(&checker->programs, view.list, 1);
	for (size_t i = 0; i < view.count; i++)
		count_function(&view, &flame, view.list[i]);
	json_open(&page->json, NULL, '{');
	put_summary(&view);
	if (verdict)
		put_verdict(&view, verdict);
	draw(&view, &flame);
	if (cost)
		draw_steps(&view, cost);
	put_lines(&view, cost);
	put_variables(&view);
	put_needs(&view);
	json_close(&page->json, '}');
	free(view.rows);
	free(view.list);
}
