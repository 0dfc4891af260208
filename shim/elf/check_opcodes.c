/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Opcodes and register numbers, as RFC 9669 and the kernel's interpreter table
 * (kernel/bpf/core.c, BPF_INSN_MAP) have them.
 */
#include "elf/check_parts.h"

enum {
	CLASS_LD,
	CLASS_LDX,
	CLASS_ST,
	CLASS_STX,
	CLASS_ALU,
	CLASS_JMP,
	CLASS_JMP32,
	CLASS_ALU64
};
enum {
	MODE_IMM = 0,
	MODE_ABS = 1,
	MODE_IND = 2,
	MODE_MEM = 3,
	MODE_MEMSX = 4,
	MODE_ATOMIC = 6
};
enum {
	SIZE_W,
	SIZE_H,
	SIZE_B,
	SIZE_DW
};
enum {
	ALU_NEG = 8,
	ALU_MOV = 11,
	ALU_END = 13
};
enum {
	JMP_JA = 0,
	JMP_CALL = 8,
	JMP_EXIT = 9,
	JMP_MAY_GOTO = 14
};

static bool is_atomic(const struct insn *insn)
{
	/* Arithmetic, the same with fetch, exchange, compare and exchange; load and store with
	 * acquire and release alone come in all sizes. */
	static const int32_t operations[] = {0x00, 0x40, 0x50, 0xa0, 0x01,
					     0x41, 0x51, 0xa1, 0xe1, 0xf1};
	unsigned size = insn->opcode >> 3 & 3;

	if (insn->imm == 0x100 || insn->imm == 0x110)
		return true;
	for (size_t i = 0; i < sizeof(operations) / sizeof(*operations); i++)
		if (insn->imm == operations[i])
			return size == SIZE_W || size == SIZE_DW;
	return false;
}

static bool is_memory(const struct insn *insn)
{
	unsigned class = insn->opcode & 7, size = insn->opcode >> 3 & 3, mode = insn->opcode >> 5;

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
	unsigned class = insn->opcode & 7, operation = insn->opcode >> 4;
	bool with_register = insn->opcode & 8;

	if (operation == ALU_END)
		return (class == CLASS_ALU || !with_register) &&
		       (insn->imm == 16 || insn->imm == 32 || insn->imm == 64);
	if (operation == ALU_NEG)
		return !with_register;
	return operation < ALU_END;
}

static bool is_jump(const struct insn *insn)
{
	unsigned class = insn->opcode & 7, operation = insn->opcode >> 4;
	bool with_register = insn->opcode & 8;

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
	switch (insn->opcode & 7) {
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

void check_opcodes(struct checker *checker, const struct program *program)
{
	for (size_t i = 0; i < program->insn_count; i++) {
		const struct insn *insn = &program->insns[i];
		if (!is_known(insn))
			check_found(checker, program, i, "unknown instruction (opcode 0x%02x)",
				    insn->opcode);
		else if (insn->dst > 10 || insn->src > 10)
			check_found(checker, program, i, "register r%u does not exist",
				    insn->dst > 10 ? insn->dst : insn->src);
		if (insn->opcode != OP_LD_IMM64)
			continue;
		if (i + 1 == program->insn_count || !is_second_half(insn + 1))
			check_found(checker, program, i, "64-bit load without its second half");
		i++;
	}
}
