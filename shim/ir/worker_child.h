/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The worker process itself, and what it sends to its parent. */
#ifndef SHIM_IR_WORKER_CHILD_H
#define SHIM_IR_WORKER_CHILD_H

#include <stdint.h>
#include <stdnoreturn.h>
#include <sys/types.h>

#include "cli/options.h"
#include "input/input.h"
#include "kernel/profile.h"

/* Far above what a link takes (under a second, under 200 MiB), far below what hurts the user. */
#define WORKER_SECONDS 300

enum frame_kind {
	FRAME_MESSAGE, /* severity, line, column, three strings */
	FRAME_STAGE,   /* three strings: who does what, and the input it is at */
	FRAME_OUTPUT,  /* bytes */
	FRAME_REPORT,  /* text */
	FRAME_LLVM,    /* a path */
	FRAME_DONE,    /* exit status */
};

struct frame {
	uint32_t kind;
	uint32_t size; /* bytes that follow */
};

/* Links, and sends what comes of it to this pipe. */
noreturn void worker_child(const struct options *opts, const struct inputs *inputs,
			   struct profile profile, pid_t parent, int pipe);

#endif
