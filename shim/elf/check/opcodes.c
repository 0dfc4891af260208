/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Opcodes and register numbers that do not exist (RFC 9669; kernel/bpf/core.c, BPF_INSN_MAP). */
#include "elf/check/rules.h"
#include "elf/code/opcode.h"
#include "elf/code/program.h"

static bool is_atomic(const struct insn *insn)
{
	/* Arithmetic, the same with fetch, exchange, compare and exchange. Only load-acquire and
	 * store-release exist in all sizes. */
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
	case JMP_CALL: /* with a register it is an indirect call: check_references() reports it */
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

static void judge_known(struct checker *checker, const struct program *program, size_t i)
{
	const struct insn *insn = &program->insns[i];

	if (insn->dst > FRAME_POINTER || insn->src > FRAME_POINTER) {
		check_found(checker, "register", program, i, "register r%u does not exist",
			    insn->dst > FRAME_POINTER ? insn->dst : insn->src);
		return;
	}
	check_isa(checker, program, i);
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
