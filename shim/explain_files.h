/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The request --explain. */
#ifndef SHIM_EXPLAIN_FILES_H
#define SHIM_EXPLAIN_FILES_H

#include "base/exitcode.h"
#include "cli/options.h"

/* Explains the log that the second input or stdin holds about the object, the first input. Returns
 * the exit status. */
enum exitcode explain_files(const struct options *opts);

#endif
