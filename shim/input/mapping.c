/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Maps the files of the command line: of a large archive, the link reads only some pages. Another
 * process may write to a mapped file, so this file also detects that.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/exitcode.h"
#include "base/message.h"
#include "input/input.h"
#include "input/read.h"

/* Half of the 65530 mappings that the kernel allows (vm.max_map_count); LLVM needs some, too.
 * Further files are copied. */
#define MAPPED_FILES 32768

struct mapping {
	const char *path; /* borrowed from the options */
	uint8_t *bytes;
	size_t size;
	bool copied; /* on the heap, not mapped */
	dev_t device;
	ino_t inode;
	struct timespec modified;
};

static const char *copy(struct mapping *mapping, int fd)
{
	mapping->copied = true;
	mapping->bytes = xcalloc(mapping->size, 1);
	for (size_t done = 0; done < mapping->size;) {
		ssize_t n = read(fd, mapping->bytes + done, mapping->size - done);
		if (n < 0)
			return strerror(errno);
		if (n == 0)
			return "became shorter while it was read";
		done += (size_t)n;
	}
	return NULL;
}

static const char *map(struct mapping *mapping, int fd)
{
	void *address = mmap(NULL, mapping->size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (address == MAP_FAILED)
		return strerror(errno);
	mapping->bytes = address;
	return NULL;
}

static void release(const struct mapping *mapping)
{
	if (mapping->copied)
		free(mapping->bytes);
	else if (mapping->bytes)
		munmap(mapping->bytes, mapping->size);
}

/* Fills the mapping from an open file. Returns NULL, or the reason why it cannot. */
static const char *take(struct mapping *mapping, int fd, bool map_it)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return strerror(errno);
	if (S_ISDIR(st.st_mode))
		return "is a directory";
	if (!S_ISREG(st.st_mode))
		return "not a regular file";
	if (st.st_size == 0)
		return "is empty";
	mapping->size = (size_t)st.st_size;
	mapping->device = st.st_dev;
	mapping->inode = st.st_ino;
	mapping->modified = st.st_mtim;
	return map_it ? map(mapping, fd) : copy(mapping, fd);
}

/* The kernel sends SIGBUS for a page beyond the end of a mapped file: the file shrank. The signal
 * does not tell which file. */
static void on_bus_error(int number)
{
	static const char text[] = "bpf-shim: error: an input became shorter while it was read\n"
				   "bpf-shim: help: " INPUT_CHANGED_HELP "\n";
	(void)number;
	ssize_t ignored = write(STDERR_FILENO, text, sizeof(text) - 1);
	(void)ignored;
	_exit(EXITCODE_INPUT);
}

const uint8_t *inputs_map(struct inputs *inputs, const char *path, size_t *size)
{
	struct mapping mapping = {.path = path};

	signal(SIGBUS, on_bus_error);
	/* O_NONBLOCK: open() must not wait for a writer of a FIFO. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		const char *why = strerror(errno);
		input_set_bad(inputs_add(inputs, xstrdup(path), NULL, 0), "cannot open: %s", why);
		return NULL;
	}
	const char *wrong = take(&mapping, fd, inputs->mapping_count < MAPPED_FILES);
	close(fd);
	if (wrong) {
		release(&mapping);
		input_set_bad(inputs_add(inputs, xstrdup(path), NULL, 0), "%s", wrong);
		return NULL;
	}
	if (inputs->mapping_count == inputs->mapping_room) {
		inputs->mapping_room = inputs->mapping_room ? inputs->mapping_room * 2 : 64;
		inputs->mappings = xreallocarray(inputs->mappings, inputs->mapping_room,
						 sizeof(*inputs->mappings));
	}
	inputs->mappings[inputs->mapping_count++] = mapping;
	*size = mapping.size;
	return mapping.bytes;
}

void inputs_unmap(struct inputs *inputs)
{
	for (size_t i = 0; i < inputs->mapping_count; i++)
		release(&inputs->mappings[i]);
	free(inputs->mappings);
}

uint64_t inputs_mapped(const struct inputs *inputs)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < inputs->mapping_count; i++)
		sum += inputs->mappings[i].size;
	return sum;
}

int inputs_check_unchanged(const struct inputs *inputs)
{
	for (size_t i = 0; i < inputs->mapping_count; i++) {
		const struct mapping *mapping = &inputs->mappings[i];
		const struct diag_where where = {.file = mapping->path};
		struct stat st;
		/* Another file has this path now. The mapping still holds the old file. */
		if (stat(mapping->path, &st) < 0 || st.st_dev != mapping->device ||
		    st.st_ino != mapping->inode)
			continue;
		if ((size_t)st.st_size == mapping->size &&
		    st.st_mtim.tv_sec == mapping->modified.tv_sec &&
		    st.st_mtim.tv_nsec == mapping->modified.tv_nsec)
			continue;
		diag_error_at(&where, "changed while it was linked");
		diag_help("%s", INPUT_CHANGED_HELP);
		return -1;
	}
	return 0;
}
