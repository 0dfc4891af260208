/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What each word does to the options. Private to the options room; the table in words.c says which
 * word is whose. 'value' is the word's value, or NULL; it stays as long as the options do.
 */
#ifndef SHIM_CLI_TAKE_H
#define SHIM_CLI_TAKE_H

#include "cli/options.h"

void take_output(struct options *opts, const char *value);
void take_export(struct options *opts, const char *value);
void take_export_symbols(struct options *opts, const char *value);
void take_version_script(struct options *opts, const char *value);
void take_cpu(struct options *opts, const char *value);
void take_cpu_features(struct options *opts, const char *value);
void take_target(struct options *opts, const char *value);
void take_opt_level(struct options *opts, const char *value);
void take_plugin_opt(struct options *opts, const char *value);
void take_btf(struct options *opts, const char *value);
void take_no_btf(struct options *opts, const char *value);
void take_dwarf(struct options *opts, const char *value);
void take_emit(struct options *opts, const char *value);
void take_unroll_loops(struct options *opts, const char *value);
void take_llvm_args(struct options *opts, const char *value);
void take_fatal_errors(struct options *opts, const char *value);
void take_log_file(struct options *opts, const char *value);
void take_log_level(struct options *opts, const char *value);
void take_message_format(struct options *opts, const char *value);
void take_repro(struct options *opts, const char *value);
void take_report_file(struct options *opts, const char *value);
void take_dump_module(struct options *opts, const char *value);
void take_layout(struct options *opts, const char *value);
void take_llvm(struct options *opts, const char *value);
void take_panic_return(struct options *opts, const char *value);
void take_verbose(struct options *opts, const char *value);
void take_check(struct options *opts, const char *value);
void take_json(struct options *opts, const char *value);
void take_subprogram(struct options *opts, const char *value);
void take_subprograms(struct options *opts, const char *value);
void take_ignore_inline_never(struct options *opts, const char *value);
void take_help(struct options *opts, const char *value);
void take_version(struct options *opts, const char *value);
void take_fuse_ld(struct options *opts, const char *value);
void take_library(struct options *opts, const char *value);

#endif
