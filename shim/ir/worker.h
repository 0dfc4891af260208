/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Makes the object in a child process with a time and a memory limit. */
#ifndef SHIM_IR_WORKER_H
#define SHIM_IR_WORKER_H

#include "base/buf.h"
#include "cli/options.h"
#include "input/input.h"
#include "ir/llvm/llvm.h"
#include "kernel/profile.h"

/* What comes back; empty where it did not get that far. */
struct result {
	struct buf output; /* the object, or what --emit asks for */
	struct buf report; /* what the programs are made of, where a report is asked for */
	struct buf llvm;   /* the path of the library */
};

/* Makes the finished, checked object of these inputs, or what --emit asks for instead. Messages of
 * the child are reported here; so is its death, with the stage and the input it was at. Returns
 * EXITCODE_OK, or the exit status for the process. */
int worker_run(const struct options *opts, const struct inputs *inputs,
	       const struct profile *profile, struct result *result);
void result_release(struct result *result);

#endif
