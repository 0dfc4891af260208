/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The setters: the effect of each option on struct options. Private to cli; option_table.c assigns
 * setters to options. 'value' is the option's value, or NULL. It lives as long as the options.
 */
#ifndef SHIM_CLI_OPTION_SET_H
#define SHIM_CLI_OPTION_SET_H

#include "cli/options.h"

void set_output(struct options *opts, const char *value);
void set_export(struct options *opts, const char *value);
void set_export_symbols(struct options *opts, const char *value);
void set_version_script(struct options *opts, const char *value);
void set_cpu(struct options *opts, const char *value);
void set_cpu_features(struct options *opts, const char *value);
void set_target(struct options *opts, const char *value);
void set_opt_level(struct options *opts, const char *value);
void set_plugin_opt(struct options *opts, const char *value);
void set_btf(struct options *opts, const char *value);
void set_no_btf(struct options *opts, const char *value);
void set_dwarf(struct options *opts, const char *value);
void set_emit(struct options *opts, const char *value);
void set_unroll_loops(struct options *opts, const char *value);
void set_llvm_args(struct options *opts, const char *value);
void set_fatal_errors(struct options *opts, const char *value);
void set_log_file(struct options *opts, const char *value);
void set_log_level(struct options *opts, const char *value);
void set_message_format(struct options *opts, const char *value);
void set_repro(struct options *opts, const char *value);
void set_report_file(struct options *opts, const char *value);
void set_dump_module(struct options *opts, const char *value);
void set_kernel(struct options *opts, const char *value);
void set_layout(struct options *opts, const char *value);
void set_llvm(struct options *opts, const char *value);
void set_panic_return(struct options *opts, const char *value);
void set_verbose(struct options *opts, const char *value);
void set_check(struct options *opts, const char *value);
void set_explain(struct options *opts, const char *value);
void set_load(struct options *opts, const char *value);
void set_json(struct options *opts, const char *value);
void set_skip_quirk(struct options *opts, const char *value);
void set_global(struct options *opts, const char *value);
void set_subprogram(struct options *opts, const char *value);
void set_subprograms(struct options *opts, const char *value);
void set_ignore_inline_never(struct options *opts, const char *value);
void set_help(struct options *opts, const char *value);
void set_version(struct options *opts, const char *value);
void set_fuse_ld(struct options *opts, const char *value);
void set_library(struct options *opts, const char *value);

#endif
