/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What string.h lacks. */
#ifndef SHIM_BASE_TEXT_H
#define SHIM_BASE_TEXT_H

#include <stdbool.h>
#include <string.h>

/* Which arguments of a function are a format of printf()'s and what it formats. */
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

static inline bool text_starts_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

#endif
