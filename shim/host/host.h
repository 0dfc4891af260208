/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Links that are not ours: build scripts, proc macros, ordinary executables. */
#ifndef SHIM_HOST_HOST_H
#define SHIM_HOST_HOST_H

#include <stdbool.h>

#include "cli/options.h"
#include "input/input.h"

/* True when the words are meant for the real linker: cc words, and either std among them or no
 * bitcode in any object (a host object with BPF sections but without bitcode stays ours, so that
 * the user hears what is missing). */
bool host_is_link(const struct options *opts, const struct inputs *inputs);

/* Replaces this process by the real linker with the words as they were given (cc; where an object
 * is bitcode and the words name no linker, cc is told to use the calling rustc's lld). Returns only
 * when that failed, after reporting it: the exit status. */
int host_exec(const struct options *opts, const struct inputs *inputs);

#endif
