/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The output appears whole or not at all: a temporary file beside it, then rename(). */
#ifndef SHIM_ELF_OUTPUT_H
#define SHIM_ELF_OUTPUT_H

#include "base/buf.h"

/* Writes the bytes to 'path' with the permissions of a new file (0777 less the umask: cargo treats
 * the file as an executable). An existing file is replaced, not written into (cargo has hard links
 * to it); what is no regular file (/dev/null, a FIFO) is written into. On failure, and when the
 * process gets SIGINT, SIGTERM or SIGHUP, the temporary file is gone and an older output is as it
 * was. Returns 0, or -1 after reporting. */
int output_write(const char *path, const struct buf *bytes);

#endif
