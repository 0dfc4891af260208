/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * --repro DIR: what a bug report needs. Each file that the words name goes to DIR/N/NAME, and the
 * words to DIR/args, with those names, one a line. Then `cd DIR && bpf-shim @args` does the same
 * link again, to DIR/out, and writes nothing else.
 */
#ifndef SHIM_CLI_REPRO_H
#define SHIM_CLI_REPRO_H

#include "cli/options.h"

/* Saves the files and the words. 0 or -1 after reporting. */
int repro_save(const struct options *opts);
/* Names the libLLVM that did the link in the words that were saved. 0 or -1 after reporting. */
int repro_name_llvm(const struct options *opts, const char *llvm);

#endif
