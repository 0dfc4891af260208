/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Operands that the verifier rejects (kernel/bpf/verifier.c): "frame pointer is read only"
 * (check_reg_arg), "div by zero" and "invalid shift" (check_alu_op). */
#include "elf/check/rules.h"
#include "elf/code/opcode.h"
#include "elf/code/program.h"

static bool writes_frame_pointer(const struct insn *insn)
{
	switch (insn_class(insn)) {
	case CLASS_ALU:
	case CLASS_ALU64:
	case CLASS_LDX:
		return insn->dst == FRAME_POINTER;
	case CLASS_LD:
		return insn->opcode == OP_LD_IMM64 && insn->dst == FRAME_POINTER;
	case CLASS_STX:
		if (insn_mode(insn) != MODE_ATOMIC)
			return false;
		if (insn->imm == ATOMIC_LOAD_ACQ)
			return insn->dst == FRAME_POINTER;
		return (insn->imm & ATOMIC_FETCH) && insn->imm != ATOMIC_CMPXCHG &&
		       insn->src == FRAME_POINTER;
	default:
		return false;
	}
}

static void judge_constant(struct checker *checker, const struct program *program, size_t i)
{
	const struct insn *insn = &program->insns[i];
	unsigned class = insn_class(insn), operation = insn_operation(insn);
	int bits = class == CLASS_ALU64 ? 64 : 32;

	if ((class != CLASS_ALU && class != CLASS_ALU64) || insn_has_register(insn))
		return;
	if ((operation == ALU_DIV || operation == ALU_MOD) && insn->imm == 0)
		check_found(checker, "constant", program, i, "divides by the constant 0");
	if ((operation == ALU_LSH || operation == ALU_RSH || operation == ALU_ARSH) &&
	    (insn->imm < 0 || insn->imm >= bits))
		check_found(checker, "constant", program, i, "shifts %d bits by %d", bits,
			    insn->imm);
}

void check_operands(struct checker *checker, const struct program *program, size_t i)
{
	if (writes_frame_pointer(&program->insns[i]))
		check_found(checker, "frame-pointer", program, i,
			    "writes to r10, which can only be read");
	judge_constant(checker, program, i);
}
