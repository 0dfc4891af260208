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
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/exitcode.h"
#include "base/message.h"
#include "base/text.h"
#include "elf/check/check.h"
#include "elf/finish/object.h"
#include "ir/link.h"
#include "ir/llvm/stage.h"

/* Far above what a link takes (under a second, under 200 MiB), far below what hurts the user. */
#define WORKER_SECONDS 300
#define WORKER_BYTES (8ull << 30)

#if defined(__SANITIZE_ADDRESS__)
#define WORKER_LIMITS_MEMORY false /* the sanitizer maps terabytes */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WORKER_LIMITS_MEMORY false
#else
#define WORKER_LIMITS_MEMORY true
#endif
#else
#define WORKER_LIMITS_MEMORY true
#endif

enum frame_kind {
	FRAME_MESSAGE, /* severity, line, column, three strings */
	FRAME_STAGE,   /* three strings: who does what, and the input it is at */
	FRAME_OUTPUT,  /* bytes */
	FRAME_REPORT,  /* text */
	FRAME_LLVM,    /* a path */
	FRAME_DONE,    /* exit status */
};

struct frame {
	uint32_t kind;
	uint32_t size; /* bytes that follow */
};

/* ---- the child ---- */

static int frame_pipe;

static void send_bytes(const void *bytes, size_t size)
{
	const char *at = bytes;
	while (size) {
		ssize_t n = write(frame_pipe, at, size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(EXITCODE_SYSTEM); /* the parent is gone */
		at += n;
		size -= (size_t)n;
	}
}

static void send_frame(enum frame_kind kind, const struct buf *body)
{
	struct frame frame = {.kind = kind, .size = (uint32_t)body->size};
	send_bytes(&frame, sizeof(frame));
	send_bytes(body->data, body->size);
}

static void put_u32(struct buf *body, uint32_t value)
{
	buf_append(body, &value, sizeof(value));
}

static void put_string(struct buf *body, const char *text)
{
	if (!text)
		text = "";
	buf_append(body, text, strlen(text) + 1);
}

static void send_message(enum diag_severity severity, const struct diag_where *where,
			 const char *text, void *data)
{
	(void)data;
	static const struct diag_where nowhere;
	if (!where)
		where = &nowhere;
	struct buf body = {0};
	put_u32(&body, severity);
	put_u32(&body, where->line);
	put_u32(&body, where->column);
	put_string(&body, where->file);
	put_string(&body, where->function);
	put_string(&body, text);
	send_frame(FRAME_MESSAGE, &body);
	buf_release(&body);
}

static void send_stage(const char *who, const char *stage, const char *input)
{
	struct buf body = {0};
	put_string(&body, who);
	put_string(&body, stage);
	put_string(&body, input);
	send_frame(FRAME_STAGE, &body);
	buf_release(&body);
}

static void send_library(const char *path)
{
	struct buf body = {0};
	buf_printf(&body, "%s", path);
	send_frame(FRAME_LLVM, &body);
	buf_release(&body);
}

static noreturn void end_child(int status)
{
	struct buf done = {0};
	put_u32(&done, (uint32_t)status);
	send_frame(FRAME_DONE, &done);
	/* The kernel frees faster than LLVM does. */
	_exit(status);
}

static const struct stage_sink stages = {send_stage, send_library, end_child};

static void limit(int resource, rlim_t value)
{
	const struct rlimit limits = {.rlim_cur = value, .rlim_max = value};
	setrlimit(resource, &limits); /* a lower hard limit of the user's stays in force */
}

/* A crash is to look like one, whoever has put handlers in place (sanitizers do). */
static void default_signals(void)
{
	static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP};
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		signal(signals[i], SIG_DFL);
}

/* From the emitted bytes on: libelf only, no LLVM. */
static int finish(const struct options *opts, const struct profile *profile,
		  struct product *product)
{
	const struct object_wants wants = {
		.btf = opts->btf, .dwarf = opts->dwarf, .profile = profile};
	struct buf summary = {0};

	/* Without memory libelf crashes. */
	send_stage("libelf", "finishing the object", NULL);
	int err = object_finish(&product->object, wants, &product->lines);
	send_stage(STAGE_OURSELVES, "checking the object", NULL);
	if (!err)
		err = check_object(opts->output, &product->object, profile, &product->lines,
				   opts->report_file ? &summary : NULL);
	if (!err && summary.size)
		send_frame(FRAME_REPORT, &summary);
	buf_release(&summary);
	return err ? EXITCODE_CHECK : EXITCODE_OK;
}

static noreturn void child_main(const struct options *opts, const struct inputs *inputs,
				struct profile profile, pid_t parent)
{
	struct product product = {0};

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(EXITCODE_SYSTEM); /* it ended before that line, and nobody listens */
	default_signals();
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, WORKER_SECONDS);
	if (WORKER_LIMITS_MEMORY)
		limit(RLIMIT_AS, WORKER_BYTES + inputs_mapped(inputs));
	/* LLVM's own cries (stack dumps) would stand beside our one message; but the user may have
	 * asked it to print something. */
	int null = opts->llvm_arg_count ? -1 : open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (null >= 0)
		dup2(null, STDERR_FILENO);
	diag_set_sink(send_message, NULL);
	stage_set_sink(&stages);

	int status = link_program(opts, inputs, &profile, &product);
	if (status == EXITCODE_OK)
		status = finish(opts, &profile, &product);
	/* Also what is no object is given away only when the object would have been. */
	if (status == EXITCODE_OK)
		send_frame(FRAME_OUTPUT, product.form.size ? &product.form : &product.object);
	end_child(status);
}

/* ---- the parent ---- */

struct worker {
	pid_t pid;
	int pipe;
	struct buf who;         /* the library that the child calls, or STAGE_OURSELVES */
	struct buf stage;       /* what it does there */
	struct buf stage_input; /* the input it is at, or empty */
	const char *repro;      /* where the link is saved, or NULL */
	struct result *result;
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

static void take_message(const struct buf *body)
{
	size_t at = 0;
	enum diag_severity severity = take_u32(body, &at);
	struct diag_where where = {0};
	where.line = take_u32(body, &at);
	where.column = take_u32(body, &at);
	where.file = or_null(take_string(body, &at));
	where.function = or_null(take_string(body, &at));
	diag_pass_on(severity, &where, take_string(body, &at));
}

static void take_frame(struct worker *worker, enum frame_kind kind, const struct buf *body)
{
	size_t at = 0;
	switch (kind) {
	case FRAME_MESSAGE:
		take_message(body);
		break;
	case FRAME_STAGE:
		worker->who.size = worker->stage.size = worker->stage_input.size = 0;
		buf_printf(&worker->who, "%s", take_string(body, &at));
		buf_printf(&worker->stage, "%s", take_string(body, &at));
		buf_printf(&worker->stage_input, "%s", take_string(body, &at));
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

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads until the child closes its end. Returns false when the time ran out. */
static bool listen_to_child(struct worker *worker)
{
	int64_t deadline = now_ms() + WORKER_SECONDS * 1000ll;
	struct buf in = {0};
	bool in_time = true;

	for (;;) {
		struct pollfd poll_fd = {.fd = worker->pipe, .events = POLLIN};
		int64_t left = deadline - now_ms();
		if (left <= 0) {
			in_time = false;
			break;
		}
		if (poll(&poll_fd, 1, (int)left) <= 0)
			continue;
		char chunk[65536];
		ssize_t n = read(worker->pipe, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			diag_fatal("cannot read what the worker process says");
		if (n == 0)
			break;
		buf_append(&in, chunk, (size_t)n);
		take_frames(worker, &in);
	}
	buf_release(&in);
	return in_time;
}

/* What the user can do about it. */
static void help_after_death(const struct worker *worker, bool ours)
{
	const char *saved = worker->repro ? "is in '" : "--repro DIR saves";
	const char *directory = worker->repro ? worker->repro : "", *end = worker->repro ? "'" : "";
	if (ours)
		diag_help("unless memory ran out, this is a bug in bpf-shim: please report it with "
			  "what %s%s%s",
			  saved, directory, end);
	else
		diag_help("the input may be damaged: build it again from scratch; if that does not "
			  "help, report it with what %s%s%s",
			  saved, directory, end);
}

static int report_death(const struct worker *worker, int wait_status, bool in_time)
{
	const struct diag_where where = {.file = worker->stage_input.size ? worker->stage_input.data
									  : NULL};
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
	if (!in_time || (WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGXCPU))
		diag_error_at(&where, "%s took more than %d seconds while %s; it was stopped", who,
			      WORKER_SECONDS, stage);
	else if (WIFSIGNALED(wait_status))
		diag_error_at(&where, "%s crashed while %s (%s)", who, stage,
			      strsignal(WTERMSIG(wait_status)));
	else
		diag_error_at(&where, "%s ended the process while %s (status %d)", who, stage,
			      WEXITSTATUS(wait_status));
	help_after_death(worker, strcmp(who, STAGE_OURSELVES) == 0);
	return EXITCODE_CRASH;
}

static int wait_for(struct worker *worker)
{
	bool in_time = listen_to_child(worker);
	int wait_status;

	close(worker->pipe);
	if (!in_time)
		kill(worker->pid, SIGKILL);
	while (waitpid(worker->pid, &wait_status, 0) < 0) {
		if (errno != EINTR)
			diag_fatal("cannot wait for the worker process");
	}
	if (worker->done)
		return worker->status;
	return report_death(worker, wait_status, in_time);
}

int worker_run(const struct options *opts, const struct inputs *inputs,
	       const struct profile *profile, struct result *result)
{
	int ends[2];
	struct worker worker = {.repro = opts->repro, .result = result};

	/* Of a caller that ignores it, and hands that on, nobody could wait for the child. */
	signal(SIGCHLD, SIG_DFL);
	if (pipe2(ends, O_CLOEXEC) < 0)
		diag_fatal("cannot make a pipe");
	pid_t parent = getpid();
	worker.pid = fork();
	if (worker.pid < 0)
		diag_fatal("cannot start the worker process");
	if (worker.pid == 0) {
		close(ends[0]);
		frame_pipe = ends[1];
		child_main(opts, inputs, *profile, parent);
	}
	close(ends[1]);
	worker.pipe = ends[0];

	int status = wait_for(&worker);
	buf_release(&worker.who);
	buf_release(&worker.stage);
	buf_release(&worker.stage_input);
	return status;
}

void result_release(struct result *result)
{
	buf_release(&result->output);
	buf_release(&result->report);
	buf_release(&result->llvm);
}
