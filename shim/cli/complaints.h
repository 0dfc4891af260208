/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What is wrong with the command line: kept, since it may turn out to be meant for another linker.
 */
#ifndef SHIM_CLI_COMPLAINTS_H
#define SHIM_CLI_COMPLAINTS_H

#include "base/text.h"
#include "cli/options.h"

/* Keeps a complaint for options_check() to make; 'help' is a literal, or NULL. */
void options_complain(struct options *opts, const char *help, const char *fmt, ...)
	PRINTF_LIKE(3, 4);

/* For options_check() to say; twice the same is said once. */
void options_warn(struct options *opts, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
