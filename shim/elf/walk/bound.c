/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How many instructions there are on all paths of a program, without a walk. */
#include <limits.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "elf/code/opcode.h"
#include "elf/walk/walk.h"

enum {
	MAX_FRAMES = 8,
};

/* Of all paths from one instruction to the end of its function. */
struct paths {
	unsigned long insns; /* on all of them together */
	unsigned long count;
};

static unsigned long add(unsigned long a, unsigned long b)
{
	unsigned long sum;

	return __builtin_add_overflow(a, b, &sum) ? ULONG_MAX : sum;
}

static unsigned long multiply(unsigned long a, unsigned long b)
{
	unsigned long product;

	return __builtin_mul_overflow(a, b, &product) ? ULONG_MAX : product;
}

struct bound {
	const struct programs *programs;
	struct paths *known; /* by function; 0 paths: not counted yet */
};

static const struct paths too_many = {ULONG_MAX, ULONG_MAX};

static struct paths count_paths(struct bound *bound, const struct program *program, unsigned depth);

static struct paths count_from(struct bound *bound, const struct program *program,
			       const struct paths *after, size_t i, unsigned depth)
{
	size_t next[2];
	unsigned ways = program_next(program, i, next);
	struct paths paths = {0, ways == 0};

	for (unsigned k = 0; k < ways; k++) {
		if (next[k] <= i)
			return too_many;
		if (next[k] >= program->insn_count)
			continue;
		paths.insns = add(paths.insns, after[next[k]].insns);
		paths.count = add(paths.count, after[next[k]].count);
	}
	if (program->insns[i].opcode == OP_CALL &&
	    program_leads_to_function(bound->programs, program, i)) {
		const struct program *callee = program_callee(bound->programs, program, i);
		struct paths inner = callee ? count_paths(bound, callee, depth + 1) : too_many;
		paths.insns = add(inner.insns, multiply(paths.insns, inner.count));
		paths.count = multiply(paths.count, inner.count);
	}
	paths.insns = add(paths.insns, 1);
	return paths;
}

static struct paths count_paths(struct bound *bound, const struct program *program, unsigned depth)
{
	struct paths *known = &bound->known[program - bound->programs->at];

	if (program->has_back_edge || depth > MAX_FRAMES)
		return too_many;
	if (known->count)
		return *known;
	struct paths *after = xcalloc(program->insn_count, sizeof(*after));
	for (size_t i = program->insn_count; i-- > 0;)
		after[i] = count_from(bound, program, after, i, depth);
	*known = after[0];
	free(after);
	return *known;
}

unsigned long walk_bound(const struct programs *programs, const struct program *entry)
{
	struct bound bound = {programs, xcalloc(programs->count, sizeof(struct paths))};
	struct paths paths = count_paths(&bound, entry, 1);

	free(bound.known);
	return paths.insns;
}
