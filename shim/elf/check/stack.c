/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loads and stores in the stack: inside the frame, aligned (a5ec6ae161d7), and at a place that the
 * verifier knows (01f810ace9ed). Follows only paths that the verifier certainly follows, too, and
 * of them not all; says nothing where nothing is certain.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "elf/check/rules.h"
#include "elf/code/opcode.h"
#include "elf/code/program.h"
#include "elf/code/value.h"
#include "kernel/profile.h"

enum {
	MAX_VISITS = 4,      /* of one instruction */
	MAX_WAITING = 65536, /* branches to follow later; bounds the memory */
};

struct branch {
	size_t insn;
	struct registers registers;
};

struct paths {
	struct checker *checker;
	const struct program *program;
	uint8_t *visits; /* by instruction */
	bool *found;     /* by instruction: it was reported */
	bool *entered;   /* by program: it is certainly called */
	struct branch *waiting;
	size_t waiting_count, waiting_room;
};

static void judge_access(struct paths *paths, size_t insn, struct value pointer)
{
	static const int bytes[] = {[SIZE_W] = 4, [SIZE_H] = 2, [SIZE_B] = 1, [SIZE_DW] = 8};
	const struct insn *at = &paths->program->insns[insn];
	int64_t offset = pointer.number + at->off, size = bytes[at->opcode >> 3 & 3];

	bool misplaced = pointer.kind == STACK && (offset + size > 0 || offset % size);

	if (paths->found[insn] || (pointer.kind != STACK_VARYING && !misplaced))
		return;
	paths->found[insn] = true;
	if (pointer.kind == STACK_VARYING)
		check_needs(paths->checker, "variable-stack", paths->program, insn,
			    PROFILE_SINCE(variable_stack, 1),
			    "an access to the stack at a place that is not constant");
	else if (offset + size > 0)
		check_found(paths->checker, "stack-access", paths->program, insn,
			    "an access to the stack outside the frame, at r10%+jd",
			    (intmax_t)offset);
	else
		check_found(paths->checker, "stack-access", paths->program, insn,
			    "a misaligned access to the stack, of %jd bytes at r10%+jd",
			    (intmax_t)size, (intmax_t)offset);
}

static void judge(struct paths *paths, size_t insn, const struct registers *registers)
{
	const struct insn *at = &paths->program->insns[insn];
	bool load = (at->opcode & 7) == CLASS_LDX ||
		    (at->opcode >> 5 == MODE_ATOMIC && at->imm == ATOMIC_LOAD_ACQ);

	switch (at->opcode & 7) {
	case CLASS_LDX:
	case CLASS_ST:
	case CLASS_STX:
		judge_access(paths, insn, registers->at[load ? at->src : at->dst]);
		break;
	default:
		break;
	}
}

static void follow_later(struct paths *paths, size_t insn, const struct registers *registers)
{
	if (paths->waiting_count == MAX_WAITING)
		return;
	if (paths->waiting_count == paths->waiting_room) {
		paths->waiting_room = paths->waiting_room ? paths->waiting_room * 2 : 16;
		paths->waiting =
			xreallocarray(paths->waiting, paths->waiting_room, sizeof(*paths->waiting));
	}
	paths->waiting[paths->waiting_count++] = (struct branch){insn, *registers};
}

/* What is called on such a path is followed, too, from no more than that it is called. */
static void enter(struct paths *paths, size_t insn)
{
	const struct programs *all = &paths->checker->programs;
	const struct insn *at = &paths->program->insns[insn];

	if (at->opcode != OP_CALL || at->src != CALL_SUBPROGRAM)
		return;
	const struct program *callee = program_callee(all, paths->program, insn);
	if (callee)
		paths->entered[callee - all->at] = true;
}

/* Both ways of a conditional jump, as far as they are certain; false: it does not go on. */
static bool follow_branch(struct paths *paths, struct branch *at, size_t taken)
{
	const struct insn *insn = &paths->program->insns[at->insn];
	struct registers registers = at->registers;

	if (registers_branch(&registers, insn, true))
		follow_later(paths, taken, &registers);
	return registers_branch(&at->registers, insn, false);
}

/* To the end of the path, or to where enough others have come by. */
static void follow(struct paths *paths, struct branch at)
{
	const struct program *program = paths->program;

	while (at.insn < program->insn_count && paths->visits[at.insn] < MAX_VISITS) {
		const struct insn *insn = &program->insns[at.insn];
		size_t next[2];
		unsigned count = program_next(program, at.insn, next);

		paths->visits[at.insn]++;
		judge(paths, at.insn, &at.registers);
		enter(paths, at.insn);
		/* A 64-bit load at the end has no second half. */
		if (count == 0 || next[0] >= program->insn_count)
			return;
		if (count == 1)
			registers_step(&at.registers, insn, program_reloc(program, at.insn));
		else if (!follow_branch(paths, &at, next[1]))
			return;
		at.insn = next[0];
	}
}

static void follow_program(struct checker *checker, const struct program *program, bool *entered)
{
	struct paths paths = {.checker = checker,
			      .program = program,
			      .entered = entered,
			      .visits = xcalloc(program->insn_count, sizeof(*paths.visits)),
			      .found = xcalloc(program->insn_count, sizeof(*paths.found))};
	struct branch start = {0};

	registers_start(&start.registers, program, checker->programs.image->big_endian);
	follow_later(&paths, 0, &start.registers);
	while (paths.waiting_count)
		follow(&paths, paths.waiting[--paths.waiting_count]);
	free(paths.visits);
	free(paths.found);
	free(paths.waiting);
}

void check_stack(struct checker *checker)
{
	const struct programs *programs = &checker->programs;
	bool *entered = xcalloc(programs->count, sizeof(*entered));
	bool *followed = xcalloc(programs->count, sizeof(*followed));

	for (size_t i = 0; i < programs->count; i++)
		entered[i] = program_is_entry(&programs->at[i]);
	for (bool news = true; news;) {
		news = false;
		for (size_t i = 0; i < programs->count; i++) {
			if (!entered[i] || followed[i])
				continue;
			followed[i] = news = true;
			follow_program(checker, &programs->at[i], entered);
		}
	}
	free(entered);
	free(followed);
}
