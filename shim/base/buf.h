/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A growing array of bytes.
 *
 * Invariant of struct buf: 'data' is NULL while nothing was appended. After that it holds 'size'
 * bytes and a terminating NUL.
 */
#ifndef SHIM_BASE_BUF_H
#define SHIM_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

#include "base/text.h"

struct buf {
	char *data; /* owned */
	size_t size;
	size_t room; /* allocated bytes */
};

void buf_append(struct buf *buf, const void *bytes, size_t size);
void buf_append_byte(struct buf *buf, int byte);
void buf_vprintf(struct buf *buf, const char *fmt, va_list args);
void buf_printf(struct buf *buf, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Frees the contents. The buf is empty afterwards and can be used again. */
void buf_release(struct buf *buf);

#endif
