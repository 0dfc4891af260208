/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Response files, export lists, version scripts. */
#include "cli/lists.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/symbol.h"
#include "base/text.h"

const char *list_read_text(const char *path, struct buf *text)
{
	if (file_read(path, text) < 0)
		return strerror(errno);
	/* The parsers stop at a NUL. UTF-16 text is full of them: refuse it instead of losing the
	 * rest. */
	return memchr(text->data, '\0', text->size) ? "it holds a NUL byte" : NULL;
}

char *list_next_response_arg(char **cursor)
{
	char *read = *cursor + strspn(*cursor, "\n");
	if (*read == '\0')
		return NULL;

	char *arg = read, *write = read;
	while (*read != '\0' && *read != '\n') {
		if (*read == '\\' && (read[1] == '\\' || read[1] == ' '))
			read++;
		*write++ = *read++;
	}
	*cursor = *read == '\n' ? read + 1 : read;
	*write = '\0';
	return arg;
}

static void add(struct names *exports, const char *name)
{
	if (*name && !symbol_is_rustc_own(name))
		names_add(exports, name, strlen(name));
}

void list_add_symbols(struct names *exports, char *text)
{
	char *name;
	while ((name = strsep(&text, "\r\n")))
		add(exports, name);
}

void list_add_version_script(struct names *exports, char *text)
{
	bool global = false;
	char *token;
	while ((token = strsep(&text, " \t\r\n;{}"))) {
		if (strcmp(token, "global:") == 0)
			global = true;
		else if (strcmp(token, "local:") == 0)
			global = false;
		else if (global)
			add(exports, token);
	}
}

void list_add_comma_list(struct names *exports, const char *text)
{
	char *copy = xstrdup(text), *rest = copy, *name;
	while ((name = strsep(&rest, ",")))
		add(exports, name);
	free(copy);
}
