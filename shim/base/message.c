/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Formats messages. */
#include "base/message.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/symbol.h"
#include "base/text.h"

/* SGR sequences of ECMA-48, as rustc uses them: bold, and a colour for each level. */
#define BOLD "\x1b[1m"
#define PLAIN "\x1b[0m"

static const struct {
	const char *name, *colour;
	const char *rustc; /* rustc's name for the level */
} severities[] = {
	[DIAG_ERROR] = {"error", "\x1b[1;31m", "error"},
	[DIAG_WARNING] = {"warning", "\x1b[1;33m", "warning"},
	[DIAG_NOTE] = {"note", "\x1b[1;32m", "note"},
	[DIAG_HELP] = {"help", "\x1b[1;36m", "help"},
	[DIAG_TRACE] = {"trace", "\x1b[1;34m", "note"},
};

/* Names come from untrusted files: control characters must not reach a terminal. */
static void append_clean(struct buf *out, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		buf_append_byte(out, c < 0x20 || c == 0x7f ? '?' : c);
	}
}

static void append_where(struct buf *out, const struct diag_where *where)
{
	if (where->file) {
		append_clean(out, where->file);
		if (where->line)
			buf_printf(out, ":%u", where->line);
		if (where->line && where->column)
			buf_printf(out, ":%u", where->column);
		buf_printf(out, ": ");
	}
	if (where->function) {
		char *name = symbol_demangle(where->function);
		buf_printf(out, "in '");
		append_clean(out, name);
		buf_printf(out, "': ");
		free(name);
	}
}

void message_line(struct buf *out, const char *program, enum diag_severity severity,
		  const struct diag_where *where, const char *text, bool colours)
{
	bool bold = colours && severity <= DIAG_WARNING;
	if (program)
		buf_printf(out, "%s: ", program);
	buf_printf(out, "%s%s%s: ", colours ? severities[severity].colour : "",
		   severities[severity].name, colours ? PLAIN : "");
	if (where)
		append_where(out, where);
	buf_printf(out, "%s", bold ? BOLD : "");
	append_clean(out, text);
	buf_printf(out, "%s\n", bold ? PLAIN : "");
}

void message_excerpt(struct buf *out, unsigned line, unsigned column, const char *source)
{
	char *clean = xstrdup(source);
	char *end = clean + strlen(clean);

	/* What stands before the caret takes one column each, as in the source. */
	for (char *at = clean; *at; at++)
		if (*at == '\t')
			*at = ' ';
	while (end > clean && (end[-1] == ' ' || end[-1] == '\r' || end[-1] == '\n'))
		*--end = '\0';
	buf_printf(out, "%6u | ", line);
	append_clean(out, clean);
	if (column && column <= strlen(clean))
		buf_printf(out, "\n%6s | %*s^", "", (int)column - 1, "");
	buf_append_byte(out, '\n');
	free(clean);
}

static void put_span(struct json *json, const struct diag_where *where)
{
	json_open(json, NULL, '{');
	json_string(json, "file_name", where->file);
	json_number(json, "line_start", where->line);
	json_number(json, "line_end", where->line);
	json_number(json, "column_start", where->column ? where->column : 1);
	json_number(json, "column_end", where->column ? where->column : 1);
	json_bool(json, "is_primary", true);
	json_close(json, '}');
}

void message_open(struct json *json, enum diag_severity severity, const struct diag_where *where,
		  const char *text)
{
	static const struct diag_where nowhere;
	if (!where)
		where = &nowhere;
	char *function = where->function ? symbol_demangle(where->function) : NULL;

	json_open(json, NULL, '{');
	json_string(json, "$message_type", "diagnostic");
	json_string(json, "level", severities[severity].rustc);
	json_string(json, "message", text);
	json_string(json, "code", NULL);
	json_string(json, "function", function);
	json_string(json, "file", where->file);
	json_open(json, "spans", '[');
	if (where->file && where->line)
		put_span(json, where);
	json_close(json, ']');
	json_open(json, "children", '[');
	free(function);
}

void message_child(struct json *json, enum diag_severity severity, const struct diag_where *where,
		   const char *text)
{
	json_open(json, NULL, '{');
	json_string(json, "level", severities[severity].rustc);
	json_string(json, "message", text);
	json_string(json, "code", NULL);
	json_open(json, "spans", '[');
	if (where && where->file && where->line)
		put_span(json, where);
	json_close(json, ']');
	json_open(json, "children", '[');
	json_close(json, ']');
	json_string(json, "rendered", NULL);
	json_close(json, '}');
}

void message_close(struct json *json, const char *rendered)
{
	json_close(json, ']');
	json_string(json, "rendered", rendered);
	json_close(json, '}');
}
