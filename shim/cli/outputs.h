/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What a link writes has to be another file than what it reads. Hard links are other files: an
 * output is replaced, not written into. So is what is no regular file (/dev/null), which keeps
 * nothing that could be lost.
 */
#ifndef SHIM_CLI_OUTPUTS_H
#define SHIM_CLI_OUTPUTS_H

#include "cli/options.h"

/* The file at this path as the words name it, if the link reads it: an input, a response file, an
 * export list, a version script, the libLLVM; or NULL. Borrowed from the options. */
const char *outputs_find_read(const struct options *opts, const char *path);
/* Reports an output of this option that the link reads, too; 0 or -1. */
int outputs_check(const struct options *opts, const char *option, const char *path);
/* Reports a file for messages that the link reads or writes besides; 0 or -1. */
int outputs_check_messages(const struct options *opts);

#endif
