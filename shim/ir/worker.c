/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The worker process. LLVM crashes, hangs, exits or eats memory on damaged input in a good share of
 * cases, and libelf does when memory runs out, so they run in a child; what it has to say comes
 * back through a pipe in frames, and the parent turns its death into one message. The child writes
 * no file.
 */
#include "ir/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/exitcode.h"
#include "base/message.h"
#include "base/names.h"
#include "ir/llvm/stage.h"
#include "ir/worker_child.h"

struct worker {
	pid_t pid;
	int pipe;
	struct buf who;      /* the library that the child calls, or STAGE_OURSELVES */
	struct buf stage;    /* what it does there */
	struct buf file;     /* the input or source it is at, or empty */
	struct buf function; /* the function it is at, or empty */
	unsigned line, column;
	const char *repro; /* where the link is saved, or NULL */
	struct result *result;
	struct names heard; /* warnings of the run that crashed */
	bool again;         /* this is the run after that */
	bool done;
	int status;
};

/* Takes the next string out of a frame; a frame comes from our own child, so a bad one is a bug. */
static const char *take_string(const struct buf *body, size_t *at)
{
	const char *start = body->data + *at;
	const char *end = *at < body->size ? memchr(start, '\0', body->size - *at) : NULL;
	if (!end)
		diag_bug("bad frame from the worker");
	*at += (size_t)(end - start) + 1;
	return start;
}

static uint32_t take_u32(const struct buf *body, size_t *at)
{
	uint32_t value;
	if (body->size - *at < sizeof(value))
		diag_bug("bad frame from the worker");
	memcpy(&value, body->data + *at, sizeof(value));
	*at += sizeof(value);
	return value;
}

static const char *or_null(const char *text)
{
	return *text ? text : NULL;
}

/* True for a warning that the run before the crash has given; remembers the others. */
static bool is_heard(struct worker *worker, const struct diag_where *where, const char *text)
{
	struct buf key = {0};
	buf_printf(&key, "%s:%u:%u:%s:%s", where->file ? where->file : "", where->line,
		   where->column, where->function ? where->function : "", text);
	bool heard = worker->again && names_has(&worker->heard, key.data);
	names_add(&worker->heard, key.data, strlen(key.data));
	buf_release(&key);
	return heard;
}

static void take_message(struct worker *worker, const struct buf *body)
{
	size_t at = 0;
	enum diag_severity severity = take_u32(body, &at);
	struct diag_where where = {0};
	where.line = take_u32(body, &at);
	where.column = take_u32(body, &at);
	where.file = or_null(take_string(body, &at));
	where.function = or_null(take_string(body, &at));
	const char *text = take_string(body, &at);
	if (severity != DIAG_WARNING || !is_heard(worker, &where, text))
		diag_pass_on(severity, &where, text);
}

static void set_string(struct buf *to, const struct buf *body, size_t *at)
{
	to->size = 0;
	buf_printf(to, "%s", take_string(body, at));
}

static void take_stage(struct worker *worker, const struct buf *body)
{
	size_t at = 0;
	worker->line = take_u32(body, &at);
	worker->column = take_u32(body, &at);
	set_string(&worker->file, body, &at);
	set_string(&worker->function, body, &at);
	set_string(&worker->who, body, &at);
	set_string(&worker->stage, body, &at);
}

static void take_frame(struct worker *worker, enum frame_kind kind, const struct buf *body)
{
	size_t at = 0;
	switch (kind) {
	case FRAME_MESSAGE:
		take_message(worker, body);
		break;
	case FRAME_STAGE:
		take_stage(worker, body);
		break;
	case FRAME_OUTPUT:
		buf_append(&worker->result->output, body->data, body->size);
		break;
	case FRAME_REPORT:
		buf_append(&worker->result->report, body->data, body->size);
		break;
	case FRAME_LLVM:
		buf_append(&worker->result->llvm, body->data, body->size);
		break;
	case FRAME_DONE:
		worker->status = (int)take_u32(body, &at);
		worker->done = true;
		break;
	}
}

/* Cuts complete frames off the front of what came in so far. */
static void take_frames(struct worker *worker, struct buf *in)
{
	size_t at = 0;
	struct frame frame;
	while (in->size - at >= sizeof(frame)) {
		memcpy(&frame, in->data + at, sizeof(frame));
		if (in->size - at - sizeof(frame) < frame.size)
			break;
		struct buf body = {0};
		buf_append(&body, in->data + at + sizeof(frame), frame.size);
		take_frame(worker, frame.kind, &body);
		buf_release(&body);
		at += sizeof(frame) + frame.size;
	}
	memmove(in->data, in->data + at, in->size - at);
	in->size -= at;
}

/* Reads until the child closes its end. */
static void listen_to_child(struct worker *worker)
{
	struct buf in = {0};
	char chunk[65536];
	ssize_t n;

	while ((n = read(worker->pipe, chunk, sizeof(chunk))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			diag_fatal("cannot read what the worker process says");
		buf_append(&in, chunk, (size_t)n);
		take_frames(worker, &in);
	}
	buf_release(&in);
}

/* What the user can do about it. */
static void help_after_death(const struct worker *worker, bool late)
{
	const char *saved = worker->repro ? "is in '" : "--repro DIR saves";
	const char *directory = worker->repro ? worker->repro : "", *end = worker->repro ? "'" : "";
	if (late)
		diag_help("make what it works on smaller; if that does not help, report it with "
			  "what %s%s%s",
			  saved, directory, end);
	else if (worker->who.size && strcmp(worker->who.data, STAGE_OURSELVES) == 0)
		diag_help("unless memory ran out, this is a bug in bpf-shim: please report it with "
			  "what %s%s%s",
			  saved, directory, end);
	else
		diag_help("the input may be damaged: build it again from scratch; if that does not "
			  "help, report it with what %s%s%s",
			  saved, directory, end);
}

static int report_death(const struct worker *worker, int wait_status)
{
	const struct diag_where where = {
		.file = worker->file.size ? worker->file.data : NULL,
		.line = worker->line,
		.column = worker->column,
		.function = worker->function.size ? worker->function.data : NULL,
	};
	const char *who = worker->who.size ? worker->who.data : "the worker";
	const char *stage = worker->stage.size ? worker->stage.data : "starting";

	/* diag_fatal() and diag_bug() have said why. */
	if (WIFEXITED(wait_status) && diag_errors() &&
	    (WEXITSTATUS(wait_status) == EXITCODE_SYSTEM ||
	     WEXITSTATUS(wait_status) == EXITCODE_BUG))
		return WEXITSTATUS(wait_status);
	if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == EXITCODE_SYSTEM) {
		diag_error_at(&where, "the system refused memory or a write while %s", stage);
		return EXITCODE_SYSTEM;
	}
	if (WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGBUS) {
		diag_error_at(&where, "%s",
			      where.file ? "became shorter while it was read"
					 : "an input became shorter while it was read");
		diag_help("%s", INPUT_CHANGED_HELP);
		return EXITCODE_INPUT;
	}
	bool late = WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGXCPU;
	if (late)
		diag_error_at(&where,
			      "%s took more than %u s of processor time while %s; it was "
			      "stopped",
			      who, worker_seconds(), stage);
	else if (WIFSIGNALED(wait_status))
		diag_error_at(&where, "%s crashed while %s (%s)", who, stage,
			      strsignal(WTERMSIG(wait_status)));
	else
		diag_error_at(&where, "%s ended the process while %s (status %d)", who, stage,
			      WEXITSTATUS(wait_status));
	help_after_death(worker, late);
	return EXITCODE_CRASH;
}

/* True for a crash that another way through LLVM may avoid. */
static bool is_avoidable(const struct worker *worker, int wait_status)
{
	if (worker->again || !WIFSIGNALED(wait_status) || diag_errors() ||
	    strcmp(worker->who.size ? worker->who.data : "", STAGE_LLVM) != 0)
		return false;
	int signal = WTERMSIG(wait_status);
	return signal == SIGSEGV || signal == SIGABRT || signal == SIGILL || signal == SIGFPE;
}

/* The exit status, or -1 when it should run again. */
static int wait_for(struct worker *worker)
{
	int wait_status;

	listen_to_child(worker);
	close(worker->pipe);
	while (waitpid(worker->pid, &wait_status, 0) < 0) {
		if (errno != EINTR)
			diag_fatal("cannot wait for the worker process");
	}
	if (worker->done)
		return worker->status;
	if (is_avoidable(worker, wait_status)) {
		diag_trace("LLVM crashed while %s: again, with fewer of its passes",
			   worker->stage.data);
		return -1;
	}
	return report_death(worker, wait_status);
}

static int run(struct worker *worker, const struct options *opts, const struct inputs *inputs,
	       const struct profile *profile)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		diag_fatal("cannot make a pipe");
	pid_t parent = getpid();
	worker->pid = fork();
	if (worker->pid < 0)
		diag_fatal("cannot start the worker process");
	if (worker->pid == 0) {
		close(ends[0]);
		worker_child(opts, inputs, *profile, parent, ends[1]);
	}
	close(ends[1]);
	worker->pipe = ends[0];
	return wait_for(worker);
}

int worker_run(const struct options *opts, const struct inputs *inputs,
	       const struct profile *profile, struct result *result)
{
	struct worker worker = {.repro = opts->repro, .result = result};
	struct profile careful = *profile;

	/* Of a caller that ignores it, and hands that on, nobody could wait for the child. */
	signal(SIGCHLD, SIG_DFL);
	int status = run(&worker, opts, inputs, profile);
	if (status < 0) {
		result_release(result);
		careful.careful = true;
		worker.again = true;
		status = run(&worker, opts, inputs, &careful);
	}
	names_release(&worker.heard);
	buf_release(&worker.who);
	buf_release(&worker.stage);
	buf_release(&worker.file);
	buf_release(&worker.function);
	return status;
}

void result_release(struct result *result)
{
	buf_release(&result->output);
	buf_release(&result->report);
	buf_release(&result->llvm);
}
