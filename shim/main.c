/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* bpf-shim turns the arguments of a linker into one BPF object that the kernel accepts. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/exitcode.h"
#include "base/output.h"
#include "check_files.h"
#include "cli/options.h"
#include "cli/outputs.h"
#include "cli/profile_select.h"
#include "cli/repro.h"
#include "explain_files.h"
#include "host/host.h"
#include "input/input.h"
#include "ir/llvm/llvm.h"
#include "ir/worker.h"
#include "kernel/profile.h"
#include "page/page.h"

/* Does the whole link in memory. It writes only files that are there for debugging: of --repro,
 * --log-file and --dump-module. */
static enum exitcode make(const struct options *opts, const struct inputs *inputs,
			  struct result *result)
{
	if (opts->log_file && diag_open_log(opts->log_file) < 0)
		return EXITCODE_OUTPUT;
	if (opts->repro && repro_save(opts) < 0)
		return EXITCODE_OUTPUT;
	if (options_check(opts) < 0)
		return EXITCODE_USAGE;
	if (inputs_check(inputs) < 0)
		return EXITCODE_INPUT;
	if (outputs_check(opts, "-o", opts->output) < 0)
		return EXITCODE_USAGE;

	struct profile profile = profile_select(opts);
	if (profile_check(&profile, opts) < 0)
		return EXITCODE_USAGE;
	if (profile.layout == LAYOUT_BY_SECTIONS && inputs_have_crate(inputs, "aya_ebpf"))
		profile.layout = LAYOUT_AYA;
	enum exitcode status = worker_run(opts, inputs, &profile, result);
	if (opts->repro && result->llvm.size && repro_name_llvm(opts, result->llvm.data) < 0)
		status = EXITCODE_OUTPUT;
	if (status == EXITCODE_OK && inputs_check_unchanged(inputs) < 0)
		status = EXITCODE_INPUT;
	return status;
}

/* Writes the messages, then the statistics of the programs. */
static int write_report(const struct options *opts, const struct buf *messages,
			const struct buf *programs)
{
	struct buf text = {0};
	if (!opts->report_file)
		return 0;
	enum page_kind kind = page_kind(opts->report_file);
	if (kind != PAGE_NONE) {
		page_wrap(&text, kind, messages, programs);
	} else {
		buf_append(&text, messages->data, messages->size);
		if (messages->size && programs->size)
			buf_append_byte(&text, '\n');
		buf_append(&text, programs->data, programs->size);
	}
	int err = output_write(opts->report_file, &text, OUTPUT_TEXT);
	buf_release(&text);
	return err;
}

static enum exitcode link_bpf(const struct options *opts, const struct inputs *inputs)
{
	struct result result = {0};
	struct buf messages = {0};
	/* write() must fail, not end the process, beyond 'ulimit -f' or on a closed pipe. */
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	/* These files are written even after an error. They must not overwrite any other file. */
	if (outputs_check_messages(opts) < 0)
		return EXITCODE_USAGE;
	diag_keep(&messages);
	enum exitcode status = make(opts, inputs, &result);
	if (status != EXITCODE_OK)
		result.report.size = 0;
	/* The output is written last: an error above leaves an older output as it was. */
	if (write_report(opts, &messages, &result.report) < 0 && status == EXITCODE_OK)
		status = EXITCODE_OUTPUT;
	if (status == EXITCODE_OK &&
	    output_write(opts->output, &result.output, OUTPUT_OBJECT) < 0) {
		status = EXITCODE_OUTPUT;
		result.report.size = 0;
		write_report(opts, &messages, &result.report);
	}
	diag_keep(NULL);
	result_release(&result);
	buf_release(&messages);
	return status;
}

static enum exitcode link_inputs(const struct options *opts)
{
	struct inputs inputs;
	inputs_read(&inputs, opts->inputs, opts->input_count);
	/* From here on, the inputs are in memory. */
	enum exitcode status =
		host_is_link(opts, &inputs) ? host_exec(opts, &inputs) : link_bpf(opts, &inputs);
	inputs_release(&inputs);
	return status;
}

static enum exitcode answer(const struct options *opts)
{
	switch (opts->request) {
	case REQUEST_HELP:
		options_print_help(opts);
		return EXITCODE_OK;
	case REQUEST_VERSION:
		printf("%s %s\n", options_program(opts), BPF_SHIM_VERSION);
		return EXITCODE_OK;
	case REQUEST_CHECK:
		return options_check(opts) < 0 ? EXITCODE_USAGE : check_files(opts);
	case REQUEST_EXPLAIN:
		return options_check(opts) < 0 ? EXITCODE_USAGE : explain_files(opts);
	case REQUEST_LINK:
		return link_inputs(opts);
	}
	diag_bug("unknown request");
}

/* stdout is buffered: a write error shows only now. */
static enum exitcode flush_stdout(enum exitcode status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	diag_error("cannot write to stdout");
	return EXITCODE_OUTPUT;
}

/* If the caller closed one of the first three descriptors, occupies it with one that cannot be
 * written. Otherwise the next file to be opened would receive the messages. */
static void reserve_descriptors(void)
{
	int fd;

	do
		fd = open("/", O_PATH);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

int main(int argc, char **argv)
{
	reserve_descriptors();
	alloc_set_failure_handler(diag_out_of_memory);
	if (argc > 0) {
		const char *slash = strrchr(argv[0], '/');
		diag_set_program(slash ? slash + 1 : argv[0]);
	}

	struct options opts;
	options_read(&opts, argc, argv);
	diag_set_level(opts.level);
	diag_set_json(opts.message_json);
	enum exitcode status = flush_stdout(answer(&opts));
	diag_flush();
	options_release(&opts);
	return status;
}
