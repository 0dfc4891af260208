/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the fuzzers share. An end of the process by the code under test counts as a crash. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/diag.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void keep_quiet(enum diag_severity severity, const struct diag_where *where,
		       const char *text, void *data)
{
	(void)severity, (void)where, (void)text, (void)data;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	diag_set_sink(keep_quiet, NULL);
	return 0;
}

/* By -Wl,--wrap=_exit: internal errors end the process like this. */
noreturn void __wrap__exit(int status);
noreturn void __wrap__exit(int status)
{
	(void)status;
	abort();
}

/* A file of these bytes, at /proc/self/fd/N; the caller closes N. */
static inline int file_of(const uint8_t *bytes, size_t size)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	if (fd < 0 || write(fd, bytes, size) != (ssize_t)size)
		abort();
	return fd;
}

#endif
