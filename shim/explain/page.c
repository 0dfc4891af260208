/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Draws programs as bars: functions below their program, lines below their function. */
#include "explain/page.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/symbol.h"

static const char head[] =
	"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	"<title>BPF programs</title>\n<style>\n"
	"body { font: 14px sans-serif; margin: 2em; }\n"
	".row { display: flex; }\n"
	".row > div { box-sizing: border-box; border: 1px solid #fff; background: #f4b266; "
	"overflow: hidden; white-space: nowrap; font-size: 11px; height: 18px; min-width: 0; }\n"
	".row > div.function { background: #e8895b; }\n"
	"td, th { padding: 0 1em 0 0; text-align: right; }\n"
	"td:first-child, th:first-child { text-align: left; font-family: monospace; }\n"
	"</style>\n</head>\n<body>\n<h1>BPF programs</h1>\n";

/* Names come from untrusted files. */
static void put_text(struct buf *out, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		if (strchr("<>&\"'", c))
			buf_printf(out, "&#%u;", c);
		else
			buf_append_byte(out, c < 0x20 ? '?' : c);
	}
}

static void put_bar(struct buf *out, const char *class, size_t weight, const char *text,
		    unsigned line)
{
	struct buf label = {0};

	put_text(&label, text);
	if (line)
		buf_printf(&label, ":%u", line);
	buf_printf(
		out,
		"<div class=\"%s\" style=\"flex: %zu 1 0\" title=\"%s, %zu instructions\">%s</div>\n",
		class, weight, label.data, weight, label.data);
	buf_release(&label);
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* The functions of a program, each as wide as it has instructions. */
static void put_functions(struct buf *out, const struct layout *layout)
{
	buf_printf(out, "<div class=\"row\">\n");
	for (size_t i = 0; i < layout->count; i += layout->spots[i].function->insn_count) {
		const struct program *function = layout->spots[i].function;
		char *name = symbol_demangle(function->name);
		put_bar(out, "function", function->insn_count, name, 0);
		free(name);
	}
	buf_printf(out, "</div>\n");
}

/* Runs of instructions of one line, in their order. */
static void put_lines(struct buf *out, const struct subject *subject, const struct layout *layout)
{
	const char *text;
	size_t weight = 0;
	struct diag_where run = {0};

	buf_printf(out, "<div class=\"row\">\n");
	for (size_t i = 0; i <= layout->count; i++) {
		struct diag_where where = {0};
		if (i < layout->count)
			where = spot_where(subject, layout->spots[i], &text);
		bool same = weight && i < layout->count && where.line == run.line &&
			    where.file == run.file && where.function == run.function;
		if (weight && !same) {
			put_bar(out, "line", weight, run.file ? base_name(run.file) : "?",
				run.line);
			weight = 0;
		}
		run = where;
		weight++;
	}
	buf_printf(out, "</div>\n");
}

static uint64_t steps_of(const struct cost *cost, const struct diag_where *where)
{
	for (size_t i = 0; i < cost->line_count; i++)
		if (cost->lines[i].where.line == where->line &&
		    strcmp(cost->lines[i].where.file, where->file) == 0)
			return cost->lines[i].steps;
	return 0;
}

static void put_table(struct page *page, const struct cost *size, const struct cost *walked)
{
	buf_printf(&page->body, "<table>\n<tr><th>line</th><th>instructions</th>"
				"<th>steps of the verifier</th></tr>\n");
	json_open(&page->json, "lines", '[');
	for (size_t i = 0; i < size->line_count; i++) {
		const struct cost_line *line = &size->lines[i];
		uint64_t steps = steps_of(walked, &line->where);
		buf_printf(&page->body, "<tr><td>");
		put_text(&page->body, line->where.file);
		buf_printf(&page->body, ":%u</td><td>%" PRIu64 "</td><td>%" PRIu64 "</td></tr>\n",
			   line->where.line, line->steps, steps);
		json_open(&page->json, NULL, '{');
		json_string(&page->json, "file", line->where.file);
		json_number(&page->json, "line", line->where.line);
		json_number(&page->json, "instructions", line->steps);
		json_number(&page->json, "steps", steps);
		json_close(&page->json, '}');
	}
	json_close(&page->json, ']');
	buf_printf(&page->body, "</table>\n");
}

static void put_summary(struct page *page, const struct page_program *program,
			const struct layout *layout)
{
	const struct costs *costs = program->costs;
	struct json *json = &page->json;
	char *name = symbol_demangle(program->name);

	buf_printf(&page->body, "<h2>");
	put_text(&page->body, name);
	buf_printf(&page->body,
		   "</h2>\n<p>%s. %zu instructions; the verifier walked %" PRIu64 " in %" PRIu64
		   " states and %" PRIu64 " us. %u bytes of stack, %u maps.</p>\n",
		   program->loaded ? "Loaded" : "Refused", layout->count, costs->processed,
		   costs->states, costs->microseconds, layout->entry->stack,
		   layout->entry->map_count);
	json_string(json, "name", name);
	json_bool(json, "loaded", program->loaded);
	json_number(json, "instructions", layout->count);
	json_number(json, "walked", costs->processed);
	json_number(json, "states", costs->states);
	json_number(json, "microseconds", costs->microseconds);
	json_number(json, "stack", layout->entry->stack);
	json_number(json, "maps", layout->entry->map_count);
	free(name);
}

void page_open(struct page *page, const char *object)
{
	*page = (struct page){0};
	json_open(&page->json, NULL, '{');
	json_string(&page->json, "object", object);
	json_open(&page->json, "programs", '[');
}

void page_add(struct page *page, const struct subject *subject, const struct page_program *program)
{
	const struct log nothing = {0};
	struct layout layout;
	struct cost size;

	layout_find(&layout, subject, &nothing, program->name);
	if (layout.entry) {
		cost_count(&size, subject, &layout, NULL);
		json_open(&page->json, NULL, '{');
		put_summary(page, program, &layout);
		put_functions(&page->body, &layout);
		put_lines(&page->body, subject, &layout);
		put_table(page, &size, &program->costs->cost);
		json_close(&page->json, '}');
		cost_release(&size);
	}
	layout_release(&layout);
}

/* In a script, "</" would end it. */
static void put_script(struct buf *out, const char *json)
{
	for (; *json; json++) {
		if (*json == '<')
			buf_printf(out, "\\u003c");
		else
			buf_append_byte(out, *json);
	}
}

void page_close(struct page *page, struct buf *out)
{
	json_close(&page->json, ']');
	json_close(&page->json, '}');
	buf_append(out, head, sizeof(head) - 1);
	buf_append(out, page->body.data, page->body.size);
	buf_printf(out, "<script type=\"application/json\" id=\"numbers\">");
	put_script(out, page->json.text.data);
	buf_printf(out, "</script>\n</body>\n</html>\n");
	buf_release(&page->body);
	buf_release(&page->json.text);
}
