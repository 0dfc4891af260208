/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What programs cost, as one HTML or SVG file that needs no other. */
#ifndef SHIM_PAGE_PAGE_H
#define SHIM_PAGE_PAGE_H

#include "base/buf.h"
#include "base/json.h"
#include "elf/check/rules.h"
#include "explain/explain.h"

struct page {
	struct buf body;     /* the programs */
	struct json json;    /* the same numbers */
	struct buf pictures; /* the flame graphs, one below the other */
	unsigned height;     /* of all of them */
};

/* What the kernel said of a program. */
struct page_verdict {
	bool loaded;
	const struct costs *costs;
};

void page_open(struct page *page, const char *object);
/* Adds an entry point with all that it calls. checker->lines must be set. The verdict may be NULL:
 * nobody has asked. */
void page_add(struct page *page, const struct checker *checker, const struct program *program,
	      const struct page_verdict *verdict);
/* What kind of file a report is, by its name. */
enum page_kind {
	PAGE_NONE, /* text */
	PAGE_HTML,
	PAGE_SVG, /* only the flame graphs */
};
enum page_kind page_kind(const char *path);

/* Appends the programs to 'out', and releases the page. */
void page_close(struct page *page, enum page_kind kind, struct buf *out);

/* Append the programs of an object that no kernel has been asked about: for check_object(). */
void page_write_html(const struct checker *checker, struct buf *out);
void page_write_svg(const struct checker *checker, struct buf *out);

/* Appends the file: messages as text, and what page_close() has given. */
void page_wrap(struct buf *out, enum page_kind kind, const struct buf *messages,
	       const struct buf *programs);

#endif
