/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Growing bytes, sets of names, and allocation that does not fail: a linker that is out of memory
 * has nothing better to do than to say so and exit, so x*() do that.
 *
 * Invariant of struct buf: data is NULL (nothing yet) or holds 'size' bytes and a NUL after them.
 */
#ifndef SHIM_BASE_BUF_H
#define SHIM_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

struct buf {
	char *data; /* owned */
	size_t size;
	size_t room; /* allocated bytes */
};

void buf_append(struct buf *buf, const void *bytes, size_t size);
void buf_append_byte(struct buf *buf, int byte);
void buf_vprintf(struct buf *buf, const char *fmt, va_list args);
void buf_printf(struct buf *buf, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Frees the contents; the buf itself is empty again. */
void buf_release(struct buf *buf);

/* A set of names in the order in which they were added. */
struct names {
	char **at; /* owned strings */
	size_t count;
	size_t room;
	uint32_t *slots; /* hash table of positions + 1 in 'at'; 0: free */
	size_t slot_count;
};

/* Adds a copy of name[0..len); returns false when it was there already. */
bool names_add(struct names *names, const char *name, size_t len);
bool names_has(const struct names *names, const char *name);
void names_release(struct names *names);

void *xcalloc(size_t count, size_t size);
void *xreallocarray(void *old, size_t count, size_t size);
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t len);
char *xasprintf(const char *fmt, ...) PRINTF_LIKE(1, 2);

#endif
