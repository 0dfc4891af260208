/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Files that are read whole. */
#ifndef SHIM_BASE_FILE_H
#define SHIM_BASE_FILE_H

#include "base/buf.h"

/* Appends the whole file to 'bytes', with a NUL behind it; 0, or -1 with errno. The caller releases
 * the buf either way. */
int file_read(const char *path, struct buf *bytes);

#endif
