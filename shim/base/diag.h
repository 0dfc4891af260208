/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Messages. One form for all of them:
 *
 *     bpf-shim: error: src/main.rs:12:5: in 'my_prog': text
 *
 * lower case, no full stop, names demangled. diag_error() and diag_error_at() return -1, so that
 * `return diag_error(...)` is one line; the place that knows the facts prints, its callers only
 * pass the -1 on. A message is handed to the sink, which is stderr unless the worker process has
 * set its own (its messages travel to the parent through a pipe).
 */
#ifndef SHIM_BASE_DIAG_H
#define SHIM_BASE_DIAG_H

#include <stdbool.h>
#include <stdnoreturn.h>

#include "base/buf.h"
#include "base/message.h"
#include "base/text.h"

/* Receives one finished message; 'text' holds no newline. */
typedef void (*diag_sink)(enum diag_severity severity, const struct diag_where *where,
			  const char *text, void *data);

int diag_error(const char *fmt, ...) PRINTF_LIKE(1, 2);
int diag_error_at(const struct diag_where *where, const char *fmt, ...) PRINTF_LIKE(2, 3);
void diag_warning(const char *fmt, ...) PRINTF_LIKE(1, 2);
void diag_warning_at(const struct diag_where *where, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* A help line belongs to the message before it and says what the user can change. */
void diag_help(const char *fmt, ...) PRINTF_LIKE(1, 2);
/* One line per decision. */
void diag_trace(const char *fmt, ...) PRINTF_LIKE(1, 2);

/* The system refused something: 'what' failed with errno. Exits with EXITCODE_SYSTEM. */
noreturn void diag_fatal(const char *what);
/* The same for memory: a handler for alloc_set_failure_handler(). */
void diag_out_of_memory(void);
/* An impossible state. Exits with EXITCODE_BUG. */
noreturn void diag_bug_(const char *file, int line, const char *what);
#define diag_bug(what) diag_bug_(__FILE__, __LINE__, what)

/* How many errors this process has reported so far. */
unsigned diag_errors(void);

/* Passes a message that was made elsewhere (in the worker) through this process's sink. */
void diag_pass_on(enum diag_severity severity, const struct diag_where *where, const char *text);

/* Messages go there from now on; those that the last one was given may come again. */
void diag_set_sink(diag_sink sink, void *data);
/* The least that is shown: DIAG_ERROR, DIAG_WARNING, DIAG_NOTE or DIAG_TRACE. Help goes with the
 * message before it. DIAG_NOTE until this is called. */
void diag_set_level(enum diag_severity least);
/* Appends to the file all that is shown from here on, too; the path must stay. 0 or -1 after
 * reporting. */
int diag_open_log(const char *path);
/* Messages come as JSON, one object a line, in the shape of rustc's. The last one is held back
 * until diag_flush(), which has to be called before the process ends or becomes another. */
void diag_set_json(bool json);
void diag_flush(void);
/* Appends all errors, warnings and help that are shown to 'out', too, until it is called with NULL.
 * For the file of --report-file. */
void diag_keep(struct buf *out);
/* The name the program was called by, for the start of each line: "bpf-shim" or "bpf-linker". */
void diag_set_program(const char *name);

#endif
