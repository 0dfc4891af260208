/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Limits of a program with all that it calls: stack, frames, instructions, maps and functions. */
#include <stdlib.h>

#include "base/alloc.h"
#include "elf/check/rules.h"
#include "elf/code/program.h"
#include "kernel/profile.h"

/* The newest kernel's limits: MAX_BPF_STACK in linux/filter.h; MAX_USED_MAPS, MAX_CALL_FRAMES and
 * BPF_MAX_SUBPROGS in linux/bpf_verifier.h. */
enum {
	MAX_STACK = 512,
	MAX_MAPS = 64,
	MAX_FRAMES = 8,
	MAX_FUNCTIONS = 256
};

/* A walk over the call graph from one function. */
struct walk {
	struct checker *checker;
	enum {
		NEW,
		OPEN,
		DONE
	} *state;                    /* by index in programs */
	unsigned *stack;             /* bytes of the deepest call chain, once DONE */
	unsigned *rounded;           /* the same, with frames rounded as before 6.9 */
	unsigned *frames;            /* frames of the longest call chain, once DONE */
	const struct program **list; /* all functions met so far */
	size_t count;
	const struct program *recursive; /* a function in a cycle of calls, or NULL */
};

/* check_max_stack_depth() rounds frames up to 32 bytes. Since 6.9, with a JIT, it rounds to 16
 * (round_up_stack_depth). */
static unsigned frame_before_6_9(const struct program *program)
{
	return (program->stack ? program->stack + 31 : 32) / 32 * 32;
}

static unsigned frame_size(const struct program *program)
{
	return (program->stack + 15) / 16 * 16;
}

static void walk_calls(struct walk *walk, const struct program *program, unsigned depth);

static void take_larger(unsigned *values, size_t to, size_t from)
{
	if (values[from] > values[to])
		values[to] = values[from];
}

static void walk_call(struct walk *walk, size_t from, const struct program *callee, unsigned depth)
{
	size_t to = (size_t)(callee - walk->checker->programs.at);

	if (walk->state[to] == OPEN)
		walk->recursive = callee;
	if (walk->state[to] == NEW)
		walk_calls(walk, callee, depth + 1);
	take_larger(walk->stack, from, to);
	take_larger(walk->rounded, from, to);
	take_larger(walk->frames, from, to);
}

/* 'depth' bounds the recursion of this function. Far more frames than the kernel allows are an
 * error in any case. */
static void walk_calls(struct walk *walk, const struct program *program, unsigned depth)
{
	const struct programs *programs = &walk->checker->programs;
	size_t index = (size_t)(program - programs->at);

	walk->state[index] = OPEN;
	walk->list[walk->count++] = program;
	for (size_t i = 0; i < program->insn_count && depth < 16 * MAX_FRAMES; i++) {
		if (!program_leads_to_function(programs, program, i))
			continue;
		const struct program *callee = program_callee(programs, program, i);
		if (callee)
			walk_call(walk, index, callee, depth);
	}
	walk->stack[index] += frame_size(program);
	walk->rounded[index] += frame_before_6_9(program);
	walk->frames[index]++;
	walk->state[index] = DONE;
}

static void judge_chain(struct checker *checker, const struct program *program,
			const struct walk *walk)
{
	size_t index = (size_t)(program - checker->programs.at);
	unsigned since = walk->stack[index] > MAX_STACK ? 0 : PROFILE_SINCE(small_frames, 1);

	if (walk->recursive) {
		check_found(checker, "recursion", program, NO_INSN, "'%s' calls itself",
			    walk->recursive->name);
		return;
	}
	if (walk->frames[index] > MAX_FRAMES)
		check_found(checker, "frames", program, NO_INSN,
			    "calls nest %u deep, the kernel takes %u", walk->frames[index],
			    MAX_FRAMES);
	if (walk->count == 1 || program->stack > MAX_STACK || walk->rounded[index] <= MAX_STACK)
		return;
	check_needs(checker, "stack", program, NO_INSN, since,
		    "uses %u bytes of stack together with what it calls, the kernel gives %u",
		    walk->rounded[index], MAX_STACK);
	check_help(checker, "use smaller local variables, or keep large data in a map");
}

static void judge_size(struct checker *checker, const struct program *program,
		       const struct walk *walk)
{
	size_t insns = 0;
	unsigned maps = programs_count_maps(&checker->programs, walk->list, walk->count);

	for (size_t i = 0; i < walk->count; i++)
		insns += walk->list[i]->insn_count;
	unsigned since = insns > UINT32_MAX ? 0 : PROFILE_SINCE(max_insns, (unsigned)insns);
	if (since)
		check_needs(checker, "size", program, NO_INSN, since, "%zu instructions", insns);
	else
		check_found(checker, "size", program, NO_INSN,
			    "%zu instructions, the kernel takes 1000000", insns);
	check_help(checker, "shorten or bound the loops, or split the program with tail calls");
	if (maps > MAX_MAPS)
		check_found(checker, "maps", program, NO_INSN,
			    "refers to %u maps, the kernel takes %u", maps, MAX_MAPS);
	if (walk->count > MAX_FUNCTIONS)
		check_found(checker, "functions", program, NO_INSN,
			    "consists of %zu functions, the kernel takes %u", walk->count,
			    MAX_FUNCTIONS);
}

void check_limits(struct checker *checker, const struct program *program)
{
	size_t count = checker->programs.count;

	if (program->stack > MAX_STACK) {
		check_found(checker, "stack", program, NO_INSN,
			    "uses %u bytes of stack, the kernel gives %u", program->stack,
			    MAX_STACK);
		check_help(checker, "use smaller local variables, or keep large data in a map");
	}
	if (!program_is_entry(program))
		return;
	struct walk walk = {.checker = checker,
			    .state = xcalloc(count, sizeof(*walk.state)),
			    .stack = xcalloc(count, sizeof(*walk.stack)),
			    .rounded = xcalloc(count, sizeof(*walk.rounded)),
			    .frames = xcalloc(count, sizeof(*walk.frames)),
			    .list = xcalloc(count, sizeof(*walk.list))};
	walk_calls(&walk, program, 1);
	judge_size(checker, program, &walk);
	judge_chain(checker, program, &walk);
	free(walk.state);
	free(walk.stack);
	free(walk.rounded);
	free(walk.frames);
	free(walk.list);
}
