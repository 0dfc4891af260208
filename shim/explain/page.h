/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What programs cost, as one HTML file that needs no other. */
#ifndef SHIM_EXPLAIN_PAGE_H
#define SHIM_EXPLAIN_PAGE_H

#include "base/buf.h"
#include "base/json.h"
#include "explain/explain.h"

struct page {
	struct buf body;  /* the programs */
	struct json json; /* the same numbers */
};

/* One program as the page shows it. */
struct page_program {
	const char *name;
	bool loaded;
	const struct costs *costs;
};

void page_open(struct page *page, const char *object);
void page_add(struct page *page, const struct subject *subject, const struct page_program *program);
/* Appends the whole file to 'out', and releases the page. */
void page_close(struct page *page, struct buf *out);

#endif
