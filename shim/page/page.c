/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The file around the programs. */
#include "page/page.h"

#include <string.h>

#include "elf/code/program.h"
#include "page/flame.h"

static const char head[] = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
			   "<title>BPF programs</title>\n<style>\n"
			   "body { font: 14px sans-serif; margin: 2em; }\n"
			   "svg { display: block; width: 100%; height: auto; }\n"
			   "table { margin: 1em 0; }\n"
			   "td, th { padding: 0 1em 0 0; text-align: right; }\n"
			   "td.text, th.text { text-align: left; }\n"
			   "td.code { text-align: left; font-family: monospace; }\n"
			   "</style>\n</head>\n<body>\n<h1>BPF programs</h1>\n";

void page_open(struct page *page, const char *object)
{
	*page = (struct page){0};
	json_open(&page->json, NULL, '{');
	json_string(&page->json, "object", object);
	json_open(&page->json, "programs", '[');
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

void page_close(struct page *page, enum page_kind kind, struct buf *out)
{
	json_close(&page->json, ']');
	json_close(&page->json, '}');
	if (kind == PAGE_SVG) {
		buf_printf(out, "<svg viewBox=\"0 0 %d %u\">\n", FLAME_WIDTH, page->height);
		buf_append(out, page->pictures.data, page->pictures.size);
		buf_printf(out, "</svg>\n");
	} else {
		buf_append(out, page->body.data, page->body.size);
		buf_printf(out, "<script type=\"application/json\" id=\"numbers\">");
		put_script(out, page->json.text.data);
		buf_printf(out, "</script>\n");
	}
	buf_release(&page->body);
	buf_release(&page->pictures);
	buf_release(&page->json.text);
}

static void write_programs(const struct checker *checker, enum page_kind kind, struct buf *out)
{
	struct page page;

	page_open(&page, checker->name);
	for (size_t i = 0; i < checker->programs.count; i++)
		if (program_is_entry(&checker->programs.at[i]))
			page_add(&page, checker, &checker->programs.at[i], NULL);
	page_close(&page, kind, out);
}

void page_write_html(const struct checker *checker, struct buf *out)
{
	write_programs(checker, PAGE_HTML, out);
}

void page_write_svg(const struct checker *checker, struct buf *out)
{
	write_programs(checker, PAGE_SVG, out);
}

enum page_kind page_kind(const char *path)
{
	const char *dot = path ? strrchr(path, '.') : NULL;

	if (dot && strcmp(dot, ".html") == 0)
		return PAGE_HTML;
	return dot && strcmp(dot, ".svg") == 0 ? PAGE_SVG : PAGE_NONE;
}

/* Messages keep their lines. */
static void put_messages(struct buf *out, const struct buf *messages)
{
	const char *at = messages->data, *end;

	for (size_t left = messages->size; left; left -= (size_t)(end - at) + 1, at = end + 1) {
		end = memchr(at, '\n', left);
		flame_text(out, at, end ? (size_t)(end - at) : left);
		buf_printf(out, "\n");
		if (!end)
			break;
	}
}

void page_wrap(struct buf *out, enum page_kind kind, const struct buf *messages,
	       const struct buf *programs)
{
	bool html = kind == PAGE_HTML;

	if (html)
		buf_append(out, head, sizeof(head) - 1);
	else
		buf_printf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\">\n");
	if (messages->size) {
		buf_printf(out, html ? "<pre>" : "<desc>");
		put_messages(out, messages);
		buf_printf(out, html ? "</pre>\n" : "</desc>\n");
	}
	buf_append(out, programs->data, programs->size);
	buf_printf(out, html ? "</body>\n</html>\n" : "</svg>\n");
}
