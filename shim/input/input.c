/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Opens the inputs, and answers questions about all of them. */
#include "input/input.h"

#include <ar.h>
#include <libelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/message.h"
#include "base/text.h"
#include "input/read.h"

static bool is_ir_name(const char *path)
{
	size_t len = strlen(path);
	return len > 3 && strcmp(path + len - 3, ".ll") == 0;
}

static void classify_file(struct inputs *inputs, const char *path, const uint8_t *bytes,
			  size_t size)
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
	else if (bytes_are_thin_archive(bytes, size))
		input_set_bad(in, "thin archives are not supported");
	else if (is_ir_name(path))
		in->kind = INPUT_IR;
	else
		input_set_bad(in, "neither bitcode nor an object file nor an archive");
}

void inputs_read(struct inputs *inputs, const char *const *paths, size_t count)
{
	*inputs = (struct inputs){0};
	if (elf_version(EV_CURRENT) == EV_NONE)
		diag_bug("libelf is older than its header");
	for (size_t i = 0; i < count; i++) {
		size_t size;
		const uint8_t *bytes = inputs_map(inputs, paths[i], &size);
		if (bytes)
			classify_file(inputs, paths[i], bytes, size);
	}
}

/* The variable that took the place of 'rustflags' in cargo's configuration, or NULL. */
static const char *replaced_rustflags(void)
{
	static const char *const names[] = {"CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *flags = getenv(names[i]);
		if (flags)
			return strstr(flags, "linker-plugin-lto") ? NULL : names[i];
	}
	return NULL;
}

static void report_no_bitcode(const struct input *in)
{
	const struct diag_where where = {.file = in->name};
	const char *variable = strstr(in->name, ".rcgu.o") ? replaced_rustflags() : NULL;

	diag_error_at(&where, "no bitcode in this object file");
	if (variable)
		diag_help("%s in the environment replaces cargo's 'rustflags': add "
			  "'-Clinker-plugin-lto' to it",
			  variable);
	else
		diag_help("compile it with '-C linker-plugin-lto' (Rust) or '-flto' (clang)");
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
			report_no_bitcode(in);
			result = -1;
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

/* rustc names it libCRATE-HASH.rlib, cargo's copies libCRATE.rlib. */
bool inputs_have_crate(const struct inputs *inputs, const char *crate)
{
	size_t len = strlen(crate);

	for (size_t i = 0; i < inputs->count; i++) {
		const char *slash = strrchr(inputs->at[i].name, '/');
		const char *file = slash ? slash + 1 : inputs->at[i].name;
		if (strncmp(file, "lib", 3) == 0 && strncmp(file + 3, crate, len) == 0 &&
		    (file[3 + len] == '-' || file[3 + len] == '.'))
			return true;
	}
	return false;
}

const struct input *inputs_native_definition(const struct inputs *inputs, const char *symbol)
{
	for (size_t i = 0; i < inputs->count; i++) {
		const struct input *in = &inputs->at[i];
		if (in->kind == INPUT_NO_BITCODE && names_has(&in->defines, symbol))
			return in;
	}
	return NULL;
}

void inputs_release(struct inputs *inputs)
{
	inputs_unmap(inputs);
	inputs_release_list(inputs);
}
