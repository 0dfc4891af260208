/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The checker with its reports, on any file. */
#include "cli/profile_select.h"
#include "elf/check/check.h"
#include "elf/check/report.h"
#include "fuzz.h"
#include "kernel/version.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const struct options opts = {0};
	const struct profile profile = profile_select(&opts);
	struct buf object = {0};
	struct checker checker = {
		.name = "object", .layout = LAYOUT_REDBPF, .kernel = KERNEL_OLDEST};
	struct lines lines = {0};
	struct json json = {0};
	struct buf summary = {0};

	start();
	buf_append(&object, bytes, size);
	check_object("object", &object, &profile, true, NULL, NULL, NULL);
	if (checker_run(&checker, &object) == 0) {
		lines_take(&lines, checker.programs.image, &checker.btf);
		checker.lines = &lines;
		report_errors(&checker, KERNEL_OLDEST);
		report_summary(&checker, &summary);
		report_json(&checker, &json, KERNEL_OLDEST, check_fits(&checker, KERNEL_OLDEST));
	}
	checker_release(&checker);
	lines_release(&lines);
	buf_release(&json.text);
	buf_release(&summary);
	buf_release(&object);
	return 0;
}
