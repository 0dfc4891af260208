/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the worker does: from inputs to the bytes that LLVM emits. Runs in the child process. */
#ifndef SHIM_IR_LINK_H
#define SHIM_IR_LINK_H

#include <stdnoreturn.h>

#include "base/buf.h"
#include "cli/options.h"
#include "elf/btf/lines.h"
#include "input/input.h"
#include "kernel/profile.h"

/* What a link makes. */
struct product {
	struct buf object;
	struct buf form;    /* what --emit asks for, when that is no object */
	struct lines lines; /* what the object does not tell of its source */
};

/* Returns EXITCODE_OK and fills 'product', or an exit status after reporting. */
int link_program(const struct options *opts, const struct inputs *inputs, struct profile *profile,
		 struct product *product);

#endif
