/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* String functions that string.h lacks. */
#ifndef SHIM_BASE_TEXT_H
#define SHIM_BASE_TEXT_H

#include <stdbool.h>
#include <string.h>

/* Lets the compiler check a printf() format: 'fmt' and 'args' are the positions of the
 * parameters. */
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

static inline bool text_starts_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

#endif
