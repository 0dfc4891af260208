/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Computes how much stack a function uses. Code generators derive stack addresses from the frame
 * pointer by adding constants in straight-line code, so it is enough to follow those.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "elf/code/opcode.h"
#include "elf/code/parts.h"
#include "elf/code/program.h"

enum {
	OP_MOV64_REG = 0xbf,
	OP_ADD64_IMM = 0x07
};

struct frame {
	bool known[REGISTERS]; /* the register is the frame pointer plus 'offset' */
	int64_t offset[REGISTERS];
	int64_t deepest; /* never positive */
};

static void forget(struct frame *frame)
{
	for (unsigned i = 0; i < REGISTERS; i++)
		frame->known[i] = i == FRAME_POINTER;
}

static void name_offset(struct frame *frame, unsigned base, int64_t offset)
{
	if (frame->known[base] && frame->offset[base] + offset < frame->deepest)
		frame->deepest = frame->offset[base] + offset;
}

static void step(struct frame *frame, const struct insn *insn)
{
	unsigned class = insn_class(insn);

	if (class == CLASS_ST || class == CLASS_STX) {
		name_offset(frame, insn->dst, insn->off);
		return;
	}
	if (class == CLASS_LDX)
		name_offset(frame, insn->src, insn->off);
	if (insn->opcode == OP_MOV64_REG && insn->off == 0) {
		frame->known[insn->dst] = frame->known[insn->src];
		frame->offset[insn->dst] = frame->offset[insn->src];
	} else if (insn->opcode == OP_ADD64_IMM && frame->known[insn->dst]) {
		frame->offset[insn->dst] += insn->imm;
		name_offset(frame, insn->dst, 0);
	} else if (insn->opcode == OP_CALL || insn->opcode == OP_CALLX) {
		for (unsigned i = 0; i <= 5; i++)
			frame->known[i] = false;
	} else if (class != CLASS_JMP && class != CLASS_JMP32) {
		frame->known[insn->dst] = false;
	}
}

/* Marks jump targets: several paths meet there, so only r10 is known. */
static bool *find_labels(const struct program *program)
{
	bool *label = xcalloc(program->insn_count + 1, sizeof(*label));
	size_t next[2];

	for (size_t i = 0; i < program->insn_count; i++) {
		unsigned count = program_next(program, i, next);
		bool jumps = count == 2 || program->insns[i].opcode == OP_JA ||
			     program->insns[i].opcode == OP_GOTOL;
		if (jumps)
			label[next[count - 1]] = true;
	}
	return label;
}

unsigned program_find_stack(const struct program *program)
{
	struct frame frame = {0};
	bool *label = find_labels(program);

	for (size_t i = 0; i < program->insn_count; i++) {
		if (i == 0 || label[i])
			forget(&frame);
		step(&frame, &program->insns[i]);
		if (program->insns[i].opcode == OP_LD_IMM64)
			i++;
	}
	free(label);
	/* Any value beyond the kernel's limit serves. */
	return frame.deepest < -INT32_MAX ? INT32_MAX : (unsigned)-frame.deepest;
}
