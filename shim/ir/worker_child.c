/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "ir/worker_child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/exitcode.h"
#include "base/message.h"
#include "base/text.h"
#include "elf/check/check.h"
#include "elf/check/report.h"
#include "elf/finish/object.h"
#include "ir/link.h"
#include "ir/llvm/stage.h"
#include "page/page.h"

#define WORKER_SECONDS 300
/* Far above what a link takes, too (under 200 MiB). */
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

static void put_where(struct buf *body, const struct diag_where *where)
{
	static const struct diag_where nowhere;
	if (!where)
		where = &nowhere;
	put_u32(body, where->line);
	put_u32(body, where->column);
	put_string(body, where->file);
	put_string(body, where->function);
}

static void send_message(enum diag_severity severity, const struct diag_where *where,
			 const char *text, void *data)
{
	(void)data;
	struct buf body = {0};
	put_u32(&body, severity);
	put_where(&body, where);
	put_string(&body, text);
	send_frame(FRAME_MESSAGE, &body);
	buf_release(&body);
}

static void send_stage(const char *who, const char *stage, const struct diag_where *at)
{
	struct buf body = {0};
	put_where(&body, at);
	put_string(&body, who);
	put_string(&body, stage);
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

unsigned worker_seconds(void)
{
	struct rlimit given = {RLIM_INFINITY, RLIM_INFINITY};
	rlim_t seconds = WORKER_SECONDS;
	getrlimit(RLIMIT_CPU, &given);
	if (given.rlim_cur < seconds)
		seconds = given.rlim_cur;
	/* The signal of the hard limit would come first, and looks like a crash. */
	if (given.rlim_max != RLIM_INFINITY && seconds >= given.rlim_max && given.rlim_max > 1)
		seconds = given.rlim_max - 1;
	return (unsigned)seconds;
}

static void limit_time(void)
{
	struct rlimit limits;
	if (getrlimit(RLIMIT_CPU, &limits) < 0)
		return;
	limits.rlim_cur = worker_seconds();
	setrlimit(RLIMIT_CPU, &limits);
}

static void limit(int resource, rlim_t value)
{
	const struct rlimit limits = {.rlim_cur = value, .rlim_max = value};
	setrlimit(resource, &limits); /* a lower hard limit of the user's stays in force */
}

/* A crash is to look like one, whoever has put handlers in place (sanitizers do). */
static void default_signals(void)
{
	static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGXCPU};
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		signal(signals[i], SIG_DFL);
}

static report_writer choose_writer(const struct options *opts)
{
	switch (page_kind(opts->report_file)) {
	case PAGE_HTML:
		return page_write_html;
	case PAGE_SVG:
		return page_write_svg;
	case PAGE_NONE:
		break;
	}
	return opts->report_file ? report_summary : NULL;
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
	/* Where quirks are skipped, a test asks the kernel itself. */
	bool promised = !opts->skipped_quirks.count;
	if (!err)
		err = check_object(opts->output, &product->object, profile, promised,
				   &product->lines, choose_writer(opts), &summary);
	if (!err && summary.size)
		send_frame(FRAME_REPORT, &summary);
	buf_release(&summary);
	return err ? EXITCODE_CHECK : EXITCODE_OK;
}

void worker_child(const struct options *opts, const struct inputs *inputs, struct profile profile,
		  pid_t parent, int pipe)
{
	struct product product = {0};

	frame_pipe = pipe;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(EXITCODE_SYSTEM); /* it ended before that line, and nobody listens */
	default_signals();
	limit(RLIMIT_CORE, 0);
	limit_time();
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
