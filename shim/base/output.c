/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Writes an output file completely or not at all. */
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/diag.h"

static int write_all(int fd, const struct buf *bytes)
{
	for (size_t done = 0; done < bytes->size;) {
		ssize_t n = write(fd, bytes->data + done, bytes->size - done);
		if (n < 0 && errno != EINTR)
			return -1;
		if (n > 0)
			done += (size_t)n;
	}
	return 0;
}

/* rename() would replace a device or a FIFO by a regular file: write into it instead. */
static int write_into(const char *path, const struct buf *bytes)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	int result = write_all(fd, bytes);
	int saved = errno;
	if (close(fd) < 0)
		return -1;
	errno = saved;
	return result;
}

/* Returns the termination signals that would end this process. nohup ignores SIGHUP, and the parent
 * may have blocked others. */
static sigset_t end_signals(void)
{
	static const int signals[] = {SIGHUP, SIGINT, SIGTERM};

	sigset_t set, blocked;
	sigemptyset(&set);
	sigprocmask(SIG_BLOCK, NULL, &blocked);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		struct sigaction action;
		if (sigaction(signals[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN &&
		    !sigismember(&blocked, signals[i]))
			sigaddset(&set, signals[i]);
	}
	return set;
}

static bool is_pending(const sigset_t *set)
{
	sigset_t pending, both;
	sigpending(&pending);
	sigandset(&both, set, &pending);
	return !sigisemptyset(&both);
}

/* mkostemp() creates the file with mode 0600. A new output gets 'permissions' less the umask. */
static int open_permissions(int fd, mode_t permissions)
{
	mode_t mask = umask(0);
	umask(mask);
	return fchmod(fd, permissions & ~mask);
}

static int fill(int fd, const struct buf *bytes, mode_t permissions)
{
	int result = write_all(fd, bytes);
	if (result == 0)
		result = open_permissions(fd, permissions);
	int saved = errno;
	/* NFS reports a full disk only on close(). */
	if (close(fd) < 0 && result == 0)
		return -1;
	errno = saved;
	return result;
}

static char *temporary_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	int dir_len = slash ? (int)(slash + 1 - path) : 0;
	/* Cut the name: a file name of the maximum length has no room for the suffix. */
	return xasprintf("%.*s.%.200s.XXXXXX", dir_len, path, path + dir_len);
}

static int replace(const char *path, const struct buf *bytes, mode_t permissions)
{
	char *temporary = temporary_name(path);
	/* Hold termination signals back until the output is complete or removed. */
	sigset_t ends = end_signals(), before;
	sigprocmask(SIG_BLOCK, &ends, &before);

	int fd = mkostemp(temporary, O_CLOEXEC);
	int result = fd < 0 ? -1 : fill(fd, bytes, permissions);
	if (result == 0)
		/* With a signal pending, sigprocmask() below ends the process: do not rename
		 * then. */
		result = is_pending(&ends) ? -1 : rename(temporary, path);
	int saved = errno;
	if (fd >= 0 && result < 0)
		unlink(temporary);

	sigprocmask(SIG_SETMASK, &before, NULL);
	free(temporary);
	errno = saved;
	return result;
}

/* Follow a symbolic link and replace its target: '-o /dev/stdout' with stdout in a file must not
 * replace /dev/stdout. */
static int replace_target(const char *path, const struct buf *bytes, mode_t permissions)
{
	struct stat st;
	if (lstat(path, &st) < 0 || !S_ISLNK(st.st_mode))
		return replace(path, bytes, permissions);
	char *target = realpath(path, NULL);
	if (!target)
		return -1;
	int result = replace(target, bytes, permissions);
	free(target);
	return result;
}

int output_write(const char *path, const struct buf *bytes, mode_t permissions)
{
	struct stat st;
	bool special = stat(path, &st) == 0 && !S_ISREG(st.st_mode);
	int result = special ? write_into(path, bytes) : replace_target(path, bytes, permissions);
	if (result < 0)
		return diag_error("cannot write '%s': %s", path, strerror(errno));
	return 0;
}
