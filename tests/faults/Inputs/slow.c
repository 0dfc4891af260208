/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Preloaded into a link: loading LLVM takes the worker a while, and for its parent time flies. */
#include <dlfcn.h>
#include <poll.h>
#include <stdbool.h>
#include <time.h>
#include <unistd.h>

#define NEXT(name) ((__typeof__(&(name)))dlsym(RTLD_NEXT, #name))

static bool is_worker;

pid_t fork(void)
{
	pid_t pid = NEXT(fork)();
	is_worker = pid == 0;
	return pid;
}

void *dlopen(const char *path, int flags)
{
	if (is_worker)
		usleep(500000);
	return NEXT(dlopen)(path, flags);
}

int poll(struct pollfd *fds, nfds_t fd_count, int timeout)
{
	return NEXT(poll)(fds, fd_count, timeout >= 0 && timeout < 100 ? timeout : 100);
}

int clock_gettime(clockid_t clock, struct timespec *time)
{
	static time_t passed;
	int result = NEXT(clock_gettime)(clock, time);
	time->tv_sec += passed;
	passed += 600;
	return result;
}
