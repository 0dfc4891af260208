/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The object stage, on what claims to be an object of LLVM's. */
#include "elf/object.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const struct options opts = {0};
	const struct profile profile = profile_select(&opts);
	struct buf object = {0};
	struct lines lines = {0};
	buf_append(&object, bytes, size);
	object_finish(&object,
		      (struct object_wants){.btf = true, .dwarf = true, .profile = &profile},
		      &lines);
	lines_release(&lines);
	buf_release(&object);
	return 0;
}
