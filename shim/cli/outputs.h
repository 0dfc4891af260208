/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A link must not write to a file that it reads. A hard link counts as another file, because an
 * output is replaced and not overwritten. So does a device like /dev/null, which holds no data.
 */
#ifndef SHIM_CLI_OUTPUTS_H
#define SHIM_CLI_OUTPUTS_H

#include "cli/options.h"

/* Returns the argument that names the file at this path if the link reads it: an input, a response
 * file, an export list, a version script or the libLLVM. Returns NULL if it does not. Borrowed from
 * the options. */
const char *outputs_find_read(const struct options *opts, const char *path);
/* Reports an output file of this option that the link also reads. Returns 0 or -1. */
int outputs_check(const struct options *opts, const char *option, const char *path);
/* Reports a report file or log file that the link also reads, or writes under another option.
 * Returns 0 or -1. */
int outputs_check_messages(const struct options *opts);

#endif
