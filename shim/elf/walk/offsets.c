/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Whether a program adds numbers to pointers at all, whatever way it takes. */
#include <linux/bpf.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "elf/code/opcode.h"
#include "elf/walk/walker.h"

enum {
	ARGUMENTS = 0x3e, /* r1 to r5 */
};

/* The registers of a function that may hold pointers at some time. */
struct holders {
	const struct programs *programs;
	const struct program *program;
	bool has_packet; /* 32 bits of the context may be a pointer into the packet */
	unsigned registers;
	bool adds; /* one of them gets a number added */
};

static bool holds(const struct holders *holders, unsigned reg)
{
	return holders->registers >> reg & 1;
}

static bool loads_pointer(const struct holders *holders, const struct insn *insn)
{
	if (insn_mode(insn) != MODE_MEM)
		return false;
	return insn_size(insn) == SIZE_DW || (insn_size(insn) == SIZE_W && holders->has_packet);
}

/* What the instruction leaves in a register may be a pointer: the bit of that register; or 0. */
static unsigned find_holder(struct holders *holders, size_t i)
{
	const struct insn *insn = &holders->program->insns[i];
	unsigned operation = insn_operation(insn), to = 1U << insn->dst;

	switch (insn_class(insn)) {
	case CLASS_LD:
		return insn->opcode == OP_LD_IMM64 &&
				       (insn->src || program_reloc(holders->program, i))
			       ? to
			       : 0;
	case CLASS_LDX:
		return loads_pointer(holders, insn) ? to : 0;
	case CLASS_ALU64:
		if (!insn_has_register(insn))
			return 0;
		if (operation == ALU_MOV)
			return holds(holders, insn->src) ? to : 0;
		if (operation != ALU_ADD && operation != ALU_SUB)
			return 0;
		holders->adds |= holds(holders, insn->dst) || holds(holders, insn->src);
		return holds(holders, insn->src) ? to : 0;
	default:
		return insn->opcode == OP_CALL && (insn->imm == BPF_FUNC_map_lookup_elem ||
						   insn->src != CALL_HELPER ||
						   program_leads_to_function(holders->programs,
									     holders->program, i))
			       ? 1
			       : 0;
	}
}

static bool adds_offsets(struct holders *holders)
{
	unsigned before;
	do {
		before = holders->registers;
		for (size_t i = 0; i < holders->program->insn_count; i++)
			holders->registers |= find_holder(holders, i);
	} while (holders->registers != before && !holders->adds);
	return holders->adds;
}

bool walk_has_offsets(const struct programs *programs, const struct program *entry)
{
	const struct program **list = xcalloc(programs->count, sizeof(*list));
	bool has = false;

	list[0] = entry;
	size_t count = programs_reach(programs, list, 1);
	for (size_t i = 0; i < count && !has; i++) {
		struct holders holders = {
			.programs = programs,
			.program = list[i],
			.has_packet = walk_context(entry->section) != CONTEXT_PLAIN,
			/* Of the context, no offset is in doubt. */
			.registers = (i ? ARGUMENTS : 0) | 1U << FRAME_POINTER,
		};
		has = adds_offsets(&holders);
	}
	free(list);
	return has;
}
