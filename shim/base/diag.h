/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Messages. All of them have one form:
 *
 *     bpf-shim: error: src/main.rs:12:5: in 'my_prog': text
 *
 * The text is lower case and has no full stop. Names are demangled. diag_error() and
 * diag_error_at() return -1, so a caller can write `return diag_error(...)`. The function that
 * knows the facts prints the message; its callers only pass the -1 on. Each message goes to a sink.
 * The default sink writes to stderr; the worker process installs one that sends messages to its
 * parent through a pipe.
 */
#ifndef SHIM_BASE_DIAG_H
#define SHIM_BASE_DIAG_H

#include <stdbool.h>
#include <stdnoreturn.h>

#include "base/buf.h"
#include "base/message.h"
#include "base/text.h"

/* Receives one complete message; 'text' holds no newline. */
typedef void (*diag_sink)(enum diag_severity severity, const struct diag_where *where,
			  const char *text, void *data);

int diag_error(const char *fmt, ...) PRINTF_LIKE(1, 2);
int diag_error_at(const struct diag_where *where, const char *fmt, ...) PRINTF_LIKE(2, 3);
void diag_warning(const char *fmt, ...) PRINTF_LIKE(1, 2);
void diag_warning_at(const struct diag_where *where, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* A help line belongs to the message before it. It says what the user can change. */
void diag_help(const char *fmt, ...) PRINTF_LIKE(1, 2);
/* A note belongs to the message before it as well, and may have a place of its own. */
void diag_note_at(const struct diag_where *where, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Shows a line of source under the message before it, with a caret at the column (0: none). */
void diag_excerpt(unsigned line, unsigned column, const char *source);
/* Traces one decision. --verbose shows traces. */
void diag_trace(const char *fmt, ...) PRINTF_LIKE(1, 2);

/* Reports that the system refused 'what', with errno, and exits with EXITCODE_SYSTEM. */
noreturn void diag_fatal(const char *what);
/* Calls diag_fatal() for memory. It is a handler for alloc_set_failure_handler(). */
void diag_out_of_memory(void);
/* Reports a state that cannot occur and exits with EXITCODE_BUG. */
noreturn void diag_bug_(const char *file, int line, const char *what);
#define diag_bug(what) diag_bug_(__FILE__, __LINE__, what)

/* Returns how many errors this process has reported. */
unsigned diag_errors(void);

/* Sends a message that another process formatted (the worker) through this process's filters and
 * sink. */
void diag_pass_on(enum diag_severity severity, const struct diag_where *where, const char *text);

/* Replaces the sink and forgets which messages the old sink received, so the new one may receive
 * them again. */
void diag_set_sink(diag_sink sink, void *data);
/* Sets the least severe kind that is shown: DIAG_ERROR, DIAG_WARNING, DIAG_NOTE (the default) or
 * DIAG_TRACE. A help line is shown when the message before it is. */
void diag_set_level(enum diag_severity threshold);
/* Appends every message that is shown from here on to the file as well. The path must outlive the
 * process's messages. Returns 0, or -1 after reporting. */
int diag_open_log(const char *path);
/* Selects JSON, one object a line, in rustc's format. The last message is held back because a
 * help line may follow it; diag_flush() writes it. Call diag_flush() before the process ends or
 * execs. */
void diag_set_json(bool json);
void diag_flush(void);
/* Appends every error, warning and help line that is shown to 'out' as well, until it is called
 * with NULL. --report-file needs this. */
void diag_keep(struct buf *out);
/* Sets the program name at the start of each line: "bpf-shim" or "bpf-linker". */
void diag_set_program(const char *name);

#endif
