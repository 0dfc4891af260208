/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reads whole files. */
#ifndef SHIM_BASE_FILE_H
#define SHIM_BASE_FILE_H

#include "base/buf.h"

/* Appends the whole file and a NUL to 'bytes'. Returns 0, or -1 with errno set. The caller releases
 * the buf in both cases. */
int file_read(const char *path, struct buf *bytes);
/* The same of what is open already. Does not close it. */
int file_read_open(int fd, struct buf *bytes);

#endif
