/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Filters and counts messages, and writes them to stderr. */
#include "base/diag.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/exitcode.h"
#include "base/json.h"
#include "base/names.h"

static void print_to_stderr(enum diag_severity severity, const struct diag_where *where,
			    const char *text, void *data);

/* The process has one stderr, so it has one of these. */
static struct {
	diag_sink sink;
	void *sink_data;
	enum diag_severity threshold; /* the least severe kind that is shown */
	bool last_shown;              /* the message before a help line was shown */
	unsigned errors;
	struct names reported; /* errors and warnings, so that each is shown once */
	bool is_fatal;         /* diag_fatal() was called: do not allocate without need */

	/* Members below belong to the sink that writes to stderr. */
	const char *program; /* begins each line */
	enum {
		COLOURS_UNKNOWN,
		COLOURS_ON,
		COLOURS_OFF
	} colours;
	bool as_json;
	struct json json;     /* the last message; it waits for its help lines */
	struct buf json_text; /* the text form of that message; empty: no message waits */
	int log_file;         /* -1: none */
	const char *log_path;
	struct buf *kept; /* diag_keep() */
} diag = {
	.sink = print_to_stderr,
	.threshold = DIAG_NOTE,
	.last_shown = true,
	.program = "bpf-shim",
	.log_file = -1,
};

/* Links that run in parallel share the terminal: one write keeps a message in one piece. */
static void write_out(const struct buf *text)
{
	/* If stderr is closed or full, there is no other place to report that. */
	ssize_t ignored = write(STDERR_FILENO, text->data, text->size);
	(void)ignored;
}

void diag_flush(void)
{
	if (!diag.json_text.size)
		return;
	message_close(&diag.json, diag.json_text.data);
	buf_append_byte(&diag.json.text, '\n');
	write_out(&diag.json.text);
	diag.json.text.size = diag.json_text.size = 0;
	diag.json.comma = false;
}

static void print_json(enum diag_severity severity, const struct diag_where *where,
		       const char *text, const struct buf *line)
{
	if ((severity == DIAG_HELP || severity == DIAG_NOTE) && diag.json_text.size) {
		message_child(&diag.json, severity, where, text);
	} else {
		diag_flush();
		message_open(&diag.json, severity, where, text);
	}
	buf_append(&diag.json_text, line->data, line->size);
}

/* NO_COLOR follows https://no-color.org; "dumb" is terminfo's terminal without any capability. */
static bool wants_colours(void)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	if (diag.colours == COLOURS_UNKNOWN) {
		bool wants = isatty(STDERR_FILENO) && !(no_color && *no_color) && term && *term &&
			     strcmp(term, "dumb") != 0;
		diag.colours = wants ? COLOURS_ON : COLOURS_OFF;
	}
	return diag.colours == COLOURS_ON;
}

/* Stops logging after the first failure, so that it is reported once. */
static void write_log(const struct buf *line)
{
	ssize_t written = write(diag.log_file, line->data, line->size);
	if (written >= 0 && (size_t)written == line->size)
		return;
	const char *why = strerror(written < 0 ? errno : ENOSPC);
	close(diag.log_file);
	diag.log_file = -1;
	diag_warning("cannot write '%s': %s", diag.log_path, why);
}

static void print_to_stderr(enum diag_severity severity, const struct diag_where *where,
			    const char *text, void *data)
{
	(void)data;
	struct buf line = {0}, coloured = {0};

	message_line(&line, diag.program, severity, where, text, false);
	if (diag.as_json) {
		print_json(severity, where, text, &line);
	} else if (wants_colours()) {
		message_line(&coloured, diag.program, severity, where, text, true);
		write_out(&coloured);
	} else {
		write_out(&line);
	}
	if (diag.log_file >= 0)
		write_log(&line);
	if (diag.kept && severity != DIAG_TRACE)
		message_line(diag.kept, NULL, severity, where, text, false);
	buf_release(&line);
	buf_release(&coloured);
}

static void print_excerpt(const struct buf *text)
{
	if (diag.as_json && diag.json_text.size)
		buf_append(&diag.json_text, text->data, text->size);
	else if (!diag.as_json)
		write_out(text);
	if (diag.log_file >= 0)
		write_log(text);
	if (diag.kept)
		buf_append(diag.kept, text->data, text->size);
}

static bool is_shown(enum diag_severity severity)
{
	return severity == DIAG_HELP ? diag.last_shown : severity <= diag.threshold;
}

/* Inlining and unrolling copy code: the same line of source may fail in each copy. */
static bool was_reported(enum diag_severity severity, const struct diag_where *where,
			 const char *text)
{
	struct buf line = {0};
	/* diag_fatal() may be reporting that names_add() ran out of memory. */
	if (diag.is_fatal || severity > DIAG_WARNING)
		return false;
	message_line(&line, NULL, severity, where, text, false);
	bool fresh = names_add(&diag.reported, line.data, line.size);
	buf_release(&line);
	return !fresh;
}

void diag_pass_on(enum diag_severity severity, const struct diag_where *where, const char *text)
{
	if (severity == DIAG_ERROR)
		diag.errors++;
	/* Like help, a note goes with the message before it. */
	if (severity == DIAG_NOTE) {
		if (diag.last_shown && is_shown(severity))
			diag.sink(severity, where, text, diag.sink_data);
		return;
	}
	diag.last_shown = is_shown(severity) && !was_reported(severity, where, text);
	if (diag.last_shown)
		diag.sink(severity, where, text, diag.sink_data);
}

static void report(enum diag_severity severity, const struct diag_where *where, const char *fmt,
		   va_list args)
{
	/* Traces are frequent and rarely shown: do not format one for nothing. */
	if (severity == DIAG_TRACE && !is_shown(severity))
		return;
	struct buf text = {0};
	buf_vprintf(&text, fmt, args);
	diag_pass_on(severity, where, text.data);
	buf_release(&text);
}

#define REPORT(severity, where)                                                                    \
	do {                                                                                       \
		va_list args;                                                                      \
		va_start(args, fmt);                                                               \
		report(severity, where, fmt, args);                                                \
		va_end(args);                                                                      \
	} while (0)

int diag_error(const char *fmt, ...)
{
	REPORT(DIAG_ERROR, NULL);
	return -1;
}

int diag_error_at(const struct diag_where *where, const char *fmt, ...)
{
	REPORT(DIAG_ERROR, where);
	return -1;
}

void diag_warning(const char *fmt, ...)
{
	REPORT(DIAG_WARNING, NULL);
}

void diag_warning_at(const struct diag_where *where, const char *fmt, ...)
{
	REPORT(DIAG_WARNING, where);
}

void diag_help(const char *fmt, ...)
{
	REPORT(DIAG_HELP, NULL);
}

void diag_note_at(const struct diag_where *where, const char *fmt, ...)
{
	REPORT(DIAG_NOTE, where);
}

void diag_excerpt(unsigned line, unsigned column, const char *source)
{
	struct buf text = {0};

	if (!diag.last_shown)
		return;
	message_excerpt(&text, line, column, source);
	print_excerpt(&text);
	buf_release(&text);
}

void diag_trace(const char *fmt, ...)
{
	REPORT(DIAG_TRACE, NULL);
}

noreturn void diag_fatal(const char *what)
{
	int saved = errno;

	diag.is_fatal = true;
	diag_error("%s: %s", what, strerror(saved));
	diag_flush();
	_exit(EXITCODE_SYSTEM);
}

void diag_out_of_memory(void)
{
	diag_fatal("cannot allocate memory");
}

noreturn void diag_bug_(const char *file, int line, const char *what)
{
	diag_error("internal error at %s:%d: %s", file, line, what);
	diag_help("this is a bug in bpf-shim: please report it with what --repro DIR saves");
	diag_flush();
	_exit(EXITCODE_BUG);
}

unsigned diag_errors(void)
{
	return diag.errors;
}

void diag_set_sink(diag_sink sink, void *data)
{
	names_release(&diag.reported);
	diag.sink = sink;
	diag.sink_data = data;
}

void diag_set_level(enum diag_severity threshold)
{
	diag.threshold = threshold;
}

int diag_open_log(const char *path)
{
	diag.log_path = path;
	/* Links that run in parallel may share the file: O_APPEND keeps their lines apart. */
	diag.log_file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	return diag.log_file < 0
		       ? diag_error("cannot open log file '%s': %s", path, strerror(errno))
		       : 0;
}

void diag_set_json(bool json)
{
	diag.as_json = json;
}

void diag_keep(struct buf *out)
{
	diag.kept = out;
}

void diag_set_program(const char *name)
{
	diag.program = name;
}
