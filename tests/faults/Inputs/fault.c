/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Preloaded into a link, makes one call of the system fail.
 *
 *   FAULT_CALL=malloc FAULT_NUMBER=17   the 17th malloc fails
 *   FAULT_ON=1                          and all after it, as when memory has run out for good
 *   FAULT_FROM=llvm                     count calls out of libLLVM; else those of anyone else
 *   FAULT_SIGNAL=15                     the parent gets that signal before the call, nothing fails
 *   FAULT_FIRED=FILE                    made when the call has failed, or the signal was sent
 *
 * The child of a fork goes on with the count of its parent.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static const char *chosen;
static unsigned long number, count;
static bool persistent, from_llvm;
static int signal_number;
static pid_t parent;

__attribute__((constructor)) static void read_wish(void)
{
	const char *text = getenv("FAULT_NUMBER");
	const char *from = getenv("FAULT_FROM");
	number = text ? strtoul(text, NULL, 10) : 0;
	persistent = getenv("FAULT_ON");
	from_llvm = from && strcmp(from, "llvm") == 0;
	chosen = getenv("FAULT_CALL");
	const char *signal_text = getenv("FAULT_SIGNAL");
	signal_number = signal_text ? atoi(signal_text) : 0;
	parent = getpid();
}

/* Asks the dynamic linker once a page of code: it is slow. */
static bool is_llvm(const void *caller)
{
	static struct {
		size_t page;
		bool llvm;
	} seen[4096];

	size_t page = (size_t)caller >> 12;
	size_t slot = page % (sizeof(seen) / sizeof(seen[0]));
	if (seen[slot].page != page) {
		Dl_info info;
		seen[slot].llvm =
			dladdr(caller, &info) && info.dli_fname &&
			(strstr(info.dli_fname, "libLLVM") || strstr(info.dli_fname, "libstdc++"));
		seen[slot].page = page;
	}
	return seen[slot].llvm;
}

static void tell(void)
{
	const char *path = getenv("FAULT_FIRED");
	if (path)
		syscall(SYS_close, (int)syscall(SYS_open, path, O_WRONLY | O_CREAT, 0666));
}

static bool fails(const char *call, const void *caller, int error)
{
	if (!number || !chosen || strcmp(call, chosen) != 0 || is_llvm(caller) != from_llvm)
		return false;
	count++;
	if (count < number || (count > number && !persistent))
		return false;
	tell();
	if (signal_number) {
		kill(parent, signal_number);
		return false;
	}
	errno = error;
	return true;
}

#define FAILS(call, error) fails(call, __builtin_return_address(0), error)
#define NEXT(name) ((__typeof__(&(name)))dlsym(RTLD_NEXT, #name))

void *malloc(size_t size)
{
	return FAILS("malloc", ENOMEM) ? NULL : __libc_malloc(size);
}

void *calloc(size_t items, size_t size)
{
	return FAILS("malloc", ENOMEM) ? NULL : __libc_calloc(items, size);
}

void *realloc(void *old, size_t size)
{
	return FAILS("malloc", ENOMEM) ? NULL : __libc_realloc(old, size);
}

void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset)
{
	if (FAILS("mmap", ENOMEM))
		return MAP_FAILED;
	return NEXT(mmap)(at, size, protection, flags, fd, offset);
}

int open(const char *path, int flags, ...)
{
	va_list args;
	va_start(args, flags);
	mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	return FAILS("open", EMFILE) ? -1 : NEXT(open)(path, flags, mode);
}

DIR *opendir(const char *path)
{
	return FAILS("open", EMFILE) ? NULL : NEXT(opendir)(path);
}

int mkostemp(char *pattern, int flags)
{
	return FAILS("open", ENOSPC) ? -1 : NEXT(mkostemp)(pattern, flags);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
	return FAILS("write", ENOSPC) ? -1 : NEXT(write)(fd, bytes, size);
}

ssize_t read(int fd, void *bytes, size_t size)
{
	return FAILS("read", EIO) ? -1 : NEXT(read)(fd, bytes, size);
}

int close(int fd)
{
	int result = NEXT(close)(fd);
	return FAILS("close", EIO) ? -1 : result;
}

int rename(const char *from, const char *to)
{
	return FAILS("rename", EACCES) ? -1 : NEXT(rename)(from, to);
}

int fstat(int fd, struct stat *st)
{
	return FAILS("stat", EIO) ? -1 : NEXT(fstat)(fd, st);
}

int fchmod(int fd, mode_t mode)
{
	return FAILS("fchmod", EPERM) ? -1 : NEXT(fchmod)(fd, mode);
}

int pipe2(int ends[2], int flags)
{
	return FAILS("pipe", EMFILE) ? -1 : NEXT(pipe2)(ends, flags);
}

pid_t fork(void)
{
	return FAILS("fork", EAGAIN) ? -1 : NEXT(fork)();
}

int poll(struct pollfd *fds, nfds_t fd_count, int timeout)
{
	return FAILS("poll", EINTR) ? -1 : NEXT(poll)(fds, fd_count, timeout);
}

pid_t waitpid(pid_t pid, int *status, int options)
{
	return FAILS("wait", EINTR) ? -1 : NEXT(waitpid)(pid, status, options);
}

int dup2(int from, int to)
{
	return FAILS("dup", EBUSY) ? -1 : NEXT(dup2)(from, to);
}

void *dlopen(const char *path, int flags)
{
	return FAILS("dlopen", ENOENT) ? NULL : NEXT(dlopen)(path, flags);
}
