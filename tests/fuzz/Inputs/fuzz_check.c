/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The checker, on any file. */
#include "elf/check.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const struct options opts = {0};
	const struct profile profile = profile_select(&opts);
	struct buf object = {0};
	buf_append(&object, bytes, size);
	check_object("object", &object, &profile, NULL);
	buf_release(&object);
	return 0;
}
