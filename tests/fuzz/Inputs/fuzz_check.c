/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The checker, on any file. */
#include "elf/check.h"
#include "fuzz.h"

static const struct profile profile = {
	.cpu = "v2", .max_insns = 1000000, .unroll_insns = 4096, .max_stack = 512, .max_maps = 64};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct buf object = {0};
	buf_append(&object, bytes, size);
	check_object("object", &object, &profile, NULL);
	buf_release(&object);
	return 0;
}
