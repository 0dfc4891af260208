/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The object stage, on what claims to be an object of LLVM's, and the check of what comes out. */
#include "cli/profile_select.h"
#include "elf/check/check.h"
#include "elf/check/report.h"
#include "elf/finish/object.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const struct options opts = {0};
	const struct profile profile = profile_select(&opts);
	const struct object_wants wants = {.btf = true, .dwarf = true, .profile = &profile};
	struct buf object = {0}, summary = {0};
	struct lines lines = {0};

	start();
	buf_append(&object, bytes, size);
	if (object_finish(&object, wants, &lines) == 0)
		check_object("object", &object, &profile, true, &lines, report_summary, &summary);
	lines_release(&lines);
	buf_release(&summary);
	buf_release(&object);
	return 0;
}
