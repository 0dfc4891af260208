/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The table of options, and the search in it. */
#include "cli/option_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/text.h"
#include "cli/complaints.h"
#include "cli/option_set.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void set_linker_options(struct options *opts, const char *list);
static void set_linker_option(struct options *opts, const char *arg);

static const struct option_row direct[] = {
	{"--allow-bpf-trap", ALONE, SHIM, NULL, "", "no effect: no code that could trap is left"},
	{"--btf", ALONE, SHIM, set_btf, "", "keep BTF (default, except as bpf-linker)"},
	{"--check", ALONE, SHIM, set_check, "", "judge BPF objects instead of linking"},
	{"--cpu", VALUE, SHIM, set_cpu, "CPU", "instruction set: generic, v1, v2, v3, v4, probe"},
	{"--cpu-features", VALUE, SHIM, set_cpu_features, "LIST", "LLVM's, as in +alu32,-dwarfris"},
	{"--debug", ALONE, SHIM, NULL, NULL, "rustc always sends it, with and without -g"},
	{"--disable-expand-memcpy-in-order", ALONE, SHIM, NULL, "",
	 "no effect: bpf-shim does not ask for that order"},
	{"--disable-memory-builtins", ALONE, SHIM, NULL, "",
	 "no effect: unused memory builtins are never linked"},
	{"--dump-module", VALUE, SHIM, set_dump_module, "DIR",
	 "write the IR after each change there"},
	{"--dwarf", ALONE, SHIM, set_dwarf, "", "keep debug info as DWARF as well"},
	{"--emit", VALUE, SHIM, set_emit, "KIND",
	 "kind of output: obj, asm, llvm-ir, llvm-bc; the first one counts"},
	{"--export", VALUE, SHIM, set_export, "A,B", "symbols to keep visible"},
	{"--export-symbols", VALUE, SHIM, set_export_symbols, "FILE",
	 "the same, from a file with one symbol a line"},
	{"--fatal-errors", VALUE, SHIM, set_fatal_errors, "BOOL",
	 "true: no object after an error; false is ignored"},
	{"--flavor", VALUE, SHIM, NULL, NULL, "there is one flavour"},
	{"--help", ALONE, ANY, set_help, "", "show this text"},
	{"--ignore-inline-never", ALONE, SHIM, set_ignore_inline_never, "",
	 "inline all functions (default, except as bpf-linker)"},
	{"--json", ALONE, SHIM, set_json, "", "print the result of --check as JSON"},
	{"--kernel", VALUE, SHIM, set_kernel, "X.Y",
	 "make an object for this kernel and later ones (or BPF_SHIM_KERNEL)"},
	{"--layout", VALUE, SHIM, set_layout, "LAYOUT", "redbpf: for RedBPF's Loader::load_file"},
	{"--llvm", VALUE, SHIM, set_llvm, "PATH", "the libLLVM to use (or BPF_SHIM_LLVM)"},
	{"--llvm-args", VALUE, SHIM, set_llvm_args, "A,B", "LLVM's own options, for debugging"},
	{"--log-file", VALUE, SHIM, set_log_file, "FILE",
	 "append all messages to this file as well"},
	{"--log-level", VALUE, SHIM, set_log_level, "LEVEL",
	 "error or warn; info, debug and trace explain all decisions"},
	{"--message-format", VALUE, SHIM, set_message_format, "FORMAT",
	 "human, or json: one message a line, in rustc's format"},
	{"--no-btf", ALONE, SHIM, set_no_btf, "", "keep only the BTF that loaders need"},
	{"--output", VALUE, ANY, set_output, "FILE", "where the object goes"},
	{"--panic-return", VALUE, SHIM, set_panic_return, "N",
	 "value that a panicking program returns"},
	{"--report-file", VALUE, SHIM, set_report_file, "FILE",
	 "write warnings and statistics of the programs there"},
	{"--repro", VALUE, SHIM, set_repro, "DIR",
	 "save all inputs and arguments there, for a bug report"},
	{"--skip-quirk", VALUE, SHIM, set_skip_quirk, NULL,
	 "for tests: shows what the verifier says without the quirk of this name"},
	{"--subprogram", VALUE, SHIM, set_subprogram, "NAME", "keep this function as a subprogram"},
	{"--subprograms", ALONE, SHIM, set_subprograms, "",
	 "keep #[inline(never)] functions as subprograms"},
	{"--target", VALUE, ANY, set_target, "TARGET", "bpfel, bpfeb or bpf"},
	{"--unroll-loops", ALONE, SHIM, set_unroll_loops, "",
	 "unroll each loop whose bound can be derived"},
	{"--verbose", ALONE, SHIM, set_verbose, "", "explain all decisions"},
	{"--version", ALONE, ANY, set_version, "", "show the version"},
	{"-B", EITHER, CC, NULL, NULL, "where cc finds its linker"},
	{"-L", EITHER, ANY, NULL, "DIR", "no effect: no library is searched for"},
	{"-O", EITHER, ANY, set_opt_level, "LEVEL", "optimisation: 0, 1, 2, 3, s, z"},
	{"-V", ALONE, ANY, set_version, NULL, NULL},
	{"-W", JOINED, CC_FLAG, NULL, NULL, "no C compiler is run"},
	{"-Wl,", JOINED, CC, set_linker_options, NULL, NULL},
	{"-Xlinker", VALUE, CC, set_linker_option, NULL, NULL},
	{"-f", JOINED, CC_FLAG, NULL, NULL, "no C compiler is run"},
	{"-flavor", VALUE, SHIM, NULL, NULL, "there is one flavour"},
	{"-fuse-ld=", JOINED, CC, set_fuse_ld, NULL, NULL},
	{"-g", ALONE, CC_FLAG, NULL, NULL, "no C compiler is run"},
	{"-h", ALONE, ANY, set_help, NULL, NULL},
	{"-l", EITHER, ANY, set_library, NULL, NULL},
	{"-m", JOINED, CC_FLAG, NULL, NULL, "no C compiler is run"},
	{"-m64", ALONE, CC, NULL, NULL, "the host's word size"},
	{"-no-pie", ALONE, CC, NULL, NULL, "a BPF object is always relocatable"},
	{"-nodefaultlibs", ALONE, CC, NULL, NULL, "there are no default libraries"},
	{"-nostartfiles", ALONE, CC, NULL, NULL, "there are no start files"},
	{"-nostdlib", ALONE, CC, NULL, NULL, "there are no default libraries"},
	{"-o", EITHER, ANY, set_output, NULL, NULL},
	{"-pie", ALONE, CC, NULL, NULL, "a BPF object is always relocatable"},
	{"-plugin-opt", VALUE, CC, set_plugin_opt, NULL, NULL},
	{"-pthread", ALONE, CC_FLAG, NULL, NULL, "there are no threads in BPF"},
	{"-rdynamic", ALONE, CC_FLAG, NULL, NULL, "there is no dynamic symbol table"},
	{"-s", ALONE, CC_FLAG, NULL, NULL, "loaders need the symbols"},
	{"-shared", ALONE, CC, NULL, NULL, "a cdylib is linked as a bin is"},
	{"-static", ALONE, CC, NULL, NULL, "nothing is linked dynamically"},
	{"-static-pie", ALONE, CC, NULL, NULL, "nothing is linked dynamically"},
	{"-z", EITHER, CC, NULL, NULL, "about the memory image of an executable"},
};

static const struct option_row linker[] = {
	{"--as-needed", ALONE, CC, NULL, NULL, "about dynamic libraries"},
	{"--build-id", ALONE, CC, NULL, NULL, "loaders know no build id"},
	{"--eh-frame-hdr", ALONE, CC, NULL, NULL, "nothing unwinds in BPF"},
	{"--end-group", ALONE, CC, NULL, NULL, "archives are searched until all is found"},
	{"--export-dynamic", ALONE, CC, NULL, NULL, "there is no dynamic symbol table"},
	{"--gc-sections", ALONE, CC, NULL, NULL, "unreachable code is always left out"},
	{"--hash-style", VALUE, CC, NULL, NULL, "there is no dynamic symbol table"},
	{"--no-as-needed", ALONE, CC, NULL, NULL, "about dynamic libraries"},
	{"--no-gc-sections", ALONE, CC, NULL, NULL, "unreachable code is always left out"},
	{"--no-undefined-version", ALONE, CC, NULL, NULL, "goes with rustc's version script"},
	{"--no-whole-archive", ALONE, CC, NULL, NULL,
	 "of libraries, only what is reachable is linked"},
	{"--start-group", ALONE, CC, NULL, NULL, "archives are searched until all is found"},
	{"--strip-all", ALONE, CC, NULL, NULL, "DWARF is kept only with --dwarf"},
	{"--strip-debug", ALONE, CC, NULL, NULL, "DWARF is kept only with --dwarf"},
	{"--version-script", VALUE, CC, set_version_script, NULL, NULL},
	{"--whole-archive", ALONE, CC, NULL, NULL,
	 "of libraries, only what is reachable is linked"},
	{"-Bdynamic", ALONE, CC, NULL, NULL, "no library is searched for"},
	{"-Bstatic", ALONE, CC, NULL, NULL, "no library is searched for"},
	{"-O", EITHER, CC, NULL, NULL, "the linker's own effort, not the program's"},
	{"-plugin-opt", VALUE, CC, set_plugin_opt, NULL, NULL},
	{"-rpath", VALUE, CC, NULL, NULL, "about dynamic libraries"},
	{"-soname", VALUE, CC, NULL, NULL, "about dynamic libraries"},
	{"-z", EITHER, CC, NULL, NULL, "about the memory image of an executable"},
};

const struct option_table direct_options = {direct, COUNT(direct)};
const struct option_table linker_options = {linker, COUNT(linker)};

/* True if the argument is an option of this row. Sets *value as option_find() does. */
static bool matches(const struct option_row *row, const char *arg, const char **value)
{
	size_t len = strlen(row->name);
	if (strncmp(arg, row->name, len) != 0)
		return false;

	const char *rest = arg + len;
	*value = *rest ? rest : NULL;
	switch (row->spelling) {
	case ALONE:
		return *rest == '\0';
	case VALUE:
		if (*rest == '=')
			*value = rest + 1;
		return *rest == '\0' || *rest == '=';
	case JOINED:
		return *rest != '\0';
	case EITHER:
		return true;
	}
	diag_bug("unknown spelling");
}

/* A row's name is a prefix of the argument, so strcmp() sorts it before the argument. Longer
 * prefixes sort after shorter ones: the first match backwards is the longest. */
const struct option_row *option_find(const struct option_table *table, const char *arg,
				     const char **value)
{
	size_t low = 0, high = table->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(table->rows[middle].name, arg) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low-- > 0 && strncmp(table->rows[low].name, arg, 2) == 0)
		if (matches(&table->rows[low], arg, value))
			return &table->rows[low];
	*value = NULL;
	return NULL;
}

/* Reads one option for the linker. Its value may be the next element of *rest; 'rest' points to
 * NULL if there is no list. */
static void read_linker_option(struct options *opts, const char *arg, char **rest)
{
	const char *value;
	const struct option_row *row = option_find(&linker_options, arg, &value);
	if (!row) {
		options_complain(opts, NULL, "unknown option '-Wl,%s'", arg);
		return;
	}
	if (row->spelling != ALONE && !value)
		value = strsep(rest, ",");
	if (row->spelling != ALONE && !value)
		options_complain(opts, NULL, "option '-Wl,%s' needs a value", arg);
	else if (row->set)
		row->set(opts, value);
}

static void set_linker_options(struct options *opts, const char *list)
{
	char *copy = xstrdup(list), *rest = copy, *arg;
	while ((arg = strsep(&rest, ",")))
		read_linker_option(opts, arg, &rest);
	free(copy);
}

/* rustc uses -Xlinker for an option that contains a comma, so the option is not split. */
static void set_linker_option(struct options *opts, const char *arg)
{
	char *rest = NULL;
	read_linker_option(opts, arg, &rest);
}
