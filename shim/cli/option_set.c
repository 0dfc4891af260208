/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The setters: the effect of each option on struct options. */
#include "cli/option_set.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/message.h"
#include "base/names.h"
#include "base/text.h"
#include "cli/complaints.h"
#include "cli/lists.h"
#include "kernel/profile.h"
#include "kernel/version.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

void set_output(struct options *opts, const char *value)
{
	opts->output = value;
}

void set_export(struct options *opts, const char *value)
{
	opts->exports_given = true;
	list_add_comma_list(&opts->exports, value);
}

static void set_list_file(struct options *opts, const char *path, const char *what,
			  void (*add)(struct names *exports, char *text))
{
	struct buf text = {0};
	opts->exports_given = true;
	names_add(&opts->lists, path, strlen(path));
	const char *wrong = list_read_text(path, &text);
	if (wrong)
		options_complain(opts, NULL, "cannot read %s '%s': %s", what, path, wrong);
	else
		add(&opts->exports, text.data);
	buf_release(&text);
}

void set_export_symbols(struct options *opts, const char *value)
{
	set_list_file(opts, value, "export list", list_add_symbols);
}

void set_version_script(struct options *opts, const char *value)
{
	set_list_file(opts, value, "version script", list_add_version_script);
}

void set_cpu(struct options *opts, const char *value)
{
	static const char *const cpus[] = {"v1", "v2", "v3", "v4", "probe"};

	/* rustc sends 'generic' by default, so it does not tell what the user wants. */
	if (strcmp(value, "generic") == 0) {
		opts->cpu = NULL;
		return;
	}
	for (size_t i = 0; i < COUNT(cpus); i++) {
		if (strcmp(value, cpus[i]) == 0) {
			opts->cpu = cpus[i];
			return;
		}
	}
	options_complain(opts, "choose one of generic, v1, v2, v3, v4, probe", "unknown cpu '%s'",
			 value);
}

/* LLVM disables a feature that has no sign. Refuse it: the user more likely wants to enable it. */
void set_cpu_features(struct options *opts, const char *value)
{
	for (const char *at = value; *at; at += strcspn(at, ","), at += *at == ',')
		if (*at != '+' && *at != '-')
			options_complain(opts, "write it as in +alu32,-dwarfris",
					 "cpu feature '%.*s' has no + or - before it",
					 (int)strcspn(at, ","), at);
	opts->cpu_features = value;
}

/* Accepts the architectures that llvm::Triple accepts, and ignores the rest of the triple. */
void set_target(struct options *opts, const char *value)
{
	static const struct {
		const char *arch, *target;
	} targets[] = {{"bpfel", "bpfel"},
		       {"bpf_le", "bpfel"},
		       {"bpfeb", "bpfeb"},
		       {"bpf_be", "bpfeb"},
		       {"bpf", "bpf"}};

	size_t arch = strcspn(value, "-");
	for (size_t i = 0; i < COUNT(targets); i++) {
		if (strlen(targets[i].arch) == arch && strncmp(value, targets[i].arch, arch) == 0) {
			opts->target = targets[i].target;
			return;
		}
	}
	options_complain(opts, "choose one of bpfel, bpfeb, bpf", "unknown target '%s'", value);
}

void set_opt_level(struct options *opts, const char *value)
{
	if (value[0] && value[1] == '\0' && strchr("0123sz", value[0]))
		opts->opt_level = value[0];
	else
		options_complain(opts, "choose one of 0, 1, 2, 3, s, z",
				 "unknown optimisation level '%s'", value);
}

/* rustc passes the optimisation level of the host target as -plugin-opt=O3. It also passes mcpu,
 * but that names the host's CPU. */
void set_plugin_opt(struct options *opts, const char *value)
{
	if (value[0] == 'O')
		set_opt_level(opts, value + 1);
}

void set_btf(struct options *opts, const char *value)
{
	(void)value;
	opts->btf = true;
}

void set_no_btf(struct options *opts, const char *value)
{
	(void)value;
	opts->btf = false;
}

void set_dwarf(struct options *opts, const char *value)
{
	(void)value;
	opts->dwarf = true;
}

/* The first --emit counts, as in bpf-linker. */
void set_emit(struct options *opts, const char *value)
{
	static const struct {
		const char *name;
		enum emit emit;
	} kinds[] = {{"obj", EMIT_OBJECT},
		     {"asm", EMIT_ASSEMBLY},
		     {"llvm-ir", EMIT_LLVM_IR},
		     {"llvm-bc", EMIT_LLVM_BITCODE}};

	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (strcmp(value, kinds[i].name) != 0)
			continue;
		if (opts->emit == EMIT_DEFAULT)
			opts->emit = kinds[i].emit;
		return;
	}
	options_complain(opts, "choose one of obj, asm, llvm-ir, llvm-bc",
			 "unknown kind of output '%s'", value);
}

void set_unroll_loops(struct options *opts, const char *value)
{
	(void)value;
	opts->unroll_loops = true;
}

void set_llvm_args(struct options *opts, const char *value)
{
	char *copy = xstrdup(value), *rest = copy, *arg;
	while ((arg = strsep(&rest, ","))) {
		if (!*arg)
			continue;
		opts->llvm_args = xreallocarray(opts->llvm_args, opts->llvm_arg_count + 1,
						sizeof(*opts->llvm_args));
		opts->llvm_args[opts->llvm_arg_count++] = xstrdup(arg);
	}
	free(copy);
}

void set_fatal_errors(struct options *opts, const char *value)
{
	if (strcmp(value, "false") == 0)
		options_warn(opts, "'--fatal-errors false' is ignored: an object with errors is "
				   "never written");
	else if (strcmp(value, "true") != 0)
		options_complain(opts, NULL,
				 "option '--fatal-errors' needs true or false, not '%s'", value);
}

void set_log_file(struct options *opts, const char *value)
{
	opts->log_file = value;
}

/* bpf-linker's levels. bpf-shim has only one kind of trace, so the last three are equal. */
void set_log_level(struct options *opts, const char *value)
{
	static const struct {
		const char *name;
		enum diag_severity least;
	} levels[] = {{"error", DIAG_ERROR},
		      {"warn", DIAG_NOTE},
		      {"info", DIAG_TRACE},
		      {"debug", DIAG_TRACE},
		      {"trace", DIAG_TRACE}};

	for (size_t i = 0; i < COUNT(levels); i++) {
		if (strcmp(value, levels[i].name) == 0) {
			opts->level = levels[i].least;
			return;
		}
	}
	options_complain(opts, "choose one of error, warn, info, debug, trace",
			 "unknown log level '%s'", value);
}

void set_message_format(struct options *opts, const char *value)
{
	if (strcmp(value, "json") == 0 || strcmp(value, "human") == 0)
		opts->message_json = strcmp(value, "json") == 0;
	else
		options_complain(opts, "choose one of human, json",
				 "unknown format of messages '%s'", value);
}

void set_repro(struct options *opts, const char *value)
{
	opts->repro = value;
}

void set_report_file(struct options *opts, const char *value)
{
	opts->report_file = value;
}

void set_dump_module(struct options *opts, const char *value)
{
	if (!*value)
		options_complain(opts, NULL, "option '%s' needs a value", "--dump-module");
	opts->dump_dir = value;
}

void set_kernel(struct options *opts, const char *value)
{
	unsigned version = kernel_parse(value);
	if (!version)
		options_complain(opts, "write its version, as in 5.10, or 'running'",
				 "unknown kernel '%s'", value);
	else if (version < KERNEL_OLDEST)
		options_complain(opts, NULL,
				 "kernel %s is older than 4.15, the oldest that is supported",
				 value);
	else
		opts->kernel = version;
}

void set_layout(struct options *opts, const char *value)
{
	if (strcmp(value, "redbpf") == 0)
		opts->layout = LAYOUT_REDBPF;
	else
		options_complain(opts, "choose redbpf, or leave the option out",
				 "unknown layout '%s'", value);
}

void set_llvm(struct options *opts, const char *value)
{
	if (!*value)
		options_complain(opts, NULL, "option '%s' needs a value", "--llvm");
	opts->llvm = value;
}

void set_panic_return(struct options *opts, const char *value)
{
	char *end;
	errno = 0;
	intmax_t number = strtoimax(value, &end, 0);
	if (end == value || *end || errno || number < INT64_MIN || number > INT64_MAX)
		options_complain(opts, NULL, "option '--panic-return' needs a number, not '%s'",
				 value);
	else
		opts->panic_return = number;
}

void set_verbose(struct options *opts, const char *value)
{
	(void)value;
	opts->level = DIAG_TRACE;
}

void set_check(struct options *opts, const char *value)
{
	(void)value;
	if (opts->request == REQUEST_LINK)
		opts->request = REQUEST_CHECK;
}

void set_explain(struct options *opts, const char *value)
{
	(void)value;
	if (opts->request == REQUEST_LINK)
		opts->request = REQUEST_EXPLAIN;
}

void set_load(struct options *opts, const char *value)
{
	(void)value;
	opts->load = true;
}

void set_json(struct options *opts, const char *value)
{
	(void)value;
	opts->json = true;
}

void set_skip_quirk(struct options *opts, const char *value)
{
	names_add(&opts->skipped_quirks, value, strlen(value));
}

void set_subprogram(struct options *opts, const char *value)
{
	names_add(&opts->subprogram_names, value, strlen(value));
}

void set_global(struct options *opts, const char *value)
{
	names_add(&opts->global_names, value, strlen(value));
}

void set_subprograms(struct options *opts, const char *value)
{
	(void)value;
	opts->subprograms = SUBPROGRAMS_ASKED;
}

void set_ignore_inline_never(struct options *opts, const char *value)
{
	(void)value;
	opts->subprograms = SUBPROGRAMS_NONE;
}

void set_help(struct options *opts, const char *value)
{
	(void)value;
	opts->request = REQUEST_HELP;
}

void set_version(struct options *opts, const char *value)
{
	(void)value;
	opts->request = REQUEST_VERSION;
}

void set_fuse_ld(struct options *opts, const char *value)
{
	(void)value;
	opts->linker_named = true;
}

void set_library(struct options *opts, const char *value)
{
	/* The libc crate links these for every user of its types. A program that really calls one
	 * of them gets an error about the undefined symbol. */
	static const char *const libc_crate[] = {"c", "m", "rt", "pthread", "util", "dl"};

	/* std links libgcc_s. With -C lto=fat this is the only trace of std: its code is inside the
	 * program's own object. */
	if (strcmp(value, "gcc_s") == 0) {
		opts->std_args = true;
		return;
	}
	for (size_t i = 0; i < COUNT(libc_crate); i++)
		if (strcmp(value, libc_crate[i]) == 0)
			return;
	options_complain(opts, "compile it to bitcode and pass that file instead",
			 "library '%s' cannot be linked into a BPF object", value);
}
