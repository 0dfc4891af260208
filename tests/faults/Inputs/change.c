/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Preloaded into a link, changes one of its files right after a call.
 *
 *   CHANGE_AT=mmap      after an input was mapped; or fork, by the child
 *   CHANGE_FILE=FILE
 *   CHANGE=shrink       it becomes empty; or write, its first byte is written again; or replace,
 *                       FILE.new takes its place
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define NEXT(name) ((__typeof__(&(name)))dlsym(RTLD_NEXT, #name))

static bool write_again(const char *path)
{
	char byte;
	int fd = open(path, O_RDWR | O_CLOEXEC);
	bool written = fd >= 0 && pread(fd, &byte, 1, 0) == 1 && pwrite(fd, &byte, 1, 0) == 1;
	close(fd);
	return written;
}

static bool replace(const char *path)
{
	char other[4096];
	snprintf(other, sizeof(other), "%s.new", path);
	return rename(other, path) == 0;
}

static bool change(const char *how, const char *path)
{
	if (strcmp(how, "write") == 0)
		return write_again(path);
	if (strcmp(how, "replace") == 0)
		return replace(path);
	return truncate(path, 0) == 0;
}

static void change_at(const char *call)
{
	static bool done;
	const char *at = getenv("CHANGE_AT");
	const char *path = getenv("CHANGE_FILE");
	const char *how = getenv("CHANGE");
	if (done || !at || !path || !how || strcmp(at, call) != 0)
		return;
	done = true;
	if (!change(how, path))
		abort();
}

void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset)
{
	void *mapped = NEXT(mmap)(at, size, protection, flags, fd, offset);
	if (fd >= 0)
		change_at("mmap");
	return mapped;
}

pid_t fork(void)
{
	pid_t pid = NEXT(fork)();
	if (pid == 0)
		change_at("fork");
	return pid;
}
