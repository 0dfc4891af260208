/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A message and its forms: one line of text, with or without colours, and JSON. */
#ifndef SHIM_BASE_MESSAGE_H
#define SHIM_BASE_MESSAGE_H

#include "base/buf.h"
#include "base/json.h"

enum diag_severity {
	DIAG_ERROR,
	DIAG_WARNING,
	DIAG_NOTE,
	DIAG_HELP,
	DIAG_TRACE, /* shown only with --verbose */
};

/* The place that a message is about. Each part is optional (NULL or 0). */
struct diag_where {
	const char *file;     /* source file, or input "lib.rlib(member.o)" */
	unsigned line;        /* 1-based; 0: unknown */
	unsigned column;      /* 1-based; 0: unknown */
	const char *function; /* symbol name; printing demangles it */
};

/* Appends the message as one line. 'program' begins the line unless it is NULL. 'where' may be
 * NULL. */
void message_line(struct buf *out, const char *program, enum diag_severity severity,
		  const struct diag_where *where, const char *text, bool colours);

/* Appends a line of source, with a caret under the column unless that is 0. */
void message_excerpt(struct buf *out, unsigned line, unsigned column, const char *source);

/* Writes a message in rustc's format (rustc --error-format json). Call message_open(), then
 * message_child() for each note and help line, then message_close() with the text form of all of
 * it. */
void message_open(struct json *json, enum diag_severity severity, const struct diag_where *where,
		  const char *text);
void message_child(struct json *json, enum diag_severity severity, const struct diag_where *where,
		   const char *text);
void message_close(struct json *json, const char *rendered);

#endif
