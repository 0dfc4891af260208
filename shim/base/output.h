/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The output appears whole or not at all: a temporary file beside it, then rename(). */
#ifndef SHIM_BASE_OUTPUT_H
#define SHIM_BASE_OUTPUT_H

#include <sys/types.h>

#include "base/buf.h"

/* What the permissions of a new file are, before the umask. cargo treats the object as an
 * executable. */
#define OUTPUT_OBJECT 0777
#define OUTPUT_TEXT 0666

/* Writes the bytes to 'path' with these permissions. An existing file is replaced, not written into
 * (cargo has hard links to it); what is no regular file (/dev/null, a FIFO) is written into.
 * SIGXFSZ and SIGPIPE have to be ignored. On failure, and when the process gets SIGINT, SIGTERM or
 * SIGHUP, the temporary file is gone and an older output is as it was. Returns 0, or -1 after
 * reporting. */
int output_write(const char *path, const struct buf *bytes, mode_t permissions);

#endif
