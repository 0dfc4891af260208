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

#include <libiberty/demangle.h>

#include "base/buf.h"
#include "base/exitcode.h"

static void print_to_stderr(enum diag_severity severity, const struct diag_where *where,
			    const char *text, void *data);

static const char *program = "bpf-shim";
static enum diag_severity least = DIAG_NOTE;
static bool last_shown = true; /* the message before a help line */
static int log_file = -1;
static unsigned errors;
static struct names said;
static diag_sink sink = print_to_stderr;
static void *sink_data;

static const char *const severity_names[] = {
	[DIAG_ERROR] = "error", [DIAG_WARNING] = "warning", [DIAG_NOTE] = "note",
	[DIAG_HELP] = "help",   [DIAG_TRACE] = "trace",
};

/* Control characters (names come from files) must not reach a terminal. */
static void append_clean(struct buf *out, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		buf_append_byte(out, c < 0x20 || c == 0x7f ? '?' : c);
	}
}

static void append_line(struct buf *line, enum diag_severity severity,
			const struct diag_where *where, const char *text)
{
	buf_printf(line, "%s: %s: ", program, severity_names[severity]);
	if (where && where->file) {
		append_clean(line, where->file);
		if (where->line)
			buf_printf(line, ":%u", where->line);
		if (where->line && where->column)
			buf_printf(line, ":%u", where->column);
		buf_printf(line, ": ");
	}
	if (where && where->function) {
		char *name = diag_demangle(where->function);
		buf_printf(line, "in '");
		append_clean(line, name);
		buf_printf(line, "': ");
		free(name);
	}
	append_clean(line, text);
	buf_append_byte(line, '\n');
}

/* The whole line goes out in one write: links run side by side and share the terminal. */
static void print_to_stderr(enum diag_severity severity, const struct diag_where *where,
			    const char *text, void *data)
{
	(void)data;
	struct buf line = {0};

	append_line(&line, severity, where, text);
	/* There is nobody left to tell when stderr itself is closed or full. */
	ssize_t ignored = write(STDERR_FILENO, line.data, line.size);
	if (log_file >= 0)
		ignored = write(log_file, line.data, line.size);
	(void)ignored;
	buf_release(&line);
}

static bool is_shown(enum diag_severity severity)
{
	return severity == DIAG_HELP ? last_shown : severity <= least;
}

/* What was inlined into a program more than once, or is unrolled, would be reported as often. */
static bool was_said(enum diag_severity severity, const struct diag_where *where, const char *text)
{
	struct buf line = {0};
	if (severity > DIAG_WARNING)
		return false;
	append_line(&line, severity, where, text);
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
	static const char no_words[] = "bpf-shim: error: cannot allocate memory\n";
	static bool failing;
	int saved = errno;

	/* There may not even be memory for the message. */
	if (failing) {
		ssize_t ignored = write(STDERR_FILENO, no_words, sizeof(no_words) - 1);
		(void)ignored;
		_exit(EXITCODE_SYSTEM);
	}
	failing = true;
	diag_error("%s: %s", what, strerror(saved));
	_exit(EXITCODE_SYSTEM);
}

noreturn void diag_bug_(const char *file, int line, const char *what)
{
	diag_error("internal error at %s:%d: %s", file, line, what);
	diag_help("this is a bug in bpf-shim, please report it");
	_exit(EXITCODE_BUG);
}

unsigned diag_errors(void)
{
	return errors;
}

void diag_set_sink(diag_sink new_sink, void *data)
{
	sink = new_sink;
	sink_data = data;
}

void diag_set_level(enum diag_severity new_least)
{
	least = new_least;
}

int diag_open_log(const char *path)
{
	/* Links that run side by side may share it: each line is appended by one write. */
	log_file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	return log_file < 0 ? diag_error("cannot open log file '%s': %s", path, strerror(errno))
			    : 0;
}

void diag_set_program(const char *name)
{
	program = name;
}

char *diag_demangle(const char *symbol)
{
	char *name = rust_demangle(symbol, DMGL_NO_OPTS);
	if (!name)
		name = strdup(symbol);
	if (!name)
		diag_fatal("cannot allocate memory");
	return name;
}
