/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Prints what options_read() makes of this program's own words, one fact a line. */
#include <inttypes.h>
#include <stdio.h>

#include "cli/options.h"
#include "kernel/version.h"

static const char *or_none(const char *text)
{
	return text ? text : "(none)";
}

int main(int argc, char **argv)
{
	struct options opts;
	options_read(&opts, argc, argv);

	printf("request: %d\n", opts.request);
	printf("output: %s\n", or_none(opts.output));
	printf("emit: %d\n", opts.emit);
	printf("cpu: %s\n", or_none(opts.cpu));
	printf("kernel: %u.%u\n", KERNEL_MAJOR(opts.kernel), KERNEL_MINOR(opts.kernel));
	printf("layout: %d\n", opts.layout);
	printf("cpu features: '%s'\n", opts.cpu_features);
	printf("target: %s\n", or_none(opts.target));
	printf("level: %c\n", opts.opt_level);
	printf("btf: %d\n", opts.btf);
	printf("dwarf: %d\n", opts.dwarf);
	printf("unroll loops: %d\n", opts.unroll_loops);
	for (size_t i = 0; i < opts.llvm_arg_count; i++)
		printf("llvm arg: <%s>\n", opts.llvm_args[i]);
	printf("llvm: %s\n", or_none(opts.llvm));
	printf("panic return: %" PRId64 "\n", opts.panic_return);
	printf("verbose: %d\n", opts.level == DIAG_TRACE);
	printf("cc words: %d\n", opts.cc_args);
	printf("std words: %d\n", opts.std_args);
	printf("linker named: %d\n", opts.linker_named);
	for (size_t i = 0; i < opts.input_count; i++)
		printf("input: <%s>\n", opts.inputs[i]);
	printf("exports: %s\n", opts.exports_given ? "given" : "not given");
	for (size_t i = 0; i < opts.exports.count; i++)
		printf("export: %s\n", opts.exports.at[i]);
	for (size_t i = 0; i < opts.warnings.count; i++)
		printf("warning: %s\n", opts.warnings.at[i]);
	for (size_t i = 0; i < opts.host_arg_count; i++)
		printf("host word: %s\n", opts.host_args[i]);
	const struct complaint *first = opts.complaints;
	printf("complaint: %s\n", or_none(first ? first->text : NULL));
	printf("help: %s\n", or_none(first ? first->help : NULL));
	options_release(&opts);
	return 0;
}
