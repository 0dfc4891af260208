/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Writes an output file completely or not at all: first a temporary file beside it, then
 * rename(). */
#ifndef SHIM_BASE_OUTPUT_H
#define SHIM_BASE_OUTPUT_H

#include <sys/types.h>

#include "base/buf.h"

/* Permissions of a new file before the umask. cargo treats the object as an executable. */
#define OUTPUT_OBJECT 0777
#define OUTPUT_TEXT 0666

/* Writes the bytes to 'path'. A regular file is replaced, not overwritten, because cargo keeps hard
 * links to it. Anything else (/dev/null, a FIFO) is written into. The caller must ignore SIGXFSZ
 * and SIGPIPE. If writing fails, or if SIGINT, SIGTERM or SIGHUP ends the process, the temporary
 * file is removed and an older output stays unchanged. Returns 0, or -1 after reporting. */
int output_write(const char *path, const struct buf *bytes, mode_t permissions);

#endif
