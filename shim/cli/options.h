/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The command line. It has two dialects: bpf-linker's options (rustc for a BPF target, or a shell)
 * and a C compiler driver's options (rustc for the host target).
 *
 * Reading and judging are two steps, because the link may turn out to be for the real linker.
 * options_read() never fails; it stores what it cannot understand, and options_check() reports
 * that. The last use of an option counts; lists accumulate.
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
	REQUEST_CHECK, /* judge objects instead of linking */
};

enum subprograms {
	SUBPROGRAMS_NONE,
	SUBPROGRAMS_BY_HABIT, /* bpf-linker's default; no error if the kernel has no calls */
	SUBPROGRAMS_ASKED,
};

/* The contents of the output file. */
enum emit {
	EMIT_DEFAULT, /* no --emit: the same as EMIT_OBJECT */
	EMIT_OBJECT,
	EMIT_ASSEMBLY,
	EMIT_LLVM_IR,
	EMIT_LLVM_BITCODE,
};

/* An error on the command line. */
struct complaint {
	char *text;       /* owned */
	const char *help; /* a literal, or NULL */
};

struct options {
	enum request request;
	bool compat_bpf_linker;        /* called as bpf-linker: use its defaults */
	enum subprograms subprograms;  /* --subprograms: which functions become subprograms */
	struct names subprogram_names; /* --subprogram: functions that become subprograms */
	const char **inputs;           /* paths in order; array owned, strings borrowed */
	size_t input_count, input_room;
	const char *output;        /* -o; NULL: not given */
	enum emit emit;            /* --emit; the first one counts, as in bpf-linker */
	struct names exports;      /* --export, --export-symbols and version scripts */
	bool exports_given;        /* one of those options was used, even with an empty list */
	bool message_json;         /* --message-format json */
	const char *cpu;           /* "v1" to "v4" or "probe"; NULL: not chosen, or "generic" */
	unsigned kernel;           /* --kernel, or BPF_SHIM_KERNEL: KERNEL(X, Y); 0: none */
	const char *cpu_features;  /* "" without --cpu-features */
	enum loader_layout layout; /* --layout */
	const char *target;        /* --target: "bpfel", "bpfeb", "bpf"; NULL: the bitcode's */
	char opt_level;            /* '0' '1' '2' '3' 's' 'z'; default '2' */
	bool btf;                  /* --btf, --no-btf; only bpf-linker's default is off */
	bool dwarf;                /* --dwarf: keep DWARF */
	bool unroll_loops;         /* --unroll-loops */
	char **llvm_args;          /* --llvm-args: LLVM's own options; owned */
	size_t llvm_arg_count;
	const char *llvm;     /* --llvm, or BPF_SHIM_LLVM; NULL: search */
	const char *dump_dir; /* --dump-module: directory for the IR of each stage, or NULL */
	int64_t panic_return; /* --panic-return: r0 of a program that panics */
	struct names skipped_quirks; /* --skip-quirk, for tests */
	const char *repro;           /* --repro: directory for the inputs and arguments, or NULL */
	const char *report_file;     /* --report-file: for warnings and statistics, or NULL */
	const char *log_file;        /* --log-file: file for a copy of all messages, or NULL */
	enum diag_severity level;    /* least severe kind that is shown: --verbose, --log-level */
	bool json;                   /* --json: --check prints JSON */
	bool cc_args;                /* an option occurred that only a C compiler driver knows */
	bool std_args;               /* std, proc_macro or rmeta.o is among the arguments */
	bool linker_named;           /* -fuse-ld= chooses cc's linker */
	/* The real linker's arguments: the original ones without those that only bpf-shim knows.
	 * The array is owned, the strings are borrowed. */
	const char **host_args;
	size_t host_arg_count, host_arg_room;
	const char **args; /* all arguments, with those of response files; array owned */
	size_t arg_count, arg_room;
	char **texts; /* owned: contents of the response files, which 'args' points into */
	size_t text_count;
	struct names lists;           /* paths of response files, export lists, version scripts */
	struct names warnings;        /* options that were ignored and deserve a warning */
	struct complaint *complaints; /* errors; owned */
	size_t complaint_count;
};

/* Reads the arguments, the response files among them, and the environment. Opens only response
 * files, export lists and version scripts. The arguments must outlive the options. */
void options_read(struct options *opts, int argc, char **argv);
/* Reports the errors and warnings, for a BPF link. Returns 0 or -1. */
int options_check(const struct options *opts);
/* Returns the program name for --help and --version. */
const char *options_program(const struct options *opts);
void options_print_help(const struct options *opts);
void options_release(struct options *opts);

#endif
