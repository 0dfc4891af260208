/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Tells the kinds of the files of the command line by their first bytes. */
#include "input/input.h"

#include <ar.h>
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

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

/* Bare, or in the wrapper that Apple's tools put around it (LLVM BitCodeFormat, "Bitcode Wrapper
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

static bool is_ir_name(const char *path)
{
	size_t len = strlen(path);
	return len > 3 && strcmp(path + len - 3, ".ll") == 0;
}

static void sort_file(struct inputs *inputs, const char *path, const uint8_t *bytes, size_t size)
{
	if (bytes_are_archive(bytes, size)) {
		inputs_read_archive(inputs, path, bytes, size);
		return;
	}

	struct input *in = inputs_add(inputs, xstrdup(path), bytes, size);
	if (bytes_are_bitcode(bytes, size))
		in->kind = INPUT_BITCODE;
	else if (bytes_are_elf(bytes, size))
		input_read_elf(in);
	else if (has_magic(bytes, size, "!<thin>\n", 8))
		input_set_bad(in, "thin archives are not supported");
	else if (is_ir_name(path))
		in->kind = INPUT_IR;
	else
		input_set_bad(in, "neither bitcode nor an object file nor an archive");
}

void inputs_read(struct inputs *inputs, const struct options *opts)
{
	*inputs = (struct inputs){0};
	if (elf_version(EV_CURRENT) == EV_NONE)
		diag_bug("libelf is older than its header");
	for (size_t i = 0; i < opts->input_count; i++) {
		size_t size;
		const uint8_t *bytes = inputs_map(inputs, opts->inputs[i], &size);
		if (bytes)
			sort_file(inputs, opts->inputs[i], bytes, size);
	}
}

int inputs_check(const struct inputs *inputs)
{
	int result = 0;
	for (size_t i = 0; i < inputs->count; i++) {
		const struct input *in = &inputs->at[i];
		const struct diag_where where = {.file = in->name};
		if (in->kind == INPUT_BAD) {
			result = diag_error_at(&where, "%s", in->wrong);
		} else if (in->kind == INPUT_NO_BITCODE && !in->library) {
			result = diag_error_at(&where, "no bitcode in this object file");
			diag_help("compile it with '-C linker-plugin-lto' (Rust) or '-flto' "
				  "(clang)");
		}
	}
	return result;
}

bool inputs_have_bitcode(const struct inputs *inputs)
{
	for (size_t i = 0; i < inputs->count; i++) {
		const struct input *in = &inputs->at[i];
		if (!in->library && (in->kind == INPUT_BITCODE || in->kind == INPUT_IR))
			return true;
	}
	return false;
}

void inputs_release(struct inputs *inputs)
{
	for (size_t i = 0; i < inputs->count; i++)
		release(&inputs->at[i]);
	inputs_unmap(inputs);
	free(inputs->at);
	*inputs = (struct inputs){0};
}
