/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The way that the verifier took to an instruction, backwards: what it knew of registers there, and
 * where their values came from.
 */
#ifndef SHIM_EXPLAIN_PATH_H
#define SHIM_EXPLAIN_PATH_H

#include "explain/log.h"
#include "explain/place.h"
#include "explain/state.h"

struct path {
	const struct subject *subject;
	const struct layout *layout;
	const struct log *log;
};

enum origin_kind {
	ORIGIN_UNKNOWN,  /* the log begins later */
	ORIGIN_ENTRY,    /* the program or function got it as an argument */
	ORIGIN_CALL,     /* what a call returned */
	ORIGIN_LOST,     /* a call destroyed the register */
	ORIGIN_LOAD,     /* read from memory */
	ORIGIN_CONSTANT, /* a number, or an address in the object */
	ORIGIN_COMPUTED, /* a sum and the like of several values */
};

struct origin {
	enum origin_kind kind;
	size_t step;     /* the one that made the value; ORIGIN_ENTRY: the first one */
	unsigned reg;    /* the register there */
	size_t compared; /* the last comparison of the value on the way, or NO_STEP */
	size_t changed; /* the last arithmetic on the way that the value went through, or NO_STEP */
};

/* The step before this one on the way, or NO_STEP. */
size_t path_before(const struct path *path, size_t step);

/* What the verifier knew of a register before a step. Returns false if the log does not tell. */
bool path_known(const struct path *path, size_t step, unsigned reg, struct known *known);

/* Where the value came from that a register had before a step. */
struct origin path_origin(const struct path *path, size_t step, unsigned reg);

/* The step that added something of no constant value to the pointer that a register held before
 * 'step', or NO_STEP; '*addend' is that register. */
size_t path_addition(const struct path *path, size_t step, unsigned reg, unsigned *addend);

/* The name of the map whose value or address a register held before a step, from the object or the
 * log, or NULL. The name belongs to the object or to 'known'. */
const char *path_map(const struct path *path, size_t step, unsigned reg, struct known *known);

/* The instruction of a step. */
const struct insn *path_insn(const struct path *path, size_t step);

#endif
