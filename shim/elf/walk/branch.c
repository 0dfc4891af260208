/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Conditional jumps (check_cond_jmp_op, kernel/bpf/verifier.c). */
#include "elf/code/opcode.h"
#include "elf/walk/walker.h"

struct branch {
	const struct insn *insn;
	struct comparison comparison;
	struct reg dst, operand; /* before the jump */
};

static enum outcome predict(const struct walker *walker, const struct branch *branch)
{
	const struct verifier *verifier = &walker->verifier;
	bool by_register = insn_has_register(branch->insn);
	bool is_equality =
		branch->comparison.operator == JMP_EQ || branch->comparison.operator == JMP_NE;

	if (reg_is_scalar(&branch->dst) && reg_is_scalar(&branch->operand)) {
		if (by_register && !verifier->predicts_registers)
			return EITHER_WAY;
		enum outcome outcome = compare_predict(&branch->dst.number, &branch->operand.number,
						       branch->comparison, verifier);
		return outcome;
	}
	/* A pointer that is not NULL, compared with 0. */
	if (by_register || branch->operand.number.umin != 0 || !is_equality ||
	    branch->dst.or_null || branch->dst.type == REG_UNSET || !verifier->bounds32)
		return EITHER_WAY;
	return branch->comparison.operator == JMP_NE ? TAKEN : NOT_TAKEN;
}

/* Copies what is now known about a number to all that have the same identity. */
struct linked {
	const struct walker *walker;
	struct reg reg;
};

static void copy_linked(struct reg *reg, void *data)
{
	const struct linked *linked = data;
	const struct reg *known = &linked->reg;

	if (!reg_is_scalar(reg) || reg->id != known->id || reg == known)
		return;
	if (reg->offset == known->offset) {
		reg->number = known->number;
		return;
	}
	int64_t delta = (int64_t)reg->offset - known->offset;
	reg->number = known->number;
	scalar_compute(&reg->number, scalar_const((uint64_t)delta, &linked->walker->verifier),
		       ALU_ADD, false, &linked->walker->verifier);
}

static void spread(const struct walker *walker, struct state *state, unsigned reg)
{
	struct linked linked = {walker, *state_reg(state, reg)};

	if (walker->verifier.equal_scalars && reg_is_scalar(&linked.reg) && linked.reg.id)
		state_visit(state, copy_linked, &linked);
}

/* The registers of the innermost frame with the identity of one that is compared. */
static uint16_t find_equals(const struct walker *walker, unsigned reg)
{
	const struct frame *frame = state_frame(walker->at);
	uint32_t id = frame->regs[reg].id;
	uint16_t equals = 0;

	for (unsigned i = 0; id && reg_is_scalar(&frame->regs[reg]) && i < FRAME_POINTER; i++)
		if (reg_is_scalar(&frame->regs[i]) && frame->regs[i].id == id)
			equals |= (uint16_t)(1U << i);
	return equals;
}

struct null_check {
	const struct walker *walker;
	uint32_t id;
	bool is_null;
};

static void mark_null(struct reg *reg, void *data)
{
	const struct null_check *check = data;

	if (!reg->or_null || reg->id != check->id)
		return;
	if (check->is_null) {
		uint8_t live = reg->live;
		*reg = reg_scalar(scalar_const(0, &check->walker->verifier));
		reg->live = live;
	} else {
		reg->or_null = false;
		reg->id = 0;
	}
}

struct packet_check {
	uint8_t type;
	uint32_t id;
	uint32_t range;
};

static void extend_range(struct reg *reg, void *data)
{
	const struct packet_check *check = data;

	if (reg->type == check->type && reg->id == check->id && reg->range < check->range)
		reg->range = check->range;
}

/* A pointer into the packet was compared with its end. */
static void check_packet(struct state *state, const struct branch *branch, bool taken)
{
	unsigned operator = branch->comparison.operator;
	const struct reg *pointer = &branch->dst, *end = &branch->operand;
	bool pointer_first = reg_is_packet(pointer) && end->type == REG_PACKET_END;

	if (!pointer_first && !(pointer->type == REG_PACKET_END && reg_is_packet(end)) &&
	    !(reg_is_packet(pointer) && reg_is_packet(end)))
		return;
	if (!pointer_first && pointer->type != REG_PACKET_META) {
		pointer = end;
		operator = operator == JMP_GT   ? JMP_LT
			   : operator == JMP_LT ? JMP_GT
			   : operator == JMP_GE ? JMP_LE
			   : operator == JMP_LE ? JMP_GE
						: operator;
	}
	bool below = (operator == JMP_GT || operator == JMP_GE) ? !taken : taken;
	bool open = operator == JMP_GE || operator == JMP_LT; /* the end itself is not below */
	if ((operator != JMP_GT && operator != JMP_GE && operator != JMP_LT &&
	     operator != JMP_LE) ||
	    !below || pointer->offset < 0)
		return;
	struct packet_check check = {pointer->type, pointer->id, (uint32_t)pointer->offset + open};
	state_visit(state, extend_range, &check);
}

/* What one of the two ways means for the registers. */
static void learn(const struct walker *walker, struct state *state, const struct branch *branch,
		  bool taken)
{
	const struct insn *insn = branch->insn;
	bool by_register = insn_has_register(insn);
	struct reg constant = branch->operand;
	struct reg *dst = state_reg(state, insn->dst);
	struct reg *operand = by_register ? state_reg(state, insn->src) : &constant;
	unsigned operator = branch->comparison.operator;

	if (reg_is_scalar(dst) && reg_is_scalar(operand)) {
		if (by_register && insn->dst == insn->src)
			return;
		compare_refine(&dst->number, &operand->number, branch->comparison, taken,
			       &walker->verifier);
		if (by_register)
			spread(walker, state, insn->src);
		spread(walker, state, insn->dst);
		return;
	}
	if (!by_register && dst->or_null && insn->imm == 0 &&
	    (operator == JMP_EQ || operator == JMP_NE)) {
		struct null_check check = {walker, dst->id, (operator == JMP_EQ) == taken};
		state_visit(state, mark_null, &check);
		return;
	}
	if (by_register)
		check_packet(state, branch, taken);
}

static void mark_operands(struct walker *walker, const struct insn *insn)
{
	mark_precise(walker, insn->dst);
	if (insn_has_register(insn))
		mark_precise(walker, insn->src);
}

void step_branch(struct walker *walker)
{
	const struct insn *insn = walker_insn(walker);
	unsigned frame = walker->at->current;
	struct branch branch = {
		.insn = insn,
		.comparison = {insn_operation(insn), insn_class(insn) == CLASS_JMP32},
		.operand =
			reg_scalar(scalar_const((uint64_t)(int64_t)insn->imm, &walker->verifier)),
	};
	size_t target = (size_t)((int64_t)walker->insn + 1 + insn->off);

	mark_read(walker, frame, insn->dst);
	branch.dst = *walker_reg(walker, insn->dst);
	if (insn_has_register(insn)) {
		mark_read(walker, frame, insn->src);
		branch.operand = *walker_reg(walker, insn->src);
	}
	enum outcome outcome = predict(walker, &branch);
	if (outcome != EITHER_WAY) {
		mark_operands(walker, insn);
		walker->insn = outcome == TAKEN ? target : walker->insn + 1;
		return;
	}
	uint16_t equals = find_equals(walker, insn->dst);
	if (insn_has_register(insn))
		equals |= find_equals(walker, insn->src);
	walker_step(walker)->equals = equals;
	if (equals & (equals - 1) && walker->verifier.checks_ids)
		walker_record(walker);
	learn(walker, walker_fork(walker, target), &branch, true);
	learn(walker, walker->at, &branch, false);
	walker->insn++;
}
