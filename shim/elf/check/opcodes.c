/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Opcodes and register numbers, as RFC 9669 and the kernel's interpreter table
 * (kernel/bpf/core.c, BPF_INSN_MAP) have them.
 */
#include "elf/check/rules.h"
#include "elf/code/opcode.h"
#include "elf/code/program.h"
#include "kernel/profile.h"

static bool is_atomic(const struct insn *insn)
{
	/* Arithmetic, the same with fetch, exchange, compare and exchange; load and store with
	 * acquire and release alone come in all sizes. */
	static const int32_t operations[] = {0x00, 0x40, 0x50, 0xa0, 0x01,
					     0x41, 0x51, 0xa1, 0xe1, 0xf1};
	unsigned size = insn_size(insn);

	if (insn->imm == ATOMIC_LOAD_ACQ || insn->imm == ATOMIC_STORE_REL)
		return true;
	for (size_t i = 0; i < sizeof(operations) / sizeof(*operations); i++)
		if (insn->imm == operations[i])
			return size == SIZE_W || size == SIZE_DW;
	return false;
}

static bool is_memory(const struct insn *insn)
{
	unsigned class = insn_class(insn), size = insn_size(insn), mode = insn_mode(insn);

	switch (class) {
	case CLASS_LD:
		return insn->opcode == OP_LD_IMM64 ||
		       ((mode == MODE_ABS || mode == MODE_IND) && size != SIZE_DW);
	case CLASS_LDX:
		return mode == MODE_MEM || (mode == MODE_MEMSX && size != SIZE_DW);
	case CLASS_ST:
		return mode == MODE_MEM;
	default:
		return mode == MODE_MEM || (mode == MODE_ATOMIC && is_atomic(insn));
	}
}

static bool is_arithmetic(const struct insn *insn)
{
	unsigned class = insn_class(insn), operation = insn_operation(insn);
	bool with_register = insn_has_register(insn);

	if (operation == ALU_END)
		return (class == CLASS_ALU || !with_register) &&
		       (insn->imm == 16 || insn->imm == 32 || insn->imm == 64);
	if (operation == ALU_NEG)
		return !with_register;
	return operation < ALU_END;
}

static bool is_jump(const struct insn *insn)
{
	unsigned class = insn_class(insn), operation = insn_operation(insn);
	bool with_register = insn_has_register(insn);

	switch (operation) {
	case JMP_JA:
		return !with_register;
	case JMP_CALL: /* with a register: known, and refused by another rule */
		return class == CLASS_JMP;
	case JMP_EXIT:
	case JMP_MAY_GOTO:
		return class == CLASS_JMP && !with_register;
	default:
		return operation < JMP_MAY_GOTO;
	}
}

static bool is_known(const struct insn *insn)
{
	switch (insn_class(insn)) {
	case CLASS_ALU:
	case CLASS_ALU64:
		return is_arithmetic(insn);
	case CLASS_JMP:
	case CLASS_JMP32:
		return is_jump(insn);
	default:
		return is_memory(insn);
	}
}

static bool is_second_half(const struct insn *insn)
{
	return !insn->opcode && !insn->dst && !insn->src && !insn->off;
}

/* What an instruction of a later instruction set needs. */
struct need {
	size_t member; /* of struct profile */
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

static void judge_known(struct checker *checker, const struct program *program, size_t i)
{
	const struct insn *insn = &program->insns[i];

	if (insn->dst > 10 || insn->src > 10) {
		check_found(checker, "register", program, i, "register r%u does not exist",
			    insn->dst > 10 ? insn->dst : insn->src);
		return;
	}
	struct need need = find_need(insn);
	if (need.what)
		check_needs(checker, "instruction", program, i, profile_since(need.member, 1), "%s",
			    need.what);
}

void check_opcodes(struct checker *checker, const struct program *program)
{
	for (size_t i = 0; i < program->insn_count; i++) {
		const struct insn *insn = &program->insns[i];
		if (is_known(insn))
			judge_known(checker, program, i);
		else
			check_found(checker, "instruction", program, i,
				    "unknown instruction (opcode 0x%02x)", insn->opcode);
		if (insn->opcode != OP_LD_IMM64)
			continue;
		if (i + 1 == program->insn_count || !is_second_half(insn + 1))
			check_found(checker, "half-load", program, i,
				    "64-bit load without its second half");
		i++;
	}
}
