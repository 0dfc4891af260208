/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A growing array of bytes. */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static void reserve(struct buf *buf, size_t extra)
{
	size_t need = buf->size + extra + 1;
	if (need <= buf->room)
		return;
	size_t room = buf->room ? buf->room : 64;
	while (room < need)
		room *= 2;
	buf->data = xreallocarray(buf->data, room, 1);
	buf->room = room;
}

void buf_append(struct buf *buf, const void *bytes, size_t size)
{
	reserve(buf, size);
	if (size)
		memcpy(buf->data + buf->size, bytes, size);
	buf->size += size;
	buf->data[buf->size] = '\0';
}

void buf_append_byte(struct buf *buf, int byte)
{
	char c = (char)byte;
	buf_append(buf, &c, 1);
}

void buf_vprintf(struct buf *buf, const char *fmt, va_list args)
{
	va_list copy;
	va_copy(copy, args);
	int len = vsnprintf(NULL, 0, fmt, copy);
	va_end(copy);
	if (len < 0)
		abort(); /* only a malformed format string makes vsnprintf() fail */
	reserve(buf, (size_t)len);
	vsnprintf(buf->data + buf->size, (size_t)len + 1, fmt, args);
	buf->size += (size_t)len;
}

void buf_printf(struct buf *buf, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	buf_vprintf(buf, fmt, args);
	va_end(args);
}

void buf_release(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){0};
}
