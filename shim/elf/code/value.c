/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What instructions do to what is known about registers. */
#include "elf/code/value.h"

#include <string.h>

static struct value constant(int64_t number)
{
	return (struct value){.kind = CONSTANT, .number = number};
}

static struct value nothing(bool elsewhere)
{
	return (struct value){.kind = UNKNOWN, .elsewhere = elsewhere};
}

/* A new value that can be all numbers of so many bytes. */
static struct value fresh(struct registers *registers, unsigned bytes)
{
	unsigned id = ++registers->versions;

	return (struct value){.kind = VARYING,
			      .elsewhere = true,
			      .high = bytes < 8 ? (UINT64_C(1) << 8 * bytes) - 1 : UINT64_MAX,
			      .origin = id,
			      .version = id};
}

/* A value made from a varying one. */
static struct value derived(struct registers *registers, struct value from)
{
	from.version = ++registers->versions;
	return from;
}

/* The same, when only that it varies is known. */
static struct value derived_some(struct registers *registers, struct value from)
{
	from.high = 0;
	from.shift = 0;
	return derived(registers, from);
}

void registers_start(struct registers *registers, bool is_entry)
{
	*registers = (struct registers){0};
	registers->at[FRAME_POINTER] = (struct value){.kind = STACK};
	if (is_entry)
		registers->at[1] = fresh(registers, 8);
}

static struct value fold(unsigned operation, int64_t a, int64_t b, bool wide)
{
	uint64_t x = (uint64_t)a, y = (uint64_t)b, result;
	unsigned bits = (unsigned)y & (wide ? 63 : 31);

	if (!wide) {
		x = (uint32_t)x;
		y = (uint32_t)y;
	}
	switch (operation) {
	case ALU_ADD:
		result = x + y;
		break;
	case ALU_SUB:
		result = x - y;
		break;
	case ALU_MUL:
		result = x * y;
		break;
	case ALU_AND:
		result = x & y;
		break;
	case ALU_LSH:
		result = x << bits;
		break;
	case ALU_RSH:
		result = x >> bits;
		break;
	default:
		return nothing(true);
	}
	return constant((int64_t)(wide ? result : (uint32_t)result));
}

static struct value shift_left(struct registers *registers, struct value a, unsigned bits)
{
	if (a.high == 0 || a.shift + bits > 63)
		return nothing(true);
	a.shift += bits;
	if (a.high > UINT64_MAX >> a.shift)
		a.high = UINT64_MAX >> a.shift;
	return derived(registers, a);
}

static struct value shift_right(struct registers *registers, struct value a, unsigned bits)
{
	if (a.high == 0)
		return nothing(true);
	unsigned beyond = bits > a.shift ? bits - a.shift : 0;
	a.shift -= bits - beyond;
	a.high >>= beyond;
	return a.high ? derived(registers, a) : constant(0);
}

static struct value mask(struct registers *registers, struct value a, uint64_t bits)
{
	if (bits == 0)
		return constant(0);
	if (a.high == 0 || a.shift)
		return nothing(true);
	if (a.high >= bits) { /* each part of the mask occurs */
		if (bits & (bits + 1))
			return derived_some(registers, a);
		a.high = bits;
		return derived(registers, a);
	}
	return bits & (bits + 1) ? nothing(true) : derived(registers, a);
}

/* A varying value and a constant, 64 bits. */
static struct value alu_varying(struct registers *registers, unsigned operation, struct value a,
				int64_t b)
{
	switch (operation) {
	case ALU_ADD:
	case ALU_SUB:
		return derived_some(registers, a);
	case ALU_MUL:
		return b > 0 && a.high && !a.shift && a.high <= INT64_MAX / (uint64_t)b
			       ? derived_some(registers, a)
			       : nothing(true);
	case ALU_AND:
		return mask(registers, a, (uint64_t)b);
	case ALU_LSH:
		return b >= 0 && b < 64 ? shift_left(registers, a, (unsigned)b) : nothing(true);
	case ALU_RSH:
		return b >= 0 && b < 64 ? shift_right(registers, a, (unsigned)b) : nothing(true);
	default:
		return nothing(true);
	}
}

static bool is_stack(struct value a)
{
	return a.kind == STACK || a.kind == STACK_VARYING;
}

/* Additions to stack pointers, and subtractions from them. */
static struct value move_pointer(unsigned operation, struct value pointer, struct value by)
{
	if (by.kind == VARYING)
		return (struct value){.kind = pointer.kind == STACK ? STACK_VARYING : UNKNOWN};
	if (by.kind != CONSTANT)
		return nothing(false);
	pointer.number += operation == ALU_ADD ? by.number : -by.number;
	return pointer;
}

static struct value alu_wide(struct registers *registers, unsigned operation, struct value a,
			     struct value b)
{
	if (is_stack(a) && !is_stack(b) && (operation == ALU_ADD || operation == ALU_SUB))
		return move_pointer(operation, a, b);
	if (is_stack(b) && !is_stack(a) && operation == ALU_ADD)
		return move_pointer(operation, b, a);
	if (is_stack(a) || is_stack(b))
		return nothing(false);
	if (a.kind == CONSTANT && b.kind == CONSTANT)
		return fold(operation, a.number, b.number, true);
	if (a.kind == VARYING && b.kind == CONSTANT)
		return alu_varying(registers, operation, a, b.number);
	if (operation == ALU_ADD && a.kind == CONSTANT && b.kind == VARYING)
		return derived_some(registers, b);
	/* Others can be of one value, but not of a place in the stack unless one part was. */
	bool a_is_free = a.elsewhere || a.kind == CONSTANT || a.kind == VARYING;
	bool b_is_free = b.elsewhere || b.kind == CONSTANT || b.kind == VARYING;
	return nothing(a_is_free && b_is_free);
}

/* The low 32 bits, or what is certain about them. */
static struct value narrow(struct registers *registers, struct value a)
{
	if (a.kind == CONSTANT)
		return constant((int64_t)(uint32_t)a.number);
	if (a.kind != VARYING || a.high == 0 || a.shift)
		return nothing(true);
	if (a.high <= UINT32_MAX)
		return a;
	a.high = UINT32_MAX;
	return derived(registers, a);
}

static struct value alu_narrow(struct registers *registers, unsigned operation, struct value a,
			       struct value b)
{
	a = narrow(registers, a);
	b = narrow(registers, b);
	if (a.kind == CONSTANT && b.kind == CONSTANT)
		return fold(operation, a.number, b.number, false);
	if (a.kind != VARYING || b.kind != CONSTANT)
		return nothing(true);
	switch (operation) {
	case ALU_ADD: /* wraps, but different numbers stay different */
	case ALU_SUB:
		return derived_some(registers, a);
	case ALU_AND:
	case ALU_RSH:
		return alu_varying(registers, operation, a, b.number);
	default:
		return nothing(true);
	}
}

static void step_alu(struct registers *registers, const struct insn *insn)
{
	unsigned operation = insn->opcode >> 4;
	bool wide = (insn->opcode & 7) == CLASS_ALU64;
	struct value *dst = &registers->at[insn->dst];
	struct value b = insn->opcode & 8 ? registers->at[insn->src] : constant(insn->imm);

	if (insn->off || operation == ALU_END || operation == ALU_NEG)
		*dst = nothing(!is_stack(b));
	else if (operation == ALU_MOV)
		*dst = wide ? b : narrow(registers, b);
	else
		*dst = wide ? alu_wide(registers, operation, *dst, b)
			    : alu_narrow(registers, operation, *dst, b);
}

static void step_load(struct registers *registers, const struct insn *insn)
{
	static const unsigned bytes[] = {[SIZE_W] = 4, [SIZE_H] = 2, [SIZE_B] = 1, [SIZE_DW] = 8};
	struct value base = registers->at[insn->src];
	bool elsewhere = base.elsewhere || base.kind == VARYING;

	if (!elsewhere)
		registers->at[insn->dst] = nothing(false);
	else if (insn->opcode >> 5 == MODE_MEM)
		registers->at[insn->dst] = fresh(registers, bytes[insn->opcode >> 3 & 3]);
	else
		registers->at[insn->dst] = nothing(true);
}

static void step_call(struct registers *registers, const struct insn *insn)
{
	bool helper = insn->opcode == OP_CALL && insn->src == CALL_HELPER;

	registers->at[0] = helper ? fresh(registers, 8) : nothing(false);
	for (unsigned i = 1; i <= 5; i++)
		registers->at[i] = nothing(false);
}

void registers_step(struct registers *registers, const struct insn *insn, bool reloc)
{
	switch (insn->opcode & 7) {
	case CLASS_ALU:
	case CLASS_ALU64:
		step_alu(registers, insn);
		break;
	case CLASS_LDX:
		step_load(registers, insn);
		break;
	case CLASS_LD:
		if (insn->opcode != OP_LD_IMM64)
			step_call(registers, &(struct insn){.opcode = OP_CALL});
		else if (reloc || insn->src)
			registers->at[insn->dst] = nothing(false);
		else
			registers->at[insn->dst] =
				constant((int64_t)((uint64_t)(uint32_t)insn[1].imm << 32 |
						   (uint32_t)insn->imm));
		break;
	case CLASS_STX:
		if (insn->opcode >> 5 == MODE_ATOMIC && insn->imm) {
			registers->at[0] = nothing(false);
			registers->at[insn->src] = nothing(false);
			registers->at[insn->dst] = insn->imm == ATOMIC_LOAD_ACQ
							   ? nothing(false)
							   : registers->at[insn->dst];
		}
		break;
	case CLASS_JMP:
		if (insn->opcode == OP_CALL || insn->opcode == OP_CALLX)
			step_call(registers, insn);
		break;
	default:
		break;
	}
	registers->at[FRAME_POINTER] = (struct value){.kind = STACK};
}

/* Of the numbers 0 to high those that are from 'low' on. */
static struct value upper_part(struct registers *registers, struct value a, uint64_t low)
{
	if (low > a.high)
		return nothing(a.elsewhere);
	if (low == a.high)
		return constant((int64_t)low);
	return low == 0 ? a : derived_some(registers, a);
}

/* And those below 'end'. */
static struct value lower_part(struct registers *registers, struct value a, uint64_t end)
{
	if (end == 0)
		return nothing(a.elsewhere);
	if (end > a.high)
		return a;
	a.high = end - 1;
	return a.high ? derived(registers, a) : constant(0);
}

static struct value equal_part(struct registers *registers, struct value a, uint64_t number,
			       bool equal)
{
	if (equal)
		return constant((int64_t)number);
	if (a.high == 1 && number <= 1)
		return constant(1 - (int64_t)number);
	return derived_some(registers, a);
}

/* What is left of a value, all of whose numbers are known, where a comparison holds or does not. */
static struct value part(struct registers *registers, struct value a, unsigned operation,
			 int64_t number, bool holds)
{
	uint64_t k = (uint64_t)number;
	bool is_signed = operation == JMP_SGT || operation == JMP_SGE || operation == JMP_SLT ||
			 operation == JMP_SLE;

	if (is_signed && (number < 0 || a.high > INT64_MAX))
		return nothing(a.elsewhere);
	switch (operation) {
	case JMP_EQ:
	case JMP_NE:
		return equal_part(registers, a, k, holds == (operation == JMP_EQ));
	case JMP_GT:
	case JMP_SGT:
	case JMP_LE:
	case JMP_SLE:
		if (k == UINT64_MAX)
			return nothing(a.elsewhere);
		return holds == (operation == JMP_GT || operation == JMP_SGT)
			       ? upper_part(registers, a, k + 1)
			       : lower_part(registers, a, k + 1);
	case JMP_GE:
	case JMP_SGE:
	case JMP_LT:
	case JMP_SLT:
		return holds == (operation == JMP_GE || operation == JMP_SGE)
			       ? upper_part(registers, a, k)
			       : lower_part(registers, a, k);
	default:
		return nothing(a.elsewhere);
	}
}

/* Replaces a value wherever it is, and forgets those that depend on it. */
static void replace(struct registers *registers, struct value old, struct value by)
{
	for (unsigned i = 0; i < REGISTERS; i++) {
		struct value *at = &registers->at[i];
		if (at->kind != VARYING || at->origin != old.origin)
			continue;
		*at = at->version == old.version ? by : nothing(at->elsewhere);
	}
}

void registers_branch(struct registers *registers, const struct insn *insn, bool taken)
{
	struct value a = registers->at[insn->dst], b = registers->at[insn->src];
	bool with_register = insn->opcode & 8, narrow_jump = (insn->opcode & 7) == CLASS_JMP32;

	if (with_register && b.kind == VARYING)
		replace(registers, b, nothing(b.elsewhere));
	if (a.kind != VARYING)
		return;
	int64_t number = insn->imm;
	if (with_register && b.kind == CONSTANT)
		number = b.number;
	bool known = a.high && !a.shift && (!with_register || b.kind == CONSTANT);
	if (narrow_jump) {
		known &= a.high <= UINT32_MAX;
		number = (int64_t)(uint32_t)number;
	}
	replace(registers, a,
		known ? part(registers, a, insn->opcode >> 4, number, taken)
		      : nothing(a.elsewhere));
}
