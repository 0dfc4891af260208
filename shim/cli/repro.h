/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * --repro DIR saves what a bug report needs. Each input file goes to DIR/N/NAME. The arguments,
 * with those names, go to DIR/args, one a line. `cd DIR && bpf-shim @args` repeats the link, writes
 * DIR/out and nothing else.
 */
#ifndef SHIM_CLI_REPRO_H
#define SHIM_CLI_REPRO_H

#include "cli/options.h"

/* Saves the files and the arguments. Returns 0, or -1 after reporting. */
int repro_save(const struct options *opts);
/* Adds the libLLVM that did the link to the saved arguments. Returns 0, or -1 after reporting. */
int repro_name_llvm(const struct options *opts, const char *llvm);

#endif
