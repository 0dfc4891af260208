/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Links for the host: build scripts, proc macros, ordinary executables. */
#ifndef SHIM_HOST_HOST_H
#define SHIM_HOST_HOST_H

#include <stdbool.h>

#include "base/exitcode.h"
#include "cli/options.h"
#include "input/input.h"

/* True if the link is for the real linker: the options are a C compiler driver's, and std is among
 * the inputs or no object holds bitcode. A host object with BPF sections but without bitcode stays
 * here, so that an error can say what is missing. */
bool host_is_link(const struct options *opts, const struct inputs *inputs);

/* Replaces this process by 'cc' with the original arguments. If an object is bitcode and no option
 * chooses a linker, cc gets the calling rustc's lld. Returns only on failure, after reporting it,
 * with the exit status. */
enum exitcode host_exec(const struct options *opts, const struct inputs *inputs);

#endif
