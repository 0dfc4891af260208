/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The forms of a message: a line to read, with colours or without, and JSON. */
#ifndef SHIM_BASE_DIAG_FORM_H
#define SHIM_BASE_DIAG_FORM_H

#include "base/buf.h"
#include "base/json.h"

/* Appends the message as one line. 'program' stands at its start, unless it is NULL; 'where' may be
 * NULL. */
void diag_form_line(struct buf *out, const char *program, enum diag_severity severity,
		    const struct diag_where *where, const char *text, bool colours);

/* A message in the shape of rustc's (rustc --error-format json): open, then the help lines that
 * belong to it, then close with what a person would read. */
void diag_form_open(struct json *json, enum diag_severity severity, const struct diag_where *where,
		    const char *text);
void diag_form_help(struct json *json, const char *text);
void diag_form_close(struct json *json, const char *rendered);

#endif
