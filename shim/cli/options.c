/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reads the command line and prints the help. */
#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/text.h"
#include "cli/complaints.h"
#include "cli/lists.h"
#include "cli/option_table.h"

/* The source of the next argument. */
struct arg_reader {
	struct options *opts;
	char **argv;   /* the rest of the command line, ended by NULL */
	char *file;    /* the rest of an open response file, or NULL */
	size_t passed; /* opts->host_arg_count before the last argument: dropping that argument
			  restores it */
};

static void append(const char ***array, size_t *count, size_t *room, const char *item)
{
	if (*count == *room) {
		*room = *room ? *room * 2 : 64;
		*array = xreallocarray(*array, *room, sizeof(**array));
	}
	(*array)[(*count)++] = item;
}

static void pass_on(struct options *opts, const char *arg)
{
	append(&opts->host_args, &opts->host_arg_count, &opts->host_arg_room, arg);
}

static void open_response_file(struct arg_reader *reader, const char *path)
{
	struct options *opts = reader->opts;
	struct buf text = {0};
	names_add(&opts->lists, path, strlen(path));
	const char *wrong = list_read_text(path, &text);
	if (wrong) {
		options_complain(opts, NULL, "cannot read response file '%s': %s", path, wrong);
		buf_release(&text);
		return;
	}
	opts->texts = xreallocarray(opts->texts, opts->text_count + 1, sizeof(*opts->texts));
	opts->texts[opts->text_count++] = text.data;
	reader->file = text.data;
}

/* Returns the next argument, or NULL at the end. Arguments of response files are returned one by
 * one, but the real linker gets the response file: the arguments may not fit on a command line. */
static const char *read_raw_arg(struct arg_reader *reader)
{
	for (;;) {
		reader->passed = reader->opts->host_arg_count;
		if (reader->file) {
			const char *arg = list_next_response_arg(&reader->file);
			if (arg)
				return arg;
			reader->file = NULL;
		}
		if (!*reader->argv)
			return NULL;
		const char *arg = *reader->argv++;
		pass_on(reader->opts, arg);
		if (arg[0] != '@')
			return arg;
		open_response_file(reader, arg + 1);
	}
}

static const char *next_arg(struct arg_reader *reader)
{
	struct options *opts = reader->opts;
	const char *arg = read_raw_arg(reader);
	if (arg)
		append(&opts->args, &opts->arg_count, &opts->arg_room, arg);
	return arg;
}

static void add_input(struct options *opts, const char *path)
{
	append(&opts->inputs, &opts->input_count, &opts->input_room, path);

	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	if (text_starts_with(name, "libstd-") || text_starts_with(name, "libproc_macro-") ||
	    strcmp(name, "rmeta.o") == 0)
		opts->std_args = true;
}

static void read_option(struct arg_reader *reader, const char *arg)
{
	struct options *opts = reader->opts;
	size_t passed = reader->passed;
	const char *value;
	const struct option_row *row = option_find(&direct_options, arg, &value);
	if (!row) {
		options_complain(opts, "see 'bpf-shim --help'", "unknown option '%s'", arg);
		return;
	}
	if (row->dialect == CC || row->dialect == CC_FLAG)
		opts->cc_args = true;
	if (row->dialect == CC_FLAG)
		options_warn(opts, "'%s' is ignored: %s", arg, row->text);
	if (row->spelling != ALONE && !value && !(value = next_arg(reader))) {
		options_complain(opts, NULL, "option '%s' needs a value", arg);
		return;
	}
	if (row->dialect == SHIM)
		opts->host_arg_count = passed;
	if (row->set)
		row->set(opts, value);
}

#define BPF_LINKER "bpf-linker"

static bool is_called_as_bpf_linker(const char *program)
{
	const char *slash = strrchr(program, '/');
	return strcmp(slash ? slash + 1 : program, BPF_LINKER) == 0;
}

void options_read(struct options *opts, int argc, char **argv)
{
	*opts = (struct options){.cpu_features = "", .opt_level = '2', .level = DIAG_NOTE};
	opts->compat_bpf_linker = argc > 0 && is_called_as_bpf_linker(argv[0]);
	opts->btf = !opts->compat_bpf_linker;
	opts->subprograms = opts->compat_bpf_linker ? SUBPROGRAMS_BY_HABIT : SUBPROGRAMS_NONE;
	const char *llvm = getenv("BPF_SHIM_LLVM");
	if (llvm && *llvm)
		opts->llvm = llvm;

	struct arg_reader reader = {.opts = opts, .argv = argv + (argc > 0)};
	const char *arg;
	while ((arg = next_arg(&reader))) {
		if (arg[0] == '-')
			read_option(&reader, arg);
		else
			add_input(opts, arg);
	}
	const char *kernel = getenv("BPF_SHIM_KERNEL"), *kernel_value;
	if (!opts->kernel && kernel && *kernel)
		option_find(&direct_options, "--kernel", &kernel_value)->set(opts, kernel);
}

int options_check(const struct options *opts)
{
	for (size_t i = 0; i < opts->warnings.count; i++)
		diag_warning("%s", opts->warnings.at[i]);
	for (size_t i = 0; i < opts->complaint_count; i++) {
		diag_error("%s", opts->complaints[i].text);
		if (opts->complaints[i].help)
			diag_help("%s", opts->complaints[i].help);
	}
	if (opts->complaint_count)
		return -1;
	if (!opts->input_count) {
		diag_error("no input files");
		diag_help("see 'bpf-shim --help'");
		return -1;
	}
	if (opts->request == REQUEST_CHECK && opts->report_file)
		return diag_error("'--report-file' goes with a link, not with '--check'");
	if (opts->request == REQUEST_CHECK)
		return opts->output ? diag_error("'--check' writes no output file") : 0;
	if (opts->json)
		return diag_error("'--json' goes with '--check'");
	if (!opts->output) {
		diag_error("no output file given");
		diag_help("add '-o FILE'");
		return -1;
	}
	return 0;
}

const char *options_program(const struct options *opts)
{
	return opts->compat_bpf_linker ? BPF_LINKER : "bpf-shim";
}

/* Returns the one-letter form of the option, or NULL. */
static const char *letter_of(const struct option_row *row)
{
	for (size_t i = 0; row->set && i < direct_options.count; i++) {
		const struct option_row *other = &direct_options.rows[i];
		if (other->set == row->set && !other->value_name)
			return other->name;
	}
	return NULL;
}

/* Prints a row in the format of Rust's command line parser clap. */
static void print_row(const struct option_row *row)
{
	enum {
		COLUMN = 30
	};
	const char *letter = letter_of(row);
	struct buf head = {0};
	if (letter)
		buf_printf(&head, "  %s, ", letter);
	else
		buf_printf(&head, row->name[1] == '-' ? "      " : "  ");
	buf_printf(&head, "%s", row->name);
	if (*row->value_name)
		buf_printf(&head, " <%s>", row->value_name);
	if (head.size < COLUMN)
		printf("%-*s%s\n", COLUMN, head.data, row->text);
	else
		printf("%s\n%*s%s\n", head.data, COLUMN, "", row->text);
	buf_release(&head);
}

void options_print_help(const struct options *opts)
{
	const char *program = options_program(opts);
	printf("Links LLVM bitcode, as rustc writes it, to a BPF object. Use it as rustc's "
	       "linker:\n"
	       "-C linker=%s. Inputs are bitcode, LLVM assembly (.ll), object files that\n"
	       "carry bitcode, archives of these, and @FILE with one argument a line.\n"
	       "\n"
	       "Usage: %s [OPTIONS] --output FILE INPUT...\n"
	       "       %s --check [--kernel X.Y] [--json] OBJECT...\n"
	       "\n"
	       "Options:\n",
	       program, program, program);
	for (size_t i = 0; i < direct_options.count; i++)
		if (direct_options.rows[i].value_name)
			print_row(&direct_options.rows[i]);
	printf("\nThe last use of an option counts; lists accumulate.\n");
}

void options_release(struct options *opts)
{
	for (size_t i = 0; i < opts->text_count; i++)
		free(opts->texts[i]);
	free(opts->texts);
	for (size_t i = 0; i < opts->llvm_arg_count; i++)
		free(opts->llvm_args[i]);
	free(opts->llvm_args);
	free(opts->inputs);
	free(opts->host_args);
	free(opts->args);
	names_release(&opts->lists);
	names_release(&opts->exports);
	names_release(&opts->subprogram_names);
	names_release(&opts->skipped_quirks);
	names_release(&opts->warnings);
	for (size_t i = 0; i < opts->complaint_count; i++)
		free(opts->complaints[i].text);
	free(opts->complaints);
	*opts = (struct options){0};
}
