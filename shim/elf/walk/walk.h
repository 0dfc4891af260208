/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * How many instructions a kernel's verifier walks in a program ("processed N insns" in its log),
 * found by walking the object's final code as that kernel does. An estimate: that the verifier
 * accepts the program is taken for granted.
 */
#ifndef SHIM_ELF_WALK_WALK_H
#define SHIM_ELF_WALK_WALK_H

#include "elf/btf/btf.h"
#include "elf/code/program.h"
#include "kernel/verifier.h"

/* Why the verifier probably refuses an instruction. */
enum walk_reason {
	WALK_NO_DOUBT,
	WALK_UNBOUNDED_OFFSET, /* a number without bounds is added to a pointer */
	WALK_OUTSIDE_VALUE,    /* an access may be outside of the value of a map */
	WALK_OUTSIDE_FRAME,    /* an access is outside of the stack frame */
	WALK_MAP_ARGUMENT,     /* a helper's key or value lies in a map */
};

struct walk_doubt {
	enum walk_reason reason;
	const struct program *program;
	size_t insn;
};

struct walk_estimate {
	unsigned long processed; /* instructions; at least so many, if the limit was reached */
	unsigned long states;    /* states that the verifier keeps */
	struct walk_doubt doubt; /* the first one that was met */
	bool too_many_paths;     /* more branches are left to follow than the verifier keeps */
	bool at_limit;           /* the walk was ended at the limit */
	const char *unknown;     /* why there is no estimate: a literal; NULL if there is one */
};

/* Walks an entry point as the verifier does, but not beyond 'limit' instructions. */
struct walk_estimate walk_program(const struct programs *programs, const struct btf *btf,
				  const struct program *entry, const struct verifier *verifier,
				  unsigned long limit);

#endif
