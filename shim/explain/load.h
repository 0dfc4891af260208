/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Asks the running kernel, through the libbpf of the system, which is found at run time. */
#ifndef SHIM_EXPLAIN_LOAD_H
#define SHIM_EXPLAIN_LOAD_H

#include <stdbool.h>

#include "base/buf.h"

/* What the kernel says of one program. */
struct verdict {
	const char *program; /* belongs to libbpf until the next verdict */
	int error;           /* an errno, or 0: the program is loaded, and gone again */
	struct buf log; /* of level 2 if the program is refused or it is wanted; else statistics */
	struct buf warnings; /* libbpf's own, a line each */
};

/* Receives the verdict of each program in turn. Returns whether to go on with the next one. */
typedef bool (*verdict_sink)(const struct verdict *verdict, void *data);

struct load {
	const char *path;  /* the object */
	const char *named; /* this libbpf; NULL: the system's */
	bool walk;         /* a log of level 2 is wanted of each program, if there is room for it */
};

/* Loads each program of the object alone. Returns 0, or -1 after reporting that there is no libbpf
 * or that it cannot open the object. */
int load_each(const struct load *load, verdict_sink sink, void *data);

#endif
