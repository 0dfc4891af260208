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

/* How much processor time the worker may take, in seconds: far above what a link takes (under a
 * second), far below what hurts the user, and never above what the caller grants. Time on the clock
 * says nothing, as on a busy machine. */
unsigned worker_seconds(void);

enum frame_kind {
	FRAME_MESSAGE, /* severity, line, column, three strings */
	FRAME_STAGE,   /* line, column, four strings: file and function it is at; who does what */
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
