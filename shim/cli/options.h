/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The command line, in each of the forms in which a linker is called: bpf-linker's words (rustc for
 * a BPF target, a shell) and the words for cc (rustc for the host target).
 *
 * Reading and judging are two steps, because the words may turn out to be meant for the real
 * linker: options_read() never fails and keeps what it could not make sense of; options_check()
 * reports it. An option given twice counts as it was given last; lists add up.
 */
#ifndef SHIM_CLI_OPTIONS_H
#define SHIM_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/message.h"
#include "base/names.h"
#include "kernel/profile.h"

enum request {
	REQUEST_LINK,
	REQUEST_HELP,
	REQUEST_VERSION,
	REQUEST_CHECK, /* judge objects, link nothing */
};

enum subprograms {
	SUBPROGRAMS_NONE,
	SUBPROGRAMS_BY_HABIT, /* of bpf-linker: where the kernel has calls */
	SUBPROGRAMS_ASKED,
};

/* What the output file holds. */
enum emit {
	EMIT_NOT_SAID, /* as EMIT_OBJECT */
	EMIT_OBJECT,
	EMIT_ASSEMBLY,
	EMIT_LLVM_IR,
	EMIT_LLVM_BITCODE,
};

/* Something that is wrong with the words. */
struct complaint {
	char *text;       /* owned */
	const char *help; /* a literal, or NULL */
};

struct options {
	enum request request;
	bool peer;                     /* called as bpf-linker, whose habits hold then */
	enum subprograms subprograms;  /* which functions stay functions: --subprograms */
	struct names subprogram_names; /* functions that stay functions: --subprogram */
	const char **inputs;           /* paths in order; array owned, strings borrowed */
	size_t input_count, input_room;
	const char *output;   /* -o; NULL: not given */
	enum emit emit;       /* --emit; the first one counts, as with bpf-linker */
	struct names exports; /* --export, and names of --export-symbols and version scripts */
	bool exports_given;   /* one of those options was there, even with an empty list */
	bool message_json;    /* --message-format json */
	const char *cpu; /* "v1" to "v4" or "probe"; NULL: not chosen ("generic" is no choice) */
	unsigned kernel; /* --kernel, or BPF_SHIM_KERNEL: KERNEL(X, Y); 0: none */
	const char *cpu_features;  /* "" if not given */
	enum loader_layout layout; /* --layout */
	const char *target; /* --target: "bpfel", "bpfeb", "bpf"; NULL: as the bitcode says */
	char opt_level;     /* '0' '1' '2' '3' 's' 'z'; '2' if not given */
	bool btf;           /* --btf, --no-btf; off by default only as bpf-linker */
	bool dwarf;         /* --dwarf: keep DWARF */
	bool unroll_loops;  /* loops are unrolled; off only as bpf-linker without the option */
	char **llvm_args;   /* --llvm-args: words for LLVM's own command line; owned */
	size_t llvm_arg_count;
	const char *llvm;            /* --llvm, or BPF_SHIM_LLVM; NULL: search */
	const char *dump_dir;        /* --dump-module: where the IR of each stage goes; or NULL */
	int64_t panic_return;        /* what a program returns when it panics; 0 unless set */
	struct names skipped_quirks; /* --skip-quirk */
	const char *repro;       /* --repro: where the link is saved for a bug report; or NULL */
	const char *report_file; /* --report-file: what the link has to say, and what of; or NULL */
	const char *log_file;    /* --log-file: where messages go, too; or NULL */
	enum diag_severity level; /* the least that is shown: --verbose, --log-level */
	bool json;                /* --json: what --check says is for a program to read */
	bool cc_args;             /* there were words that only a C compiler driver takes */
	bool std_args;            /* std, proc_macro or rmeta.o stand among the words */
	bool linker_named;        /* -fuse-ld= tells cc which linker to run */
	const char **host_args;   /* what the real linker gets: the words as they were given, less
				   * those that only bpf-shim knows; array owned, strings borrowed */
	size_t host_arg_count, host_arg_room;
	const char **args; /* all words, response files opened up; array owned */
	size_t arg_count, arg_room;
	char **texts; /* owned: the response files, whose words are borrowed above */
	size_t text_count;
	struct names lists;           /* paths of response files, export lists, version scripts */
	struct names warnings;        /* what has been ignored, and should not be silently */
	struct complaint *complaints; /* what is wrong; owned */
	size_t complaint_count;
};

/* Reads the words (response files opened up) and the environment. Opens response files and export
 * lists only. The words must stay as long as the options do. */
void options_read(struct options *opts, int argc, char **argv);
/* Reports what is wrong with the words for a BPF link; 0 or -1. */
int options_check(const struct options *opts);
/* The name by which the help and --version speak of the program. */
const char *options_program(const struct options *opts);
void options_print_help(const struct options *opts);
void options_release(struct options *opts);

#endif
