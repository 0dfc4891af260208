/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Instructions that only newer kernels accept. */
#include <stddef.h>

#include "elf/check/rules.h"
#include "elf/code/opcode.h"
#include "elf/code/program.h"
#include "kernel/profile.h"

/* What the kernel must support, as a member of struct profile. */
struct need {
	size_t member; /* its offset */
	const char *what;
};
#define NEED(member, what) ((struct need){offsetof(struct profile, member), what})
#define NEEDS_NOTHING ((struct need){0})

static struct need arithmetic_need(const struct insn *insn)
{
	unsigned class = insn_class(insn), operation = insn_operation(insn);

	if (operation == ALU_END && class == CLASS_ALU64)
		return NEED(isa_v4, "an unconditional byte swap");
	if (operation == ALU_MOV && class == CLASS_ALU64 && insn->off == OFF_ADDR_SPACE_CAST)
		return NEED(arena, "a cast between address spaces");
	if (operation == ALU_MOV && insn->off)
		return NEED(isa_v4, "a move with sign extension");
	if ((operation == ALU_DIV || operation == ALU_MOD) && insn->off)
		return NEED(isa_v4, "a signed division");
	if (operation == ALU_ARSH && class == CLASS_ALU)
		return NEED(arsh32, "a 32-bit arithmetic shift right");
	return NEEDS_NOTHING;
}

static struct need find_need(const struct insn *insn)
{
	unsigned class = insn_class(insn), operation = insn_operation(insn);

	switch (class) {
	case CLASS_ALU:
	case CLASS_ALU64:
		return arithmetic_need(insn);
	case CLASS_JMP:
		return operation == JMP_MAY_GOTO ? NEED(may_goto, "may_goto") : NEEDS_NOTHING;
	case CLASS_JMP32:
		return insn->opcode == OP_GOTOL ? NEED(isa_v4, "a jump with a 32-bit distance")
						: NEED(jmp32, "a 32-bit comparison");
	case CLASS_LDX:
		return insn_mode(insn) == MODE_MEMSX ? NEED(isa_v4, "a load with sign extension")
						     : NEEDS_NOTHING;
	case CLASS_STX:
		if (insn_mode(insn) != MODE_ATOMIC || insn->imm == 0)
			return NEEDS_NOTHING;
		return insn->imm == ATOMIC_LOAD_ACQ || insn->imm == ATOMIC_STORE_REL
			       ? NEED(load_acquire, "an atomic load or store with ordering")
			       : NEED(atomics, "an atomic operation other than an addition without "
					       "result");
	default:
		return NEEDS_NOTHING;
	}
}

void check_isa(struct checker *checker, const struct program *program, size_t i)
{
	struct need need = find_need(&program->insns[i]);

	if (need.what)
		check_needs(checker, "instruction", program, i, profile_since(need.member, 1), "%s",
			    need.what);
}
