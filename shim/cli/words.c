/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The table of words, and what each of them does. */
#include "cli/words.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/kernel.h"
#include "cli/lists.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void take_output(struct options *opts, const char *value)
{
	opts->output = value;
}

static void take_export(struct options *opts, const char *value)
{
	opts->exports_given = true;
	list_add_comma_list(&opts->exports, value);
}

static void take_list_file(struct options *opts, const char *path, const char *what,
			   void (*add)(struct names *exports, char *text))
{
	struct buf text = {0};
	opts->exports_given = true;
	if (list_read_file(path, &text) < 0)
		options_complain(opts, NULL, "cannot read %s '%s': %s", what, path,
				 strerror(errno));
	else
		add(&opts->exports, text.data);
	buf_release(&text);
}

static void take_export_symbols(struct options *opts, const char *value)
{
	take_list_file(opts, value, "export list", list_add_symbols);
}

static void take_version_script(struct options *opts, const char *value)
{
	take_list_file(opts, value, "version script", list_add_version_script);
}

static void take_cpu(struct options *opts, const char *value)
{
	static const char *const cpus[] = {"v1", "v2", "v3", "v4", "probe"};

	/* rustc always sends 'generic' unless it was told otherwise: nobody chose that. */
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

static void take_cpu_features(struct options *opts, const char *value)
{
	opts->cpu_features = value;
}

static void take_target(struct options *opts, const char *value)
{
	static const char *const targets[] = {"bpfel", "bpfeb", "bpf"};

	size_t arch = strcspn(value, "-");
	for (size_t i = 0; i < COUNT(targets); i++) {
		if (strlen(targets[i]) == arch && strncmp(value, targets[i], arch) == 0) {
			opts->target = targets[i];
			return;
		}
	}
	options_complain(opts, "choose one of bpfel, bpfeb, bpf", "unknown target '%s'", value);
}

static void take_opt_level(struct options *opts, const char *value)
{
	if (value[0] && value[1] == '\0' && strchr("0123sz", value[0]))
		opts->opt_level = value[0];
	else
		options_complain(opts, "choose one of 0, 1, 2, 3, s, z",
				 "unknown optimisation level '%s'", value);
}

/* rustc's optimisation level for the host target arrives as -plugin-opt=O3; its mcpu is the host's.
 */
static void take_plugin_opt(struct options *opts, const char *value)
{
	if (value[0] == 'O')
		take_opt_level(opts, value + 1);
}

static void take_btf(struct options *opts, const char *value)
{
	(void)value;
	opts->btf = true;
}

static void take_no_btf(struct options *opts, const char *value)
{
	(void)value;
	opts->btf = false;
}

static void take_dwarf(struct options *opts, const char *value)
{
	(void)value;
	opts->dwarf = true;
}

static void take_dump_module(struct options *opts, const char *value)
{
	opts->dump_dir = value;
}

void options_take_kernel(struct options *opts, const char *value)
{
	unsigned version = kernel_parse(value);
	if (!version)
		options_complain(opts, "write its version, as in 5.10, or 'running'",
				 "unknown kernel '%s'", value);
	else if (version < KERNEL_OLDEST)
		options_complain(opts, NULL,
				 "kernel %s is older than 4.15, the oldest there is a "
				 "profile for",
				 value);
	else
		opts->kernel = version;
}

static void take_layout(struct options *opts, const char *value)
{
	if (strcmp(value, "redbpf") == 0)
		opts->layout = LAYOUT_REDBPF;
	else
		options_complain(opts,
				 "'redbpf' is the one layout that has to be asked for, if at all",
				 "unknown layout '%s'", value);
}

static void take_llvm(struct options *opts, const char *value)
{
	opts->llvm = value;
}

static void take_panic_return(struct options *opts, const char *value)
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

static void take_verbose(struct options *opts, const char *value)
{
	(void)value;
	opts->verbose = true;
}

static void take_check(struct options *opts, const char *value)
{
	(void)value;
	if (opts->request == REQUEST_LINK)
		opts->request = REQUEST_CHECK;
}

static void take_json(struct options *opts, const char *value)
{
	(void)value;
	opts->json = true;
}

static void take_subprogram(struct options *opts, const char *value)
{
	names_add(&opts->subprogram_names, value, strlen(value));
}

static void take_subprograms(struct options *opts, const char *value)
{
	(void)value;
	opts->subprograms = SUBPROGRAMS_ASKED;
}

static void take_help(struct options *opts, const char *value)
{
	(void)value;
	opts->request = REQUEST_HELP;
}

static void take_version(struct options *opts, const char *value)
{
	(void)value;
	opts->request = REQUEST_VERSION;
}

static void take_fuse_ld(struct options *opts, const char *value)
{
	(void)value;
	opts->linker_named = true;
}

static void take_library(struct options *opts, const char *value)
{
	/* The libc crate names these for everyone who uses its types; a program that really calls
	 * into one of them is told so as an unresolved symbol. */
	static const char *const libc_crate[] = {"c", "m", "rt", "pthread", "util", "dl"};

	/* Comes with std, also when -C lto=fat has dissolved libstd into the program's own object.
	 */
	if (strcmp(value, "gcc_s") == 0) {
		opts->std_words = true;
		return;
	}
	for (size_t i = 0; i < COUNT(libc_crate); i++)
		if (strcmp(value, libc_crate[i]) == 0)
			return;
	options_complain(opts, "compile it to bitcode and pass that file instead",
			 "library '%s' cannot be linked into a BPF object", value);
}

static void take_linker_list(struct options *opts, const char *list);
static void take_linker_single(struct options *opts, const char *word);

static const struct word direct[] = {
	{"--btf", ALONE, OURS, take_btf, "", "keep debug info as BTF"},
	{"--check", ALONE, OURS, take_check, "", "judge BPF objects; links nothing"},
	{"--cpu", VALUE, OURS, take_cpu, "CPU", "instruction set: generic, v1 to v4, probe"},
	{"--cpu-features", VALUE, OURS, take_cpu_features, "LIST", "LLVM's +feature,-feature list"},
	{"--debug", ALONE, OURS, NULL, NULL, "rustc always sends it, with and without -g"},
	{"--dump-module", VALUE, OURS, take_dump_module, "DIR", "write the IR of each stage there"},
	{"--dwarf", ALONE, OURS, take_dwarf, "", "keep debug info as DWARF, too"},
	{"--export", VALUE, OURS, take_export, "A,B", "symbols that stay visible"},
	{"--export-symbols", VALUE, OURS, take_export_symbols, "FILE", "the same, one a line"},
	{"--help", ALONE, ANYONE, take_help, "", "show this text"},
	{"--json", ALONE, OURS, take_json, "", "what --check says, for programs to read"},
	{"--kernel", VALUE, OURS, options_take_kernel, "X.Y",
	 "write for this kernel and later ones"},
	{"--layout", VALUE, OURS, take_layout, "LAYOUT", "redbpf: for RedBPF's Loader::load_file"},
	{"--llvm", VALUE, OURS, take_llvm, "PATH", "the libLLVM to use (or BPF_SHIM_LLVM)"},
	{"--no-btf", ALONE, OURS, take_no_btf, "", "no BTF but what loaders need"},
	{"--output", VALUE, ANYONE, take_output, "FILE", "where the object goes"},
	{"--panic-return", VALUE, OURS, take_panic_return, "N", "what a panicking program returns"},
	{"--subprogram", VALUE, OURS, take_subprogram, "NAME", "this function stays a function"},
	{"--subprograms", ALONE, OURS, take_subprograms, "",
	 "#[inline(never)] functions stay functions"},
	{"--target", VALUE, ANYONE, take_target, "TARGET", "bpfel, bpfeb or bpf"},
	{"--verbose", ALONE, OURS, take_verbose, "", "say what is decided, and why"},
	{"--version", ALONE, ANYONE, take_version, "", "show the version"},
	{"-B", EITHER, CC, NULL, NULL, "where cc finds its linker"},
	{"-L", EITHER, ANYONE, NULL, NULL, "no library is searched for"},
	{"-O", EITHER, ANYONE, take_opt_level, "LEVEL", "optimisation: 0, 1, 2, 3, s, z"},
	{"-V", ALONE, ANYONE, take_version, "", "show the version"},
	{"-Wl,", JOINED, CC, take_linker_list, NULL, NULL},
	{"-Xlinker", VALUE, CC, take_linker_single, NULL, NULL},
	{"-fuse-ld=", JOINED, CC, take_fuse_ld, NULL, NULL},
	{"-h", ALONE, ANYONE, take_help, "", "show this text"},
	{"-l", EITHER, ANYONE, take_library, NULL, NULL},
	{"-m64", ALONE, CC, NULL, NULL, "the host's word size"},
	{"-no-pie", ALONE, CC, NULL, NULL, "a BPF object is always relocatable"},
	{"-nodefaultlibs", ALONE, CC, NULL, NULL, "there are no default libraries"},
	{"-nostartfiles", ALONE, CC, NULL, NULL, "there are no start files"},
	{"-o", EITHER, ANYONE, take_output, "FILE", "where the object goes"},
	{"-pie", ALONE, CC, NULL, NULL, "a BPF object is always relocatable"},
	{"-plugin-opt", VALUE, CC, take_plugin_opt, NULL, NULL},
	{"-shared", ALONE, CC, NULL, NULL, "a cdylib is linked as a bin is"},
	{"-static", ALONE, CC, NULL, NULL, "nothing is linked dynamically"},
	{"-static-pie", ALONE, CC, NULL, NULL, "nothing is linked dynamically"},
	{"-z", EITHER, CC, NULL, NULL, "about the memory image of an executable"},
};

static const struct word linker[] = {
	{"--as-needed", ALONE, CC, NULL, NULL, "about dynamic libraries"},
	{"--build-id", ALONE, CC, NULL, NULL, "loaders know no build id"},
	{"--eh-frame-hdr", ALONE, CC, NULL, NULL, "nothing unwinds in BPF"},
	{"--end-group", ALONE, CC, NULL, NULL, "archives are searched until all is found"},
	{"--export-dynamic", ALONE, CC, NULL, NULL, "there is no dynamic symbol table"},
	{"--gc-sections", ALONE, CC, NULL, NULL, "what is not reached is always left out"},
	{"--hash-style", VALUE, CC, NULL, NULL, "there is no dynamic symbol table"},
	{"--no-as-needed", ALONE, CC, NULL, NULL, "about dynamic libraries"},
	{"--no-gc-sections", ALONE, CC, NULL, NULL, "what is not reached is always left out"},
	{"--no-undefined-version", ALONE, CC, NULL, NULL, "goes with rustc's version script"},
	{"--no-whole-archive", ALONE, CC, NULL, NULL, "libraries give what is reached"},
	{"--start-group", ALONE, CC, NULL, NULL, "archives are searched until all is found"},
	{"--strip-all", ALONE, CC, NULL, NULL, "asks for no DWARF, of which --dwarf decides"},
	{"--strip-debug", ALONE, CC, NULL, NULL, "asks for no DWARF, of which --dwarf decides"},
	{"--version-script", VALUE, CC, take_version_script, NULL, NULL},
	{"--whole-archive", ALONE, CC, NULL, NULL, "libraries give what is reached"},
	{"-Bdynamic", ALONE, CC, NULL, NULL, "no library is searched for"},
	{"-Bstatic", ALONE, CC, NULL, NULL, "no library is searched for"},
	{"-O", EITHER, CC, NULL, NULL, "the linker's own effort, not the program's"},
	{"-plugin-opt", VALUE, CC, take_plugin_opt, NULL, NULL},
	{"-rpath", VALUE, CC, NULL, NULL, "about dynamic libraries"},
	{"-soname", VALUE, CC, NULL, NULL, "about dynamic libraries"},
	{"-z", EITHER, CC, NULL, NULL, "about the memory image of an executable"},
};

const struct word_table direct_words = {direct, COUNT(direct)};
const struct word_table linker_words = {linker, COUNT(linker)};

/* True when the word is one of this row's; *value as words_find() says. */
static bool matches(const struct word *row, const char *word, const char **value)
{
	size_t len = strlen(row->name);
	if (strncmp(word, row->name, len) != 0)
		return false;

	const char *rest = word + len;
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

/* A row's name is a prefix of its words, so it stands before them in strcmp() order, behind every
 * shorter prefix: the nearest match backwards is the longest. */
const struct word *words_find(const struct word_table *table, const char *word, const char **value)
{
	size_t low = 0, high = table->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(table->rows[middle].name, word) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low-- > 0 && strncmp(table->rows[low].name, word, 2) == 0)
		if (matches(&table->rows[low], word, value))
			return &table->rows[low];
	*value = NULL;
	return NULL;
}

/* Takes a word for the linker; *rest is where its value may stand, or NULL. */
static void take_linker_word(struct options *opts, const char *word, char **rest)
{
	const char *value;
	const struct word *row = words_find(&linker_words, word, &value);
	if (!row) {
		options_complain(opts, NULL, "unknown option '-Wl,%s'", word);
		return;
	}
	if (row->spelling != ALONE && !value)
		value = strsep(rest, ",");
	if (row->spelling != ALONE && !value)
		options_complain(opts, NULL, "option '-Wl,%s' needs a value", word);
	else if (row->take)
		row->take(opts, value);
}

static void take_linker_list(struct options *opts, const char *list)
{
	char *copy = xstrdup(list), *rest = copy, *word;
	while ((word = strsep(&rest, ",")))
		take_linker_word(opts, word, &rest);
	free(copy);
}

/* rustc says it like this when the word itself holds a comma. */
static void take_linker_single(struct options *opts, const char *word)
{
	char *rest = NULL;
	take_linker_word(opts, word, &rest);
}
