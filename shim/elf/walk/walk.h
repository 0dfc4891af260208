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

struct walk_estimate {
	unsigned long processed; /* instructions; at least so many, if the limit was reached */
	unsigned long states;    /* states that the verifier keeps */
	bool at_limit;           /* the walk was ended at the limit */
	const char *unknown;     /* why there is no estimate: a literal; NULL if there is one */
};

/* Walks an entry point as the verifier of KERNEL(X, Y) does, but not beyond 'limit'
 * instructions. */
struct walk_estimate walk_program(const struct programs *programs, const struct btf *btf,
				  const struct program *entry, unsigned kernel,
				  unsigned long limit);

/* An upper bound that needs no walk: all paths through the entry point and its calls, each followed
 * to its end. ULONG_MAX: there are loops, or the number is too large. */
unsigned long walk_bound(const struct programs *programs, const struct program *entry);

#endif
