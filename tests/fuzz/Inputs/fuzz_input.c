/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* An input file: archives, ELF objects, bitcode and who wrote it. */
#include <stdio.h>

#include "fuzz.h"
#include "host/host.h"
#include "input/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	int fd = file_of(bytes, size);
	char path[32];
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	const char *paths[] = {path};
	struct options opts = {.inputs = paths, .input_count = 1, .cc_args = true};

	start();
	struct inputs inputs;
	inputs_read(&inputs, opts.inputs, opts.input_count);
	host_is_link(&opts, &inputs);
	inputs_check(&inputs);
	for (size_t i = 0; i < inputs.count; i++) {
		unsigned version[3];
		if (inputs.at[i].kind == INPUT_BITCODE)
			free(bitcode_producer(inputs.at[i].bytes, inputs.at[i].size, version));
	}
	inputs_release(&inputs);
	close(fd);
	return 0;
}
