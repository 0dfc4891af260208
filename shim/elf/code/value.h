/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What is certain about a register on one path through a program. What memory that the verifier
 * does not know can hold, and what the program then computes from it, does occur: the verifier,
 * being sound, follows the path, and takes no value of several for a constant.
 */
#ifndef SHIM_ELF_CODE_VALUE_H
#define SHIM_ELF_CODE_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "elf/code/opcode.h"
#include "elf/code/program.h"
#include "elf/code/progression.h"

struct value {
	enum {
		UNKNOWN,       /* nothing is certain */
		CONSTANT,      /* 'number' */
		VARYING,       /* has several values on this path */
		STACK,         /* the frame pointer plus 'number' */
		STACK_VARYING, /* the frame pointer plus something that varies */
	} kind;
	bool elsewhere; /* if it is a pointer, then to memory that the verifier does not know */
	bool pointer;   /* VARYING: perhaps a pointer plus a constant, which the verifier knows is
			 * not 0 */
	int64_t number;
	struct progression set; /* VARYING: each of these occurs, if they are known */
	unsigned origin;        /* VARYING: values of one origin depend on each other */
	unsigned version;       /* equal ones are the same value */
};

/* What two origins, as those of a packet's start and end, are known to be apart. */
struct distance {
	unsigned from, to;   /* origins; 0: not in use */
	int64_t least, most; /* the value of 'to' minus that of 'from' */
};
#define MAX_DISTANCES 4

struct registers {
	struct value at[REGISTERS];
	struct distance distances[MAX_DISTANCES];
	unsigned versions; /* given out so far */
	unsigned context;  /* origin of the context's address; 0: there is none */
	bool context_is_free, big_endian;
};

/* At the start of a function: an entry point has its context in r1. */
void registers_start(struct registers *registers, const struct program *program, bool big_endian);
/* What an instruction that is no jump leaves in the registers. 'reloc': its relocation, or NULL. */
void registers_step(struct registers *registers, const struct insn *insn,
		    const struct reloc *reloc);
/* True when a conditional jump is certainly taken, or not taken, for some of the values: the
 * registers then hold these. */
bool registers_branch(struct registers *registers, const struct insn *insn, bool taken);

/* For condition.c: a value made from a varying one, of these numbers; without any of its numbers
 * known; a value about which nothing is certain. */
struct value value_derived(struct registers *registers, struct value from, struct progression set);
struct value value_derived_some(struct registers *registers, struct value from);
struct value value_unknown(bool elsewhere);
struct value value_constant(int64_t number);

#endif
