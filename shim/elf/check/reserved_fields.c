/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Fields that an instruction does not use must be 0: the verifier's "uses reserved fields"
 * (kernel/bpf/verifier.c, do_check, check_alu_op and resolve_pseudo_ldimm64).
 */
#include "elf/check/rules.h"
#include "elf/code/opcode.h"
#include "elf/code/program.h"

static bool is_move_with_width(const struct insn *insn, bool wide)
{
	if (wide && insn->off == OFF_ADDR_SPACE_CAST)
		return true;
	if (insn->imm)
		return false;
	return insn->off == 0 || insn->off == 8 || insn->off == 16 || (wide && insn->off == 32);
}

static bool alu_fields_are_right(const struct insn *insn)
{
	unsigned operation = insn_operation(insn);
	bool wide = insn_class(insn) == CLASS_ALU64, with_register = insn_has_register(insn);

	if (operation == ALU_END)
		return !insn->src && !insn->off;
	if (operation == ALU_NEG)
		return !insn->src && !insn->off && !insn->imm;
	if (operation == ALU_MOV && with_register)
		return is_move_with_width(insn, wide);
	if (with_register ? insn->imm : insn->src)
		return false;
	if (operation == ALU_DIV || operation == ALU_MOD)
		return insn->off == 0 || insn->off == 1;
	return !insn->off;
}

static bool jump_fields_are_right(const struct insn *insn)
{
	bool with_register = insn_has_register(insn);

	switch (insn->opcode) {
	case OP_CALL:
		return !insn->dst && !insn->off;
	case OP_CALLX: /* check_references() reports it */
		return true;
	case OP_EXIT:
	case OP_JA:
		return !insn->dst && !insn->src && !insn->imm;
	case OP_GOTOL:
		return !insn->dst && !insn->src && !insn->off;
	default:
		if (insn_operation(insn) == JMP_MAY_GOTO)
			return !insn->dst && !insn->src && !insn->imm;
		return with_register ? !insn->imm : !insn->src;
	}
}

static bool fields_are_right(const struct insn *insn)
{
	switch (insn_class(insn)) {
	case CLASS_ALU:
	case CLASS_ALU64:
		return alu_fields_are_right(insn);
	case CLASS_JMP:
	case CLASS_JMP32:
		return jump_fields_are_right(insn);
	case CLASS_LD:
		if (insn->opcode == OP_LD_IMM64)
			return !insn->off;
		return !insn->dst && !insn->off && (insn_mode(insn) != MODE_ABS || !insn->src);
	case CLASS_LDX:
		return !insn->imm;
	case CLASS_ST:
		return !insn->src;
	default:
		return insn_mode(insn) == MODE_ATOMIC || !insn->imm;
	}
}

void check_reserved_fields(struct checker *checker, const struct program *program)
{
	for (size_t i = 0; i < program->insn_count; i++) {
		const struct insn *insn = &program->insns[i];
		if (!fields_are_right(insn))
			check_found(checker, "reserved-field", program, i,
				    "a field that this instruction does not use is not 0");
		check_operands(checker, program, i);
		if (insn->opcode == OP_LD_IMM64)
			i++;
	}
}
