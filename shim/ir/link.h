/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the worker does: from inputs to the bytes that LLVM emits. Runs in the child process. */
#ifndef SHIM_IR_LINK_H
#define SHIM_IR_LINK_H

#include <stdnoreturn.h>

#include "base/buf.h"
#include "cli/options.h"
#include "cli/profile.h"
#include "elf/lines.h"
#include "input/input.h"

/* What a link makes. */
struct product {
	struct buf object;
	struct buf form;    /* what --emit asks for, when that is no object */
	struct lines lines; /* what the object does not tell of its source */
};

/* Returns EXITCODE_OK and fills 'product', or an exit status after reporting. */
int link_program(const struct options *opts, const struct inputs *inputs, struct profile *profile,
		 struct product *product);

/* Tells the parent what LLVM is doing ("reading bitcode", ...), and to which input (or NULL), in
 * case this process does not survive it. In worker.c. */
void worker_stage(const char *stage, const char *input);

/* Tells the parent which library does the work. In worker.c. */
void worker_llvm(const char *path);

/* Ends the worker with this status, which its messages have explained. In worker.c. */
noreturn void worker_exit(int status);

#endif
