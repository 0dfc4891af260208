/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The request --check. */
#ifndef SHIM_CHECK_FILES_H
#define SHIM_CHECK_FILES_H

#include "cli/options.h"

/* Judges the files that the options name and prints, for each of their programs, the
 * oldest kernel that it fits, and what stands in the way of an older one. Returns the exit status.
 */
int check_files(const struct options *opts);

#endif
