/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A message and its forms: a line to read, with colours or without, and JSON. */
#ifndef SHIM_BASE_MESSAGE_H
#define SHIM_BASE_MESSAGE_H

#include "base/buf.h"
#include "base/json.h"

enum diag_severity {
	DIAG_ERROR,
	DIAG_WARNING,
	DIAG_NOTE,
	DIAG_HELP,
	DIAG_TRACE, /* not shown unless asked for */
};

/* What a message is about. Every part may be missing (NULL, 0). */
struct diag_where {
	const char *file;     /* source file, or input "lib.rlib(member.o)" */
	unsigned line;        /* 1-based; 0: not known */
	unsigned column;      /* 1-based; 0: not known */
	const char *function; /* symbol name; demangled when printed */
};

/* Appends the message as one line. 'program' stands at its start, unless it is NULL; 'where' may be
 * NULL. */
void message_line(struct buf *out, const char *program, enum diag_severity severity,
		  const struct diag_where *where, const char *text, bool colours);

/* A message in the shape of rustc's (rustc --error-format json): open, then the help lines that
 * belong to it, then close with what a person would read. */
void message_open(struct json *json, enum diag_severity severity, const struct diag_where *where,
		  const char *text);
void message_help(struct json *json, const char *text);
void message_close(struct json *json, const char *rendered);

#endif
