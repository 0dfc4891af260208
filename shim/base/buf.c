/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Growing bytes, sets of names, allocation that does not fail. */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
		diag_bug("bad format");
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

/* FNV-1a: short names, no hostile keys worth a stronger hash (a flood only makes the link slow). */
static uint32_t hash(const char *name, size_t len)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)name[i]) * 16777619u;
	return h;
}

/* The slot that holds the name, or the free one where it belongs. */
static uint32_t *find_slot(const struct names *names, const char *name, size_t len)
{
	size_t mask = names->slot_count - 1;
	for (size_t i = hash(name, len) & mask;; i = (i + 1) & mask) {
		uint32_t *slot = &names->slots[i];
		if (!*slot)
			return slot;
		const char *held = names->at[*slot - 1];
		if (strncmp(held, name, len) == 0 && held[len] == '\0')
			return slot;
	}
}

static void grow_slots(struct names *names)
{
	free(names->slots);
	names->slot_count = names->slot_count ? names->slot_count * 2 : 64;
	names->slots = xcalloc(names->slot_count, sizeof(*names->slots));
	for (size_t i = 0; i < names->count; i++)
		*find_slot(names, names->at[i], strlen(names->at[i])) = (uint32_t)(i + 1);
}

bool names_add(struct names *names, const char *name, size_t len)
{
	if (names->count * 2 >= names->slot_count)
		grow_slots(names);
	uint32_t *slot = find_slot(names, name, len);
	if (*slot)
		return false;
	if (names->count == names->room) {
		names->room = names->room ? names->room * 2 : 16;
		names->at = xreallocarray(names->at, names->room, sizeof(*names->at));
	}
	names->at[names->count++] = xstrndup(name, len);
	*slot = (uint32_t)names->count;
	return true;
}

bool names_has(const struct names *names, const char *name)
{
	return names->slot_count && *find_slot(names, name, strlen(name));
}

void names_release(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->at[i]);
	free(names->at);
	free(names->slots);
	*names = (struct names){0};
}

void *xcalloc(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);
	if (!p)
		diag_fatal("cannot allocate memory");
	return p;
}

void *xreallocarray(void *old, size_t count, size_t size)
{
	void *p = reallocarray(old, count ? count : 1, size ? size : 1);
	if (!p)
		diag_fatal("cannot allocate memory");
	return p;
}

char *xstrdup(const char *text)
{
	return xstrndup(text, strlen(text));
}

char *xstrndup(const char *text, size_t len)
{
	char *copy = strndup(text, len);
	if (!copy)
		diag_fatal("cannot allocate memory");
	return copy;
}

char *xasprintf(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	char *text;
	if (vasprintf(&text, fmt, args) < 0)
		diag_fatal("cannot allocate memory");
	va_end(args);
	return text;
}
