/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a kernel allows: plain numbers, from a data table. */
#ifndef SHIM_CLI_PROFILE_H
#define SHIM_CLI_PROFILE_H

#include "cli/options.h"

struct profile {
	const char *cpu;       /* LLVM's name of the instruction set: "v1" to "v4" */
	bool cpu_chosen;       /* by the user; else a program that needs more may get more */
	unsigned max_insns;    /* instructions in one program */
	unsigned unroll_insns; /* loops are unrolled while a program stays within this */
	unsigned max_stack;    /* bytes of stack */
	unsigned max_maps;     /* maps used by one program */
};

/* The profile for these options. */
struct profile profile_select(const struct options *opts);

#endif
