/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* --check reads and judges object files of any compiler. */
#include "check_files.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/json.h"
#include "elf/btf/btf.h"
#include "elf/btf/lines.h"
#include "elf/check/report.h"
#include "elf/check/rules.h"
#include "kernel/version.h"

static enum exitcode judge(const struct options *opts, const struct checker *checker,
			   struct json *json)
{
	bool fits = check_fits(checker, opts->kernel);

	if (opts->json) {
		report_json(checker, json, opts->kernel, fits);
	} else {
		report_page(checker);
		fflush(stdout);
		report_errors(checker, opts->kernel);
	}
	return fits ? EXITCODE_OK : EXITCODE_CHECK;
}

static enum exitcode check_file(const struct options *opts, const char *path, struct json *json)
{
	struct buf object = {0};
	struct checker checker = {.name = path, .layout = opts->layout, .kernel = opts->kernel};
	struct lines lines = {0};
	enum exitcode status = EXITCODE_INPUT;

	if (file_read(path, &object) < 0) {
		diag_error("cannot read '%s': %s", path, strerror(errno));
	} else if (checker_run(&checker, &object) == 0) {
		lines_take(&lines, checker.programs.image, &checker.btf);
		checker.lines = &lines;
		checker.one_of_many = opts->input_count > 1;
		status = judge(opts, &checker, json);
	}
	lines_release(&lines);
	checker_release(&checker);
	buf_release(&object);
	return status;
}

enum exitcode check_files(const struct options *opts)
{
	struct json json = {0};
	enum exitcode worst = EXITCODE_OK;
	char kernel[16];

	snprintf(kernel, sizeof(kernel), "%u.%u", KERNEL_MAJOR(opts->kernel),
		 KERNEL_MINOR(opts->kernel));
	json_open(&json, NULL, '{');
	json_number(&json, "version", 1);
	json_string(&json, "kernel", opts->kernel ? kernel : NULL);
	json_open(&json, "objects", '[');
	for (size_t i = 0; i < opts->input_count; i++) {
		enum exitcode status = check_file(opts, opts->inputs[i], &json);
		if (status > worst)
			worst = status;
	}
	json_close(&json, ']');
	json_close(&json, '}');
	if (opts->json)
		puts(json.text.data);
	buf_release(&json.text);
	return worst;
}
