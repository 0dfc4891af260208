/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Compares messages with patterns. */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "explain/kinds.h"

static size_t number_length(const char *text)
{
	size_t at = *text == '-' || *text == '+';
	size_t start = at;

	if (text[at] == '0' && text[at + 1] == 'x') {
		at += 2;
		while (isxdigit((unsigned char)text[at]))
			at++;
		return at;
	}
	while (isdigit((unsigned char)text[at]))
		at++;
	return at > start ? at : 0;
}

static size_t word_length(const char *text, char end)
{
	size_t at = 0;

	while (text[at] && text[at] != ' ' && text[at] != end)
		at++;
	return at;
}

static int match_here(const char *pattern, const char *text, struct capture captures[CAPTURES])
{
	int count = 0;

	while (*pattern) {
		if (*pattern != '%') {
			if (*pattern++ != *text++)
				return -1;
			continue;
		}
		size_t length;
		if (pattern[1] == 'd') {
			length = number_length(text);
		} else if (pattern[1] == 's') {
			length = word_length(text, pattern[2]);
		} else {
			/* Up to the words that follow: no pattern has a conversion right behind. */
			size_t literal = strcspn(pattern + 2, "%");
			const char *next = literal ? text : text + strlen(text);
			while (*next && strncmp(next, pattern + 2, literal) != 0)
				next++;
			length = (size_t)(next - text);
		}
		if (!length || count == CAPTURES)
			return -1;
		captures[count++] = (struct capture){text, length};
		text += length;
		pattern += 2;
	}
	/* A number does not end in its middle. */
	return isdigit((unsigned char)*text) && isdigit((unsigned char)pattern[-1]) ? -1 : count;
}

/* Loaders put words of their own before a message. */
int kind_match(const char *pattern, const char *text, struct capture captures[CAPTURES])
{
	for (const char *at = text; *at; at++) {
		/* Most patterns begin with a letter: there are many of them, and few places where
		 * it stands. */
		if (*pattern != '%')
			at = strchr(at, *pattern);
		if (!at)
			break;
		bool at_word = at == text || strchr(" \t\"`", at[-1]);
		int count = at_word ? match_here(pattern, at, captures) : -1;
		if (count >= 0)
			return count;
	}
	return -1;
}
