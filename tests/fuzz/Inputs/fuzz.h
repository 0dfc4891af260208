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
#include "base/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Messages are put into each of their forms, and go nowhere. */
static void form(enum diag_severity severity, const struct diag_where *where, const char *text,
		 void *data)
{
	struct buf line = {0};
	struct json json = {0};

	(void)data;
	message_line(&line, "fuzz", severity, where, text, true);
	message_open(&json, severity, where, text);
	message_close(&json, line.data);
	buf_release(&json.text);
	buf_release(&line);
}

/* To be called first for each input: what has been said is forgotten, too. */
static inline void start(void)
{
	diag_set_sink(form, NULL);
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
