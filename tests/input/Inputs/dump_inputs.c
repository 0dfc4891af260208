/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Prints what inputs_read() makes of this program's words, one input a line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options.h"
#include "input/input.h"

static const char *const kinds[] = {
	[INPUT_BITCODE] = "bitcode", [INPUT_IR] = "ir",   [INPUT_NO_BITCODE] = "no bitcode",
	[INPUT_SYMBOLS] = "symbols", [INPUT_BAD] = "bad",
};

static void print(const struct input *in)
{
	const char *slash = strrchr(in->name, '/');
	printf("%s: %s%s%s", slash ? slash + 1 : in->name, kinds[in->kind],
	       in->library ? ", library" : "", in->has_bpf_sections ? ", for BPF" : "");
	if (in->kind == INPUT_BITCODE) {
		unsigned version[3];
		char *producer = bitcode_producer(in->bytes, in->size, version);
		if (producer)
			printf(", by %s = %u.%u.%u", producer, version[0], version[1], version[2]);
		free(producer);
	}
	for (size_t i = 0; i < in->defines.count; i++)
		printf(" %s", in->defines.at[i]);
	printf("%s%s\n", in->wrong ? ": " : "", in->wrong ? in->wrong : "");
}

int main(int argc, char **argv)
{
	struct options opts;
	struct inputs inputs;
	options_read(&opts, argc, argv);
	inputs_read(&inputs, opts.inputs, opts.input_count);
	for (size_t i = 0; i < inputs.count; i++)
		print(&inputs.at[i]);
	printf("bitcode: %d\n", inputs_have_bitcode(&inputs));
	inputs_release(&inputs);
	options_release(&opts);
	return 0;
}
