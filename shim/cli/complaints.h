/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Command line errors and warnings. They are stored, not printed: the link may turn out to be for
 * the real linker, which understands other options. */
#ifndef SHIM_CLI_COMPLAINTS_H
#define SHIM_CLI_COMPLAINTS_H

#include "base/text.h"
#include "cli/options.h"

/* Stores an error for options_check() to report. 'help' is a literal, or NULL. */
void options_complain(struct options *opts, const char *help, const char *fmt, ...)
	PRINTF_LIKE(3, 4);

/* Stores a warning for options_check() to report. A repeated warning is reported once. */
void options_warn(struct options *opts, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
