/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The verifier's log as data. Loaders print it with lines of their own around it, indented, or as
 * one escaped string; a log may be cut at both ends.
 */
#ifndef SHIM_EXPLAIN_LOG_H
#define SHIM_EXPLAIN_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define NO_STEP SIZE_MAX

/* One instruction that the verifier walked. */
struct step {
	uint32_t insn; /* its index in the program as the kernel has it */
	uint8_t opcode;
	const char *text;   /* its disassembly; belongs to the log, like the others */
	const char *before; /* the registers before it, or NULL */
	const char *after;  /* the registers that it changed, or NULL */
	bool poisoned;      /* the loader put it there: this kernel's types lack what it accesses */
	bool branch;        /* the verifier came back to an older state: 'from' */
	uint32_t from;      /* the jump that it came from */
};

/* A line that is no step and no state: perhaps the reason of the refusal. */
struct remark {
	const char *text;
	size_t steps; /* how many steps stand before it */
};

/* What the verifier says of one program. */
struct log {
	struct step *steps; /* owned */
	size_t step_count, step_room;
	struct remark *remarks; /* owned */
	size_t remark_count, remark_room;
	uint64_t processed; /* instructions; 0: the log does not say */
	uint64_t states, peak_states, microseconds;
	bool finished; /* its last line was seen */
};

struct logs {
	struct log *at; /* owned */
	size_t count;
	char *text;    /* owned: what all strings point into, or one of the pieces */
	char **pieces; /* owned, as the pieces are */
	size_t piece_count;
};

/* Reads a text with any number of logs. The caller releases it. */
void logs_read(struct logs *logs, const struct buf *text);
void logs_release(struct logs *logs);

#endif
