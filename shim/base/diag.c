/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Messages: formatting, counting, sinks. */
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

static const char *program = "bpf-shim";
static enum diag_severity least = DIAG_NOTE;
static bool last_shown = true; /* the message before a help line */
static int log_file = -1;
static const char *log_path;
static bool failing; /* in diag_fatal() */
static unsigned errors;
static struct names said;
static diag_sink sink = print_to_stderr;
static void *sink_data;

/* With JSON, a message waits for the help that belongs to it. */
static bool as_json;
static struct json waiting;
static struct buf rendered; /* what a person would read of it */

static struct buf *kept;

/* A piece goes out in one write: links run side by side and share the terminal. */
static void write_out(const struct buf *text)
{
	/* There is nobody left to tell when stderr itself is closed or full. */
	ssize_t ignored = write(STDERR_FILENO, text->data, text->size);
	(void)ignored;
}

void diag_flush(void)
{
	if (!rendered.size)
		return;
	message_close(&waiting, rendered.data);
	buf_append_byte(&waiting.text, '\n');
	write_out(&waiting.text);
	waiting.text.size = rendered.size = 0;
	waiting.comma = false;
}

static void print_json(enum diag_severity severity, const struct diag_where *where,
		       const char *text, const struct buf *line)
{
	if (severity == DIAG_HELP && rendered.size) {
		message_help(&waiting, text);
	} else {
		diag_flush();
		message_open(&waiting, severity, where, text);
	}
	buf_append(&rendered, line->data, line->size);
}

/* As other tools do: https://no-color.org, and what terminfo calls a terminal that can do nothing.
 */
static bool wants_colours(void)
{
	static int wants = -1;
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
	if (wants < 0)
		wants = isatty(STDERR_FILENO) && !(no_color && *no_color) && term && *term &&
			strcmp(term, "dumb") != 0;
	return wants;
}

/* What cannot be kept is said once. */
static void write_log(const struct buf *line)
{
	ssize_t written = write(log_file, line->data, line->size);
	if (written >= 0 && (size_t)written == line->size)
		return;
	const char *why = strerror(written < 0 ? errno : ENOSPC);
	close(log_file);
	log_file = -1;
	diag_warning("cannot write '%s': %s", log_path, why);
}

static void print_to_stderr(enum diag_severity severity, const struct diag_where *where,
			    const char *text, void *data)
{
	(void)data;
	struct buf line = {0}, coloured = {0};

	message_line(&line, program, severity, where, text, false);
	if (as_json) {
		print_json(severity, where, text, &line);
	} else if (wants_colours()) {
		message_line(&coloured, program, severity, where, text, true);
		write_out(&coloured);
	} else {
		write_out(&line);
	}
	if (log_file >= 0)
		write_log(&line);
	if (kept && severity != DIAG_TRACE)
		message_line(kept, NULL, severity, where, text, false);
	buf_release(&line);
	buf_release(&coloured);
}

static bool is_shown(enum diag_severity severity)
{
	return severity == DIAG_HELP ? last_shown : severity <= least;
}

/* What was inlined into a program more than once, or is unrolled, would be reported as often. */
static bool was_said(enum diag_severity severity, const struct diag_where *where, const char *text)
{
	struct buf line = {0};
	/* names_add() itself may be what ran out of memory. */
	if (failing || severity > DIAG_WARNING)
		return false;
	message_line(&line, NULL, severity, where, text, false);
	bool fresh = names_add(&said, line.data, line.size);
	buf_release(&line);
	return !fresh;
}

void diag_pass_on(enum diag_severity severity, const struct diag_where *where, const char *text)
{
	if (severity == DIAG_ERROR)
		errors++;
	last_shown = is_shown(severity) && !was_said(severity, where, text);
	if (!last_shown)
		return;
	sink(severity, where, text, sink_data);
}

static void report(enum diag_severity severity, const struct diag_where *where, const char *fmt,
		   va_list args)
{
	/* Most traces are not asked for: they are not even put together. */
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

void diag_trace(const char *fmt, ...)
{
	REPORT(DIAG_TRACE, NULL);
}

noreturn void diag_fatal(const char *what)
{
	int saved = errno;

	failing = true;
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
	return errors;
}

void diag_set_sink(diag_sink new_sink, void *data)
{
	names_release(&said);
	sink = new_sink;
	sink_data = data;
}

void diag_set_level(enum diag_severity new_least)
{
	least = new_least;
}

int diag_open_log(const char *path)
{
	log_path = path;
	/* Links that run side by side may share it: each line is appended by one write. */
	log_file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	return log_file < 0 ? diag_error("cannot open log file '%s': %s", path, strerror(errno))
			    : 0;
}

void diag_set_json(bool json)
{
	as_json = json;
}

void diag_keep(struct buf *out)
{
	kept = out;
}

void diag_set_program(const char *name)
{
	program = name;
}
