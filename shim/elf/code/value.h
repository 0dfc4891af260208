/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What is certain about a register on one path through a program. The verifier knows at least as
 * much about constants, and, being sound, it cannot take a value for a constant that really has
 * several: so of what is VARYING here it does not know one value either.
 */
#ifndef SHIM_ELF_CODE_VALUE_H
#define SHIM_ELF_CODE_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "elf/code/opcode.h"
#include "elf/code/program.h"

struct value {
	enum {
		UNKNOWN,       /* nothing is certain */
		CONSTANT,      /* 'number' */
		VARYING,       /* has several values on this path */
		STACK,         /* the frame pointer plus 'number' */
		STACK_VARYING, /* the frame pointer plus something that varies */
	} kind;
	bool elsewhere; /* if it is a pointer, then not to the stack */
	int64_t number;
	uint64_t high; /* VARYING: each i << shift with i from 0 to 'high' occurs; 0: not known
			* which do */
	unsigned shift;
	unsigned origin;  /* VARYING: values of one origin depend on each other */
	unsigned version; /* equal ones are the same value */
};

struct registers {
	struct value at[REGISTERS];
	unsigned versions; /* given out so far */
};

/* At the start of a function: an entry point has its context in r1. */
void registers_start(struct registers *registers, bool is_entry);
/* What an instruction that is no jump leaves in the registers. 'reloc': it has a relocation. */
void registers_step(struct registers *registers, const struct insn *insn, bool reloc);
/* What is certain when a conditional jump was taken, or was not. */
void registers_branch(struct registers *registers, const struct insn *insn, bool taken);

#endif
