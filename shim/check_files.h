/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The request --check. */
#ifndef SHIM_CHECK_FILES_H
#define SHIM_CHECK_FILES_H

#include "base/exitcode.h"
#include "cli/options.h"

/* Judges the files that the options name. Prints the oldest kernel of each program and what
 * excludes older ones. Returns the exit status. */
enum exitcode check_files(const struct options *opts);

#endif
