/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* --explain reads an object and what the verifier said of it. */
#include "explain_files.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/output.h"
#include "cli/outputs.h"
#include "elf/check/rules.h"
#include "explain/cost.h"
#include "explain/explain.h"
#include "explain/load.h"
#include "page/page.h"

/* Of the lines that the verifier walked, the most expensive ones. */
#define MAX_LINES 5

static int read_log(const struct options *opts, struct buf *log)
{
	const char *path = opts->input_count > 1 ? opts->inputs[1] : NULL;
	int failed = path ? file_read(path, log) : file_read_open(STDIN_FILENO, log);

	if (failed)
		return diag_error("cannot read '%s': %s", path ? path : "stdin", strerror(errno));
	return 0;
}

/* The figures of one program, on stdout. */
static void print_verdict(const struct verdict *verdict, const struct costs *costs)
{
	printf("%s: %s; the verifier walked %" PRIu64 " instructions in %" PRIu64 " states",
	       verdict->program, verdict->error ? "refused" : "loaded", costs->processed,
	       costs->states);
	if (costs->microseconds)
		printf(", in %" PRIu64 " us", costs->microseconds);
	printf("\n");
	for (size_t i = 0; i < costs->cost.line_count && i < MAX_LINES; i++) {
		const struct cost_line *line = &costs->cost.lines[i];
		printf("    %3" PRIu64 " %%  %s:%u\n", 100 * line->steps / costs->steps,
		       line->where.file, line->where.line);
	}
	fflush(stdout);
}

/* What the sink of verdicts works on. */
struct judgement {
	const struct subject *subject;
	enum exitcode status;
	struct page *page; /* NULL: none is wanted */
	const struct checker *checker;
};

/* A program that is refused without a log of the kernel's. Returns whether the others are worth a
 * try: without the right to load, none is. */
static bool tell_not_loaded(const struct verdict *verdict)
{
	const struct diag_where where = {.function = verdict->program};
	const char *said = verdict->warnings.size ? verdict->warnings.data : "";
	size_t length = strcspn(said, "\n");
	bool no_right = verdict->error == EPERM && strstr(said, "probe_loading");

	if (no_right)
		diag_error("this process may not load BPF programs: %s", strerror(verdict->error));
	else
		diag_error_at(&where, "is not loaded: %s%s%.*s", strerror(verdict->error),
			      length ? ": " : "", (int)length, said);
	if (no_right)
		diag_help("run it as root, or with CAP_BPF, CAP_PERFMON and CAP_NET_ADMIN");
	return !no_right;
}

static void add_to_page(const struct judgement *judgement, const struct verdict *verdict,
			const struct costs *costs)
{
	const struct page_verdict said = {!verdict->error, costs};
	const struct programs *programs = &judgement->checker->programs;

	for (size_t i = 0; i < programs->count; i++)
		if (program_is_entry(&programs->at[i]) &&
		    strcmp(programs->at[i].name, verdict->program) == 0)
			page_add(judgement->page, judgement->checker, &programs->at[i], &said);
}

static bool take_verdict(const struct verdict *verdict, void *data)
{
	struct judgement *judgement = data;
	struct costs costs;

	if (verdict->error && !verdict->log.size) {
		bool go_on = tell_not_loaded(verdict);
		costs = (struct costs){0};
		if (judgement->page && go_on)
			add_to_page(judgement, verdict, &costs);
		judgement->status = go_on ? EXITCODE_CHECK : EXITCODE_SYSTEM;
		return go_on;
	}
	costs_read(&costs, judgement->subject, &verdict->log, verdict->program);
	print_verdict(verdict, &costs);
	if (judgement->page)
		add_to_page(judgement, verdict, &costs);
	costs_release(&costs);
	if (verdict->error && explain_log(judgement->subject, &verdict->log, verdict->program) < 0)
		judgement->status = EXITCODE_CHECK;
	return true;
}

/* The page needs what --check knows as well. */
static enum exitcode load_for_page(const struct options *opts, const struct subject *subject,
				   const struct buf *object)
{
	struct page page;
	/* Whatever its name, there is no text for it. */
	enum page_kind kind = page_kind(opts->report_file) == PAGE_SVG ? PAGE_SVG : PAGE_HTML;
	struct buf programs = {0}, text = {0};
	const struct buf no_messages = {0};
	struct checker checker = {
		.name = opts->inputs[0], .layout = opts->layout, .kernel = opts->kernel};
	struct judgement judgement = {subject, EXITCODE_OK, &page, &checker};
	const struct load load = {opts->inputs[0], opts->libbpf, .walk = true};

	if (outputs_check(opts, "--report-file", opts->report_file) < 0)
		return EXITCODE_USAGE;
	if (checker_run(&checker, object) < 0) {
		checker_release(&checker);
		return EXITCODE_INPUT;
	}
	checker.lines = &subject->lines;
	page_open(&page, opts->inputs[0]);
	if (load_each(&load, take_verdict, &judgement) < 0)
		judgement.status = EXITCODE_SYSTEM;
	page_close(&page, kind, &programs);
	page_wrap(&text, kind, &no_messages, &programs);
	if (judgement.status != EXITCODE_SYSTEM &&
	    output_write(opts->report_file, &text, OUTPUT_TEXT) < 0)
		judgement.status = EXITCODE_OUTPUT;
	buf_release(&programs);
	buf_release(&text);
	checker_release(&checker);
	return judgement.status;
}

static enum exitcode explain_loading(const struct options *opts, const struct subject *subject,
				     const struct buf *object)
{
	struct judgement judgement = {subject, EXITCODE_OK, NULL, NULL};
	const struct load load = {opts->inputs[0], opts->libbpf, .walk = false};

	if (opts->report_file)
		return load_for_page(opts, subject, object);
	if (load_each(&load, take_verdict, &judgement) < 0)
		return EXITCODE_SYSTEM;
	return judgement.status;
}

static enum exitcode explain_text(const struct options *opts, const struct subject *subject)
{
	struct buf log = {0};
	enum exitcode status = EXITCODE_INPUT;

	if (read_log(opts, &log) == 0)
		status = explain_log(subject, &log, NULL) < 0 ? EXITCODE_CHECK : EXITCODE_OK;
	buf_release(&log);
	return status;
}

enum exitcode explain_files(const struct options *opts)
{
	struct buf object = {0};
	struct subject subject = {0};
	enum exitcode status = EXITCODE_INPUT;
	const char *path = opts->inputs[0];

	if (file_read(path, &object) < 0)
		diag_error("cannot read '%s': %s", path, strerror(errno));
	else if (subject_read(&subject, path, &object) == 0)
		status = opts->load ? explain_loading(opts, &subject, &object)
				    : explain_text(opts, &subject);
	subject_release(&subject);
	buf_release(&object);
	return status;
}
