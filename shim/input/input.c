/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Opens and maps the files of the command line, and tells their kinds by their first bytes. */
#include "input/input.h"

#include <ar.h>
#include <errno.h>
#include <fcntl.h>
#include <libelf.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/exitcode.h"
#include "input/read.h"

struct mapping {
	void *address;
	size_t size;
};

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

/* The bytes of an open file, or NULL after saying what is wrong with it. */
static const uint8_t *map(struct inputs *inputs, const char *path, int fd, size_t *size)
{
	struct stat st;
	const char *wrong = NULL;
	void *address = NULL;

	if (fstat(fd, &st) < 0)
		wrong = strerror(errno);
	else if (S_ISDIR(st.st_mode))
		wrong = "is a directory";
	else if (!S_ISREG(st.st_mode))
		wrong = "not a regular file";
	else if (st.st_size == 0)
		wrong = "is empty";
	else {
		address = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (address == MAP_FAILED)
			wrong = strerror(errno);
	}
	if (wrong) {
		input_set_bad(inputs_add(inputs, xstrdup(path), NULL, 0), "%s", wrong);
		return NULL;
	}

	inputs->mappings = xreallocarray(inputs->mappings, inputs->mapping_count + 1,
					 sizeof(*inputs->mappings));
	inputs->mappings[inputs->mapping_count++] =
		(struct mapping){.address = address, .size = (size_t)st.st_size};
	*size = (size_t)st.st_size;
	return address;
}

static void read_file(struct inputs *inputs, const char *path)
{
	/* O_NONBLOCK: a FIFO without a writer is refused, not waited for. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		const char *why = strerror(errno);
		input_set_bad(inputs_add(inputs, xstrdup(path), NULL, 0), "cannot open: %s", why);
		return;
	}

	size_t size;
	const uint8_t *bytes = map(inputs, path, fd, &size);
	close(fd);
	if (bytes)
		sort_file(inputs, path, bytes, size);
}

/* The kernel's word for a mapping whose file has become shorter; the page at fault says no more. */
static void on_bus_error(int number)
{
	static const char text[] = "bpf-shim: error: an input became shorter while it was read\n"
				   "bpf-shim: help: " INPUT_SHRUNK_HELP "\n";
	(void)number;
	ssize_t ignored = write(STDERR_FILENO, text, sizeof(text) - 1);
	(void)ignored;
	_exit(EXITCODE_INPUT);
}

void inputs_read(struct inputs *inputs, const struct options *opts)
{
	*inputs = (struct inputs){0};
	signal(SIGBUS, on_bus_error);
	if (elf_version(EV_CURRENT) == EV_NONE)
		diag_bug("libelf is older than its header");
	for (size_t i = 0; i < opts->input_count; i++)
		read_file(inputs, opts->inputs[i]);
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
	for (size_t i = 0; i < inputs->mapping_count; i++)
		munmap(inputs->mappings[i].address, inputs->mappings[i].size);
	free(inputs->at);
	free(inputs->mappings);
	*inputs = (struct inputs){0};
}
