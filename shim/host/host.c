/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Recognises links for the host and passes them on to the real linker. */
#include "host/host.h"

#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/names.h"
#include "input/rustc.h"

/* An environment variable for the real linker. If it is already set, 'cc' runs bpf-shim again. */
#define GUARD "BPF_SHIM_HOST_LINK"

static bool wants_to_be_bpf(const struct inputs *inputs)
{
	for (size_t i = 0; i < inputs->count; i++)
		if (inputs->at[i].has_bpf_sections && !inputs->at[i].library)
			return true;
	return inputs_have_bitcode(inputs);
}

static bool has_arg(const struct options *opts, const char *arg)
{
	for (size_t i = 0; i < opts->arg_count; i++)
		if (strcmp(opts->args[i], arg) == 0)
			return true;
	return false;
}

/* rustc's export list of an executable contains main(). Without it, the user may have wanted a BPF
 * program. This is only a warning, because the real linker may know better; rustc shows it when
 * that linker fails. */
static void warn_of_std(const struct options *opts, const struct inputs *inputs)
{
	bool has_list = false;
	for (size_t i = 0; i < inputs->count; i++) {
		if (inputs->at[i].kind != INPUT_SYMBOLS)
			continue;
		if (names_has(&inputs->at[i].defines, "main"))
			return;
		has_list = true;
	}
	if (!has_list || has_arg(opts, "-shared"))
		return;
	diag_warning("std is linked, so this is not a BPF program, but it has no 'main' either");
	diag_help("a BPF program has #![no_std], and so has each of its dependencies: many want "
		  "'default-features = false'");
}

bool host_is_link(const struct options *opts, const struct inputs *inputs)
{
	if (!opts->cc_args)
		return false;
	if (opts->std_args) {
		diag_trace("not a BPF link: std is among the inputs");
		warn_of_std(opts, inputs);
		return true;
	}
	if (!wants_to_be_bpf(inputs)) {
		diag_trace("not a BPF link: no object is bitcode");
		return true;
	}
	return false;
}

/* A command line for 'cc'. The array has room for two more arguments and NULL. */
struct command {
	const char **args;
	size_t count;
	char *dir_arg; /* owned: the -B option, or NULL */
};

static bool is_on_path(const char *name)
{
	char *directories = xstrdup(getenv("PATH") ? getenv("PATH") : ""), *rest = directories;
	bool found = false;
	for (char *directory; !found && (directory = strsep(&rest, ":"));) {
		char *path = xasprintf("%s/%s", *directory ? directory : ".", name);
		found = access(path, X_OK) == 0;
		free(path);
	}
	free(directories);
	return found;
}

/* The directory of the newest lld of Debian's packages lld-N, which have no name on PATH that cc
 * knows; or NULL. The caller frees. */
static char *find_newest_lld(void)
{
	char *newest = NULL;
	unsigned version = 0;
	glob_t found;
	if (glob("/usr/lib/llvm-*/bin/ld.lld", 0, NULL, &found) != 0)
		return NULL;
	for (size_t i = 0; i < found.gl_pathc; i++) {
		unsigned of_this = (unsigned)strtoul(strchr(found.gl_pathv[i], '-') + 1, NULL, 10);
		if (of_this <= version || access(found.gl_pathv[i], X_OK) < 0)
			continue;
		version = of_this;
		free(newest);
		newest = xasprintf("/usr/lib/llvm-%u/bin", version);
	}
	globfree(&found);
	return newest;
}

/*
 * GNU ld cannot read bitcode, and Debian's rustc does not pass -fuse-ld=lld (rustup's does). The
 * compiler has its own lld in gcc-ld: rustup names it ld.lld, Debian ld.
 */
static void name_lld(struct command *cmd)
{
	char *bin = rustc_bin();
	char *gcc_ld = bin ? xasprintf("%s/gcc-ld", bin) : NULL;
	char *as_ld_lld = gcc_ld ? xasprintf("%s/ld.lld", gcc_ld) : NULL;
	char *as_ld = gcc_ld ? xasprintf("%s/ld", gcc_ld) : NULL;

	bool has_lld = as_ld_lld && access(as_ld_lld, X_OK) == 0;
	bool has_ld = !has_lld && as_ld && access(as_ld, X_OK) == 0;
	char *newest = has_lld || has_ld || is_on_path("ld.lld") ? NULL : find_newest_lld();
	if (has_lld || has_ld || newest) {
		cmd->dir_arg = xasprintf("-B%s", newest ? newest : gcc_ld);
		cmd->args[cmd->count++] = cmd->dir_arg;
	}
	if (!has_ld)
		cmd->args[cmd->count++] = "-fuse-ld=lld";
	if (!has_lld && !has_ld && !newest && !is_on_path("ld.lld")) {
		diag_warning(
			"the objects of this program are bitcode, which takes lld, and there is none");
		diag_help("install it: the package lld of your distribution");
	}
	free(newest);
	free(as_ld);
	free(as_ld_lld);
	free(gcc_ld);
	free(bin);
}

static void exec_first_found(const struct command *cmd)
{
	static const char *const drivers[] = {"cc", "gcc", "clang"};

	for (size_t i = 0; i < sizeof(drivers) / sizeof(drivers[0]); i++) {
		cmd->args[0] = drivers[i];
		diag_trace("run '%s'", drivers[i]);
		diag_flush();
		execvp(drivers[i], (char **)cmd->args);
		if (errno != ENOENT) {
			diag_error("cannot run '%s': %s", drivers[i], strerror(errno));
			return;
		}
	}
	diag_error("this is no BPF link, and there is no 'cc' to pass it on to");
	diag_help("install a C compiler driver (cc, gcc or clang)");
}

enum exitcode host_exec(const struct options *opts, const struct inputs *inputs)
{
	if (getenv(GUARD)) {
		diag_error("the real linker leads back to bpf-shim");
		diag_help("make 'cc' on PATH a C compiler driver");
		return EXITCODE_SYSTEM;
	}
	if (setenv(GUARD, "1", 1) < 0)
		diag_fatal("cannot set the environment");

	struct command cmd = {
		.args = xcalloc(opts->host_arg_count + 4, sizeof(*cmd.args)),
		.count = 1,
	};
	for (size_t i = 0; i < opts->host_arg_count; i++)
		cmd.args[cmd.count++] = opts->host_args[i];
	if (!opts->linker_named && inputs_have_bitcode(inputs))
		name_lld(&cmd);

	exec_first_found(&cmd);
	free(cmd.dir_arg);
	free(cmd.args);
	return EXITCODE_SYSTEM;
}
