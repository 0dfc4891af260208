/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* String functions that string.h lacks. */
#ifndef SHIM_BASE_TEXT_H
#define SHIM_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Lets the compiler check a printf() format: 'fmt' and 'args' are the positions of the
 * parameters. */
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

static inline bool text_starts_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

/* A character of a C identifier, in any locale. */
static inline bool text_is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

/* True if one typing mistake turns one name into the other: a letter inserted, deleted or replaced,
 * or two neighbours swapped. */
bool text_is_one_slip(const char *a, size_t a_len, const char *b, size_t b_len);

/* The length of the UTF-8 sequence at 'text' (RFC 3629), or 0 if it is malformed. */
size_t text_sequence(const unsigned char *text);

#endif
