/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The control flow graph of one function, as the kernel's check_cfg() (kernel/bpf/verifier.c) sees
 * it: a call continues with the next instruction, and a 64-bit load occupies two slots.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "elf/code/opcode.h"
#include "elf/code/parts.h"
#include "elf/code/program.h"

static size_t target(const struct program *program, size_t insn, int64_t distance)
{
	int64_t to = (int64_t)insn + 1 + distance;
	return to < 0 || to > (int64_t)program->insn_count ? program->insn_count : (size_t)to;
}

static bool is_jump(const struct insn *at)
{
	unsigned class = insn_class(at);

	return (class == CLASS_JMP || class == CLASS_JMP32) && at->opcode != OP_CALL &&
	       at->opcode != OP_CALLX;
}

unsigned program_next(const struct program *program, size_t insn, size_t next[2])
{
	const struct insn *at = &program->insns[insn];

	if (at->opcode == OP_EXIT)
		return 0;
	next[0] = target(program, insn, at->opcode == OP_LD_IMM64);
	if (!is_jump(at))
		return 1;
	if (at->opcode == OP_JA || at->opcode == OP_GOTOL) {
		next[0] = target(program, insn, at->opcode == OP_JA ? at->off : at->imm);
		return 1;
	}
	next[1] = target(program, insn, at->off);
	return 2;
}

static void note_back_edge(struct program *program, size_t from, size_t to)
{
	bool falls = !is_jump(&program->insns[from]);

	/* The first one, unless there is one that fewer kernels take. */
	if (program->has_back_edge && (program->falls_back || !falls))
		return;
	program->has_back_edge = true;
	program->falls_back = falls;
	program->back_edge_from = from;
	program->back_edge_to = to;
}

void program_find_back_edge(struct program *program)
{
	enum {
		NEW,
		OPEN,
		DONE
	};
	size_t count = program->insn_count, depth = 0;
	uint8_t *state = xcalloc(count, 1), *branch = xcalloc(count, 1);
	size_t *path = xcalloc(count, sizeof(*path));

	path[depth++] = 0;
	state[0] = OPEN;
	while (depth) {
		size_t at = path[depth - 1], next[2] = {0};
		unsigned ways = program_next(program, at, next);
		if (branch[at] >= ways) {
			state[at] = DONE;
			depth--;
			continue;
		}
		/* Visit the successors in check_cfg()'s order, to find the same back edge. */
		size_t to = branch[at]++ == 0 ? next[0] : next[1];
		if (to >= count)
			continue;
		if (state[to] == OPEN)
			note_back_edge(program, at, to);
		if (state[to] == NEW) {
			state[to] = OPEN;
			path[depth++] = to;
		}
	}
	free(state);
	free(branch);
	free(path);
}
