/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Stack, frames, instructions and maps, of a function together with what it calls. */
#include <stdlib.h>

#include "elf/check_parts.h"

#define MAX_FRAMES 8 /* MAX_CALL_FRAMES, kernel include/linux/bpf_verifier.h */

/* A walk over the calls below one function. */
struct walk {
	struct checker *checker;
	enum {
		NEW,
		OPEN,
		DONE
	} *state;                    /* by index in programs */
	unsigned *stack;             /* deepest chain from here on, when DONE */
	unsigned *frames;            /* likewise */
	const struct program **list; /* the functions that were met */
	size_t count;
	const struct program *recursive; /* one that calls itself, by way of others or not */
};

/* The verifier rounds each frame up (check_max_stack_depth; 16 with a JIT since 6.9). */
static unsigned frame_size(const struct program *program)
{
	return (program->stack ? program->stack + 31 : 32) / 32 * 32;
}

static bool leads_to_function(const struct checker *checker, const struct program *program,
			      size_t insn)
{
	const struct insn *at = &program->insns[insn];

	if (at->opcode == OP_CALL)
		return at->src == CALL_SUBPROGRAM;
	const struct reloc *reloc = at->opcode == OP_LD_IMM64 ? program_reloc(program, insn) : NULL;
	return reloc && section_is_code(&checker->programs.image->sections[reloc->section_index]);
}

static void walk_calls(struct walk *walk, const struct program *program, unsigned depth);

static void walk_call(struct walk *walk, size_t from, const struct program *callee, unsigned depth)
{
	size_t to = (size_t)(callee - walk->checker->programs.at);

	if (walk->state[to] == OPEN)
		walk->recursive = callee;
	if (walk->state[to] == NEW)
		walk_calls(walk, callee, depth + 1);
	if (walk->stack[to] > walk->stack[from])
		walk->stack[from] = walk->stack[to];
	if (walk->frames[to] > walk->frames[from])
		walk->frames[from] = walk->frames[to];
}

/* 'depth' only guards this function's own recursion: far more frames than the kernel allows are
 * an error whatever lies below. */
static void walk_calls(struct walk *walk, const struct program *program, unsigned depth)
{
	const struct programs *programs = &walk->checker->programs;
	size_t index = (size_t)(program - programs->at);

	walk->state[index] = OPEN;
	walk->list[walk->count++] = program;
	for (size_t i = 0; i < program->insn_count && depth < 16 * MAX_FRAMES; i++) {
		if (!leads_to_function(walk->checker, program, i))
			continue;
		const struct program *callee = program_callee(programs, program, i);
		if (callee)
			walk_call(walk, index, callee, depth);
	}
	walk->stack[index] += frame_size(program);
	walk->frames[index]++;
	walk->state[index] = DONE;
}

static void judge_walk(struct checker *checker, const struct program *program,
		       const struct walk *walk)
{
	const struct profile *profile = checker->profile;
	size_t index = (size_t)(program - checker->programs.at), insns = 0;
	unsigned maps = programs_count_maps(&checker->programs, walk->list, walk->count);

	for (size_t i = 0; i < walk->count; i++)
		insns += walk->list[i]->insn_count;
	if (insns > profile->max_insns &&
	    check_found(checker, program, NO_INSN, "%zu instructions, the kernel takes %u", insns,
			profile->max_insns))
		diag_help("shorten or bound the loops, or split the program with tail calls");
	if (maps > profile->max_maps)
		check_found(checker, program, NO_INSN, "refers to %u maps, the kernel takes %u",
			    maps, profile->max_maps);
	if (walk->recursive) {
		check_found(checker, program, NO_INSN, "'%s' calls itself", walk->recursive->name);
		return;
	}
	if (walk->frames[index] > MAX_FRAMES)
		check_found(checker, program, NO_INSN, "calls nest %u deep, the kernel takes %u",
			    walk->frames[index], MAX_FRAMES);
	if (walk->count > 1 && walk->stack[index] > profile->max_stack &&
	    program->stack <= profile->max_stack &&
	    check_found(checker, program, NO_INSN,
			"uses %u bytes of stack together with what it calls, the kernel gives %u",
			walk->stack[index], profile->max_stack))
		diag_help("use smaller local variables, or keep large data in a map");
}

void check_limits(struct checker *checker, const struct program *program)
{
	size_t count = checker->programs.count;

	if (program->stack > checker->profile->max_stack &&
	    check_found(checker, program, NO_INSN, "uses %u bytes of stack, the kernel gives %u",
			program->stack, checker->profile->max_stack))
		diag_help("use smaller local variables, or keep large data in a map");
	if (!program_is_entry(program))
		return;
	struct walk walk = {.checker = checker,
			    .state = xcalloc(count, sizeof(*walk.state)),
			    .stack = xcalloc(count, sizeof(*walk.stack)),
			    .frames = xcalloc(count, sizeof(*walk.frames)),
			    .list = xcalloc(count, sizeof(*walk.list))};
	walk_calls(&walk, program, 1);
	judge_walk(checker, program, &walk);
	free(walk.state);
	free(walk.stack);
	free(walk.frames);
	free(walk.list);
}
