/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Compares output files with input files, even if their paths differ. */
#include "cli/outputs.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/message.h"

/* Returns the path without symbolic links; the file itself need not exist. The caller frees it. */
static char *real_path(const char *path)
{
	char *real = realpath(path, NULL);
	if (real)
		return real;

	const char *slash = strrchr(path, '/');
	char *directory = slash ? xstrndup(path, (size_t)(slash + 1 - path)) : xstrdup(".");
	real = realpath(directory, NULL);
	char *whole = xasprintf("%s/%s", real ? real : directory, slash ? slash + 1 : path);
	free(directory);
	free(real);
	return whole;
}

static bool are_one(const char *a, const char *b)
{
	char *real_a = real_path(a), *real_b = real_path(b);
	bool one = strcmp(real_a, real_b) == 0;
	free(real_a);
	free(real_b);
	return one;
}

static bool is_the_file(const char *path, const char *output, const struct stat *written)
{
	struct stat st;
	return stat(path, &st) == 0 && st.st_dev == written->st_dev &&
	       st.st_ino == written->st_ino && are_one(path, output);
}

const char *outputs_find_read(const struct options *opts, const char *path)
{
	struct stat written;
	if (stat(path, &written) < 0 || !S_ISREG(written.st_mode))
		return NULL;
	for (size_t i = 0; i < opts->input_count; i++)
		if (is_the_file(opts->inputs[i], path, &written))
			return opts->inputs[i];
	for (size_t i = 0; i < opts->lists.count; i++)
		if (is_the_file(opts->lists.at[i], path, &written))
			return opts->lists.at[i];
	return opts->llvm && is_the_file(opts->llvm, path, &written) ? opts->llvm : NULL;
}

int outputs_check(const struct options *opts, const char *option, const char *path)
{
	const struct diag_where where = {.file = outputs_find_read(opts, path)};
	if (!where.file)
		return 0;
	diag_error_at(&where, "is also the output");
	diag_help("give '%s' another name", option);
	return -1;
}

/* Reports two options that name the same output file. */
static int check_both(const char *option_a, const char *a, const char *option_b, const char *b)
{
	struct stat st;
	if (!a || !b || (stat(a, &st) == 0 && !S_ISREG(st.st_mode)) || !are_one(a, b))
		return 0;
	return diag_error("'%s' and '%s' name the same file", option_a, option_b);
}

int outputs_check_messages(const struct options *opts)
{
	if (check_both("--report-file", opts->report_file, "--output", opts->output) < 0 ||
	    check_both("--log-file", opts->log_file, "--output", opts->output) < 0 ||
	    check_both("--log-file", opts->log_file, "--report-file", opts->report_file) < 0)
		return -1;
	if (opts->report_file && outputs_check(opts, "--report-file", opts->report_file) < 0)
		return -1;
	return opts->log_file ? outputs_check(opts, "--log-file", opts->log_file) : 0;
}
