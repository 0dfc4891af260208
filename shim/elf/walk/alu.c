/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Arithmetic and moves on registers (check_alu_op, kernel/bpf/verifier.c). */
#include "elf/code/opcode.h"
#include "elf/walk/walker.h"

static bool is_narrow(const struct insn *insn)
{
	return insn_class(insn) == CLASS_ALU;
}

static void move_register(struct walker *walker, const struct insn *insn)
{
	struct reg *source = walker_reg(walker, insn->src);
	unsigned signed_bits =
		insn->off == 8 || insn->off == 16 || insn->off == 32 ? (unsigned)insn->off : 0;

	mark_read(walker, walker->at->current, insn->src);
	if (!is_narrow(insn) && !signed_bits) {
		walker_identify(walker, source);
		walker_set(walker, insn->dst, *source);
		return;
	}
	if (!reg_is_scalar(source) || (is_narrow(insn) && !walker->verifier.moves32)) {
		struct reg unknown = walker_unknown(walker);
		scalar_truncate(&unknown.number, 4, &walker->verifier);
		walker_set(walker, insn->dst, unknown);
		return;
	}
	struct reg copy = *source;
	bool keeps = walker->verifier.equal_scalars32 && source->number.umax <= UINT32_MAX &&
		     !signed_bits;
	if (keeps) {
		walker_identify(walker, source);
		copy = *source;
	} else {
		copy.id = 0;
		copy.is_sum = false;
		copy.offset = 0;
	}
	if (signed_bits)
		scalar_sign_extend(&copy.number, signed_bits / 8, &walker->verifier);
	if (is_narrow(insn) && walker->verifier.bounds32) {
		scalar_zero_extend(&copy.number);
		scalar_sync(&copy.number, &walker->verifier);
	} else if (is_narrow(insn)) {
		scalar_truncate(&copy.number, 4, &walker->verifier);
	}
	walker_set(walker, insn->dst, copy);
}

static void move_constant(struct walker *walker, const struct insn *insn)
{
	uint64_t value = is_narrow(insn) ? (uint32_t)insn->imm : (uint64_t)(int64_t)insn->imm;
	struct reg reg = reg_scalar(scalar_const(value, &walker->verifier));

	reg.precise = walker->all_precise;
	walker_set(walker, insn->dst, reg);
}

/* BPF_MAX_VAR_OFF of include/linux/bpf_verifier.h: how far a pointer may be moved. */
#define MAX_DISTANCE (INT64_C(1) << 29)

/* A pointer plus or minus a number. */
static struct reg move_pointer(struct walker *walker, struct reg pointer,
			       const struct scalar *number, unsigned operation)
{

	int64_t distance = 0;

	pointer.precise = false;
	if (number->smin > INT32_MIN && number->smin <= INT32_MAX)
		distance = operation == ALU_SUB ? -number->smin : number->smin;
	bool is_small = distance || number->smin == 0;
	if (scalar_is_const(number) && is_small &&
	    pointer.offset + distance == (int32_t)(pointer.offset + distance)) {
		pointer.offset += (int32_t)distance;
		return pointer;
	}
	if ((number->smin <= -MAX_DISTANCE || number->smin >= MAX_DISTANCE) &&
	    pointer.type != REG_OTHER && pointer.type != REG_CONTEXT)
		walker_doubt(walker, WALK_UNBOUNDED_OFFSET);
	scalar_compute(&pointer.number, *number, operation, false, &walker->verifier);
	if (reg_is_packet(&pointer)) {
		pointer.id = ++walker->ids;
		pointer.range = 0;
	}
	return pointer;
}

static void compute_pointers(struct walker *walker, const struct insn *insn, struct reg dst,
			     struct reg operand)
{
	unsigned operation = insn_operation(insn);
	bool sum = (operation == ALU_ADD || operation == ALU_SUB) && !is_narrow(insn);

	if (sum && !reg_is_scalar(&dst) && reg_is_scalar(&operand)) {
		if (insn_has_register(insn))
			mark_precise(walker, insn->src);
		walker_set(walker, insn->dst,
			   move_pointer(walker, dst, &operand.number, operation));
	} else if (sum && operation == ALU_ADD && reg_is_scalar(&dst)) {
		mark_precise(walker, insn->dst);
		walker_set(walker, insn->dst, move_pointer(walker, operand, &dst.number, ALU_ADD));
	} else {
		walker_set(walker, insn->dst, walker_unknown(walker));
	}
}

/* A sum with a constant stays linked to its first operand. */
static void link_sum(const struct walker *walker, const struct insn *insn, struct reg *dst,
		     const struct scalar *operand)
{
	bool links = walker->verifier.linked_scalars && insn_operation(insn) == ALU_ADD &&
		     !is_narrow(insn) && dst->id && scalar_is_const(operand) && !dst->is_sum &&
		     operand->smin == (int32_t)operand->smin;

	if (!links)
		dst->id = 0;
	dst->is_sum = links;
	dst->offset = links ? (int32_t)operand->smin : 0;
}

/* Since 7.0, and in the stable series of 6.12 and 6.18, a mask that is all ones or none is followed
 * as one and as the other (maybe_fork_scalars): LLVM makes it of the sign of a number. */
static void fork_mask(struct walker *walker, const struct insn *insn, struct reg *dst,
		      const struct scalar *operand)
{
	unsigned operation = insn_operation(insn);
	struct scalar *number = &dst->number;
	uint64_t ones = UINT64_MAX;

	if (!walker->verifier.forks || (operation != ALU_AND && operation != ALU_OR) ||
	    !scalar_is_const(operand))
		return;
	if (number->smin != -1 || number->smax != 0) {
		if (number->smin32 != -1 || number->smax32 != 0 || number->umax > UINT32_MAX)
			return;
		ones = UINT32_MAX;
	}
	struct state *other = walker_fork(walker, walker->insn);
	state_reg(other, insn->dst)->number = scalar_const(0, &walker->verifier);
	*number = scalar_const(ones, &walker->verifier);
}

/* Makes a number big- or little-endian, or swaps its bytes in any case. */
static void swap_bytes(struct walker *walker, const struct insn *insn)
{
	struct reg result = *walker_reg(walker, insn->dst);
	bool to_big = insn_has_register(insn);
	bool is_known = insn->imm == 16 || insn->imm == 32 || insn->imm == 64;

	if (!walker->verifier.swapped_bits || !is_known || !reg_is_scalar(&result)) {
		walker_set(walker, insn->dst, walker_unknown(walker));
		return;
	}
	result.id = 0;
	result.is_sum = false;
	result.offset = 0;
	scalar_swap(&result.number, (unsigned)insn->imm / 8,
		    !is_narrow(insn) || to_big == walker->little, &walker->verifier);
	walker_set(walker, insn->dst, result);
}

static void compute(struct walker *walker, const struct insn *insn)
{
	unsigned frame = walker->at->current, operation = insn_operation(insn);
	struct reg *dst = walker_reg(walker, insn->dst);
	struct reg operand =
		reg_scalar(scalar_const((uint64_t)(int64_t)insn->imm, &walker->verifier));

	mark_read(walker, frame, insn->dst);
	if (operation == ALU_END) {
		swap_bytes(walker, insn);
		return;
	}
	if (insn_has_register(insn)) {
		mark_read(walker, frame, insn->src);
		operand = *walker_reg(walker, insn->src);
	}
	if (!reg_is_scalar(dst) || !reg_is_scalar(&operand)) {
		compute_pointers(walker, insn, *dst, operand);
		return;
	}
	if (dst->precise && insn_has_register(insn))
		mark_precise(walker, insn->src);
	fork_mask(walker, insn, dst, &operand.number);
	struct reg result = *dst;
	link_sum(walker, insn, &result, &operand.number);
	if (operation == ALU_NEG)
		scalar_negate(&result.number, is_narrow(insn), &walker->verifier);
	else
		scalar_compute(&result.number, operand.number, operation, is_narrow(insn),
			       &walker->verifier);
	result.precise |= walker->all_precise;
	walker_set(walker, insn->dst, result);
}

void step_alu(struct walker *walker)
{
	const struct insn *insn = walker_insn(walker);

	if (insn_operation(insn) != ALU_MOV)
		compute(walker, insn);
	else if (insn_has_register(insn) && insn->off != OFF_ADDR_SPACE_CAST)
		move_register(walker, insn);
	else if (insn_has_register(insn))
		walker_give_up(walker, "it uses an arena");
	else
		move_constant(walker, insn);
}
