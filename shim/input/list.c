/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The list of inputs, and the magic numbers of their kinds. */
#include <ar.h>
#include <libelf.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/names.h"
#include "input/input.h"
#include "input/read.h"

struct input *inputs_add(struct inputs *inputs, char *name, const uint8_t *bytes, size_t size)
{
	if (inputs->count == inputs->room) {
		inputs->room = inputs->room ? inputs->room * 2 : 64;
		inputs->at = xreallocarray(inputs->at, inputs->room, sizeof(*inputs->at));
	}
	struct input *in = &inputs->at[inputs->count++];
	*in = (struct input){.kind = INPUT_BAD, .name = name, .bytes = bytes, .size = size};
	return in;
}

static void release(struct input *in)
{
	free(in->name);
	free(in->wrong);
	names_release(&in->defines);
}

void inputs_drop_last(struct inputs *inputs)
{
	release(&inputs->at[--inputs->count]);
}

void input_set_bad(struct input *in, const char *fmt, ...)
{
	in->kind = INPUT_BAD;
	if (in->wrong)
		return;
	va_list args;
	va_start(args, fmt);
	struct buf text = {0};
	buf_vprintf(&text, fmt, args);
	va_end(args);
	in->wrong = text.data;
}

static bool has_magic(const uint8_t *bytes, size_t size, const char *magic, size_t len)
{
	return size >= len && memcmp(bytes, magic, len) == 0;
}

/* Bitcode is bare or in the wrapper that Apple's tools add (LLVM BitCodeFormat, "Bitcode Wrapper
 * Format"). */
bool bytes_are_bitcode(const uint8_t *bytes, size_t size)
{
	return has_magic(bytes, size, "BC\xC0\xDE", 4) ||
	       has_magic(bytes, size, "\xDE\xC0\x17\x0B", 4);
}

bool bytes_are_elf(const uint8_t *bytes, size_t size)
{
	return has_magic(bytes, size, ELFMAG, SELFMAG);
}

bool bytes_are_archive(const uint8_t *bytes, size_t size)
{
	return has_magic(bytes, size, ARMAG, SARMAG);
}

bool bytes_are_thin_archive(const uint8_t *bytes, size_t size)
{
	return has_magic(bytes, size, "!<thin>\n", 8);
}

void inputs_release_list(struct inputs *inputs)
{
	for (size_t i = 0; i < inputs->count; i++)
		release(&inputs->at[i]);
	free(inputs->at);
	*inputs = (struct inputs){0};
}
