/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Control flow: the rules of check_cfg() and check_subprogs() in kernel/bpf/verifier.c. Beyond
 * these, every path must be able to reach an exit.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "elf/check/rules.h"
#include "elf/code/program.h"
#include "kernel/profile.h"

struct flow {
	const struct program *program;
	bool *second;  /* by instruction: second half of a 64-bit load */
	bool *reached; /* by instruction: reachable from the first one */
	bool *ends;    /* by instruction: some path reaches an exit */
	bool runs_out; /* some path leaves the function */
};

static void find_second_halves(struct flow *flow)
{
	const struct program *program = flow->program;

	for (size_t i = 0; i + 1 < program->insn_count; i++)
		if (program->insns[i].opcode == OP_LD_IMM64)
			flow->second[++i] = true;
}

static void judge_step(struct checker *checker, struct flow *flow, size_t from, size_t to)
{
	const struct program *program = flow->program;

	if (to >= program->insn_count) {
		flow->runs_out = true;
		if (from + 1 >= program->insn_count ||
		    (flow->second[from + 1] && from + 2 == program->insn_count))
			check_found(checker, "runs-off-end", program, from,
				    "control runs past the last instruction");
		else
			check_found(checker, "jump-out", program, from,
				    "jumps out of the function");
	} else if (flow->second[to]) {
		check_found(checker, "jump-into-load", program, from,
			    "jumps into the second half of a 64-bit load");
	}
}

static void walk(struct checker *checker, struct flow *flow)
{
	const struct program *program = flow->program;
	size_t *queue = xcalloc(program->insn_count, sizeof(*queue));
	size_t queued = 0, next[2];

	flow->reached[0] = true;
	queue[queued++] = 0;
	while (queued) {
		size_t at = queue[--queued];
		unsigned count = program_next(program, at, next);
		for (unsigned k = 0; k < count; k++) {
			judge_step(checker, flow, at, next[k]);
			if (next[k] >= program->insn_count || flow->reached[next[k]])
				continue;
			flow->reached[next[k]] = true;
			queue[queued++] = next[k];
		}
	}
	free(queue);
}

static void judge_unreached(struct checker *checker, const struct flow *flow)
{
	const struct program *program = flow->program;
	bool before = true;

	for (size_t i = 0; i < program->insn_count; i++) {
		bool reached = flow->reached[i] || (flow->second[i] && before);
		if (!reached && before)
			check_found(checker, "unreachable", program, i,
				    "no path leads to this instruction");
		before = reached;
	}
}

/* Propagates 'ends' backwards until nothing changes. Most jumps go forwards, so one or two rounds
 * are enough. */
static void find_ends(struct flow *flow)
{
	const struct program *program = flow->program;
	size_t next[2];

	for (bool news = true; news;) {
		news = false;
		for (size_t i = program->insn_count; i-- > 0;) {
			if (flow->ends[i])
				continue;
			unsigned count = program_next(program, i, next);
			bool ends = count == 0;
			for (unsigned k = 0; k < count; k++)
				ends |= next[k] < program->insn_count && flow->ends[next[k]];
			flow->ends[i] = ends;
			news |= ends;
		}
	}
}

/* Code that cannot reach an exit contains a jump backwards. The loop begins at the jump's
 * target. */
static void judge_endless(struct checker *checker, const struct flow *flow)
{
	const struct program *program = flow->program;
	size_t next[2];

	for (size_t i = 0; i < program->insn_count; i++) {
		if (!flow->reached[i] || flow->ends[i])
			continue;
		unsigned count = program_next(program, i, next);
		if (count == 0 || next[count - 1] > i)
			continue;
		/* Since 5.3 the kernel walks it, or never gets there; before, any loop is one too
		 * many. */
		check_warned(checker, "endless-loop", program, next[count - 1],
			     "this loop never ends");
		check_help(checker, "give the loop a bound, or return from it");
		return;
	}
}

void check_flow(struct checker *checker, const struct program *program)
{
	struct flow flow = {.program = program,
			    .second = xcalloc(program->insn_count, sizeof(bool)),
			    .reached = xcalloc(program->insn_count, sizeof(bool)),
			    .ends = xcalloc(program->insn_count, sizeof(bool))};

	find_second_halves(&flow);
	walk(checker, &flow);
	judge_unreached(checker, &flow);
	if (!flow.runs_out) {
		find_ends(&flow);
		judge_endless(checker, &flow);
	}
	if (program->has_back_edge)
		check_needs(checker, "loop", program, program->back_edge_from,
			    PROFILE_SINCE(loops, 1), "a loop (back to insn %zu)",
			    program->back_edge_to);
	if (program->falls_back)
		check_needs(checker, "falling-loop", program, program->back_edge_from,
			    PROFILE_SINCE(falling_loops, 1),
			    "a loop that no jump closes (insn %zu comes next)",
			    program->back_edge_to);
	free(flow.second);
	free(flow.reached);
	free(flow.ends);
}
