/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Saves a link for a bug report. */
#include "cli/repro.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/option_set.h"
#include "cli/option_table.h"
#include "cli/outputs.h"
#include "kernel/version.h"

struct saving {
	const struct options *opts;
	struct buf args;
	unsigned files; /* number of saved files */
	bool copies;    /* copy the files, instead of only numbering them */
	bool failed;
};

static void fail(struct saving *saving, const char *path)
{
	diag_error("cannot save '%s' for --repro: %s", path, strerror(errno));
	saving->failed = true;
}

/* Writes an argument as rustc does in response files: a backslash before '\' and ' '. */
static void put_arg(struct saving *saving, const char *arg)
{
	if (strchr(arg, '\n')) {
		errno = EINVAL;
		fail(saving, arg);
	}
	for (; *arg; arg++) {
		if (*arg == '\\' || *arg == ' ')
			buf_append_byte(&saving->args, '\\');
		buf_append_byte(&saving->args, *arg);
	}
	buf_append_byte(&saving->args, '\n');
}

static int write_file(const char *path, const struct buf *bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	size_t done = 0;
	if (fd < 0)
		return -1;
	while (done < bytes->size) {
		ssize_t n = write(fd, bytes->data + done, bytes->size - done);
		if (n < 0 && errno != EINTR)
			break;
		done += n > 0 ? (size_t)n : 0;
	}
	int saved = errno;
	close(fd);
	errno = saved;
	return done == bytes->size ? 0 : -1;
}

static void copy(struct saving *saving, const char *from, const char *name)
{
	struct buf bytes = {0};
	char *to = xasprintf("%s/%s", saving->opts->repro, name);
	char *directory = xasprintf("%s/%u", saving->opts->repro, saving->files);
	if (outputs_check(saving->opts, "--repro", to) < 0)
		saving->failed = true;
	else if ((mkdir(directory, 0777) < 0 && errno != EEXIST) || file_read(from, &bytes) < 0 ||
		 write_file(to, &bytes) < 0)
		fail(saving, from);
	free(directory);
	free(to);
	buf_release(&bytes);
}

/* Saves the file and returns its new path. Returns an argument that names no regular file
 * unchanged. The file keeps its name, because symbols depend on it and the compiler's libraries are
 * known by theirs. The caller frees the result. */
static char *save_file(struct saving *saving, const char *path)
{
	struct stat st;
	if (stat(path, &st) < 0 || !S_ISREG(st.st_mode))
		return xstrdup(path);
	saving->files++;
	const char *slash = strrchr(path, '/');
	char *name = xasprintf("%u/%s", saving->files, slash ? slash + 1 : path);
	if (saving->copies)
		copy(saving, path, name);
	return name;
}

/* Options that write files, which a replay must not do, and options that put_args() adds at the
 * end. */
static bool is_left_out(const struct option_row *row)
{
	return row->set == set_output || row->set == set_log_file || row->set == set_dump_module ||
	       row->set == set_repro || row->set == set_llvm;
}

/* Writes a list of linker options, from -Wl, or -Xlinker. Version scripts are the only files in
 * it. */
static void put_linker_args(struct saving *saving, const char *start, const char *list)
{
	struct buf arg = {0};
	char *all = xstrdup(list), *rest = all, *piece;
	bool is_path = false;
	buf_printf(&arg, "%s", start);
	for (bool first = true; (piece = strsep(&rest, ",")); first = false) {
		const char *value;
		const struct option_row *row = option_find(&linker_options, piece, &value);
		bool script = row && row->set == set_version_script;
		const char *path = is_path ? piece : script ? value : NULL;
		char *name = path ? save_file(saving, path) : NULL;
		buf_printf(&arg, "%s%.*s%s", first ? "" : ",",
			   (int)(path ? path - piece : (ptrdiff_t)strlen(piece)), piece,
			   name ? name : "");
		is_path = script && !value;
		free(name);
	}
	put_arg(saving, arg.data);
	free(all);
	buf_release(&arg);
}

/* The object has what a page needs only if there is a report: the replay writes one, too, but to a
 * file of its own. */
static void put_report_file(struct saving *saving, const char *path)
{
	const char *suffix = path ? strrchr(path, '.') : NULL;
	char *arg =
		xasprintf("--report-file=replayed%s", suffix && !strchr(suffix, '/') ? suffix : "");
	put_arg(saving, arg);
	free(arg);
}

/* Writes an option. Its value may be the next argument. Returns how many arguments it used. */
static size_t put_option(struct saving *saving, const char *arg, const char *next)
{
	const char *value;
	const struct option_row *row = option_find(&direct_options, arg, &value);
	if (!row) {
		put_arg(saving, arg);
		return 1;
	}
	bool apart = row->spelling != ALONE && !value && next;
	if (is_left_out(row))
		return 1 + apart;
	if (row->set == set_report_file) {
		put_report_file(saving, value ? value : next);
	} else if (strcmp(row->name, "-Wl,") == 0) {
		put_linker_args(saving, row->name, value);
	} else if (row->set == set_export_symbols) {
		char *name = value || next ? save_file(saving, value ? value : next) : xstrdup("");
		put_arg(saving, row->name);
		put_arg(saving, name);
		free(name);
	} else {
		put_arg(saving, arg);
		if (apart && strcmp(row->name, "-Xlinker") == 0)
			put_linker_args(saving, "", next);
		else if (apart)
			put_arg(saving, next);
	}
	return 1 + apart;
}

/* Writes all arguments. Options that came from the environment become arguments. */
static void put_args(struct saving *saving, const char *llvm)
{
	const struct options *opts = saving->opts;
	for (size_t i = 0; i < opts->arg_count;) {
		const char *arg = opts->args[i];
		const char *next = i + 1 < opts->arg_count ? opts->args[i + 1] : NULL;
		if (arg[0] == '-') {
			i += put_option(saving, arg, next);
			continue;
		}
		char *name = save_file(saving, arg);
		put_arg(saving, name);
		free(name);
		i++;
	}
	if (opts->output)
		put_arg(saving, "-oout");
	if (llvm) {
		char *real = realpath(llvm, NULL);
		put_arg(saving, "--llvm");
		put_arg(saving, real ? real : llvm);
		free(real);
	}
	if (opts->kernel) {
		buf_printf(&saving->args, "--kernel=%u.%u\n", KERNEL_MAJOR(opts->kernel),
			   KERNEL_MINOR(opts->kernel));
	}
}

static int save(const struct options *opts, const char *llvm, bool copies)
{
	struct saving saving = {.opts = opts, .copies = copies};
	char *args = xasprintf("%s/args", opts->repro);
	if (mkdir(opts->repro, 0777) < 0 && errno != EEXIST) {
		fail(&saving, opts->repro);
	} else {
		put_args(&saving, llvm);
		if (!saving.failed && outputs_check(opts, "--repro", args) < 0)
			saving.failed = true;
		if (!saving.failed && write_file(args, &saving.args) < 0)
			fail(&saving, args);
	}
	free(args);
	buf_release(&saving.args);
	return saving.failed ? -1 : 0;
}

int repro_save(const struct options *opts)
{
	return save(opts, opts->llvm, true);
}

int repro_name_llvm(const struct options *opts, const char *llvm)
{
	return save(opts, llvm, false);
}
