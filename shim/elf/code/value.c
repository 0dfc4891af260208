/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What instructions do to what is known about registers. */
#include "elf/code/value.h"

#include <string.h>

#include "base/text.h"
#include "elf/code/fold.h"

enum {
	HELPER_GET_PRANDOM_U32 = 7
};

struct value value_constant(int64_t number)
{
	return (struct value){.kind = CONSTANT, .number = number};
}

struct value value_unknown(bool elsewhere)
{
	return (struct value){.kind = UNKNOWN, .elsewhere = elsewhere};
}

/* A new value that can be all of these. */
static struct value fresh(struct registers *registers, struct progression set)
{
	unsigned id = ++registers->versions;

	return (struct value){
		.kind = VARYING, .elsewhere = true, .set = set, .origin = id, .version = id};
}

struct value value_derived(struct registers *registers, struct value from, struct progression set)
{
	if (progression_is_single(set))
		return value_constant((int64_t)progression_first(set));
	from.set = set;
	from.version = ++registers->versions;
	return from;
}

struct value value_derived_some(struct registers *registers, struct value from)
{
	return value_derived(registers, from, (struct progression){0});
}

void registers_start(struct registers *registers, const struct program *program, bool big_endian)
{
	*registers = (struct registers){.big_endian = big_endian};
	registers->at[FRAME_POINTER] = (struct value){.kind = STACK};
	if (!program_is_entry(program))
		return;
	registers->at[1] = fresh(registers, progression_full(64));
	registers->at[1].pointer = true;
	registers->context = registers->at[1].origin;
	/* The verifier knows what a hook of LSM may have returned. */
	registers->context_is_free = !text_starts_with(program->section, "lsm");
}

static bool is_stack(struct value a)
{
	return a.kind == STACK || a.kind == STACK_VARYING;
}

/* If it is a pointer, it is none to the stack. */
static bool is_free(struct value a)
{
	return a.elsewhere || a.kind == CONSTANT || a.kind == VARYING;
}

/* Of a varying value, one-to-one or not, when the numbers are these or not known. */
static struct value make(struct registers *registers, struct value a, struct progression set,
			 bool one_to_one)
{
	if (progression_is_known(set))
		return value_derived(registers, a, set);
	return one_to_one ? value_derived_some(registers, a) : value_unknown(true);
}

static struct value mask(struct registers *registers, struct value a, struct progression set,
			 uint64_t bits)
{
	if (set.narrow)
		bits = (uint32_t)bits;
	if (bits == 0)
		return value_constant(0);
	struct progression result = progression_and(set, bits);
	uint64_t all = bits;
	for (unsigned i = 1; i < 64; i *= 2)
		all |= all >> i;
	/* With gaps: each part of the mask occurs. */
	bool varies = set.step == 1 && set.last >= all;
	return make(registers, a, result, varies);
}

static struct value shift_right(struct registers *registers, struct value a, struct progression set,
				uint64_t bits)
{
	return make(registers, a, progression_divide(set, UINT64_C(1) << bits), false);
}

/* Arithmetic shifts are logical ones where the sign is not set. */
static struct value shift_arithmetic(struct registers *registers, struct value a,
				     struct progression set, uint64_t bits)
{
	uint64_t least, greatest;
	if (!progression_range(set, &least, &greatest) ||
	    greatest > (set.narrow ? INT32_MAX : INT64_MAX))
		return value_unknown(true);
	return shift_right(registers, a, set, bits);
}

/* A varying value, in the modulus of 'set', and a constant. */
static struct value alu_varying(struct registers *registers, const struct insn *insn,
				struct value a, struct progression set, int64_t number)
{
	uint64_t b = (uint64_t)number, width = set.narrow ? 32 : 64;
	bool is_signed = insn->off;

	if (set.narrow)
		b = (uint32_t)b;
	a.pointer = false;
	switch (insn->opcode >> 4) {
	case ALU_ADD:
		return make(registers, a, progression_add(set, b), true);
	case ALU_SUB:
		return make(registers, a, progression_add(set, -b), true);
	case ALU_XOR:
		return make(registers, a, (struct progression){0}, true);
	case ALU_MUL:
		return b ? make(registers, a, progression_multiply(set, b), b & 1)
			 : value_constant(0);
	case ALU_AND:
		return mask(registers, a, set, b);
	case ALU_LSH:
		return b < width ? make(registers, a, progression_multiply(set, UINT64_C(1) << b),
					false)
				 : value_unknown(true);
	case ALU_RSH:
		return b < width ? shift_right(registers, a, set, b) : value_unknown(true);
	case ALU_ARSH:
		return b < width ? shift_arithmetic(registers, a, set, b) : value_unknown(true);
	case ALU_DIV:
		return b && !is_signed ? make(registers, a, progression_divide(set, b), false)
				       : value_unknown(true);
	case ALU_MOD:
		return b && !is_signed ? make(registers, a, progression_remainder(set, b), false)
				       : value_unknown(true);
	default:
		return value_unknown(true);
	}
}

/* Additions to stack pointers, and subtractions from them. */
static struct value move_pointer(unsigned operation, struct value pointer, struct value by)
{
	if (by.kind == VARYING)
		return (struct value){.kind = pointer.kind == STACK ? STACK_VARYING : UNKNOWN};
	if (by.kind != CONSTANT)
		return value_unknown(false);
	uint64_t number = (uint64_t)by.number;
	pointer.number =
		(int64_t)((uint64_t)pointer.number + (operation == ALU_ADD ? number : -number));
	return pointer;
}

static struct value alu_wide(struct registers *registers, const struct insn *insn, struct value a,
			     struct value b)
{
	unsigned operation = insn->opcode >> 4;
	bool adds = operation == ALU_ADD, moves = adds || operation == ALU_SUB;

	if (is_stack(a) && !is_stack(b) && moves)
		return move_pointer(operation, a, b);
	if (is_stack(b) && !is_stack(a) && adds)
		return move_pointer(operation, b, a);
	if (is_stack(a) || is_stack(b))
		return value_unknown(false);
	if (adds && a.kind == CONSTANT && b.kind == VARYING)
		return alu_wide(registers, insn, b, a);
	if (a.kind != VARYING || b.kind != CONSTANT)
		return value_unknown(is_free(a) && is_free(b));
	/* A mask leaves none of the bits that are not there. */
	struct progression set = operation == ALU_AND ? a.set : progression_widen(a.set);
	struct value result = alu_varying(registers, insn, a, set, b.number);
	result.pointer = result.kind == VARYING && a.pointer && moves;
	return result;
}

/* The low 32 bits. */
static struct value narrow(struct registers *registers, struct value a)
{
	uint64_t least, greatest;
	if (a.kind == CONSTANT)
		return value_constant((int64_t)(uint32_t)a.number);
	if (a.kind != VARYING)
		return value_unknown(true);
	if (progression_range(a.set, &least, &greatest) && greatest <= UINT32_MAX && !a.pointer)
		return a;
	a.pointer = false;
	return make(registers, a, progression_narrow(a.set), false);
}

static struct value alu_narrow(struct registers *registers, const struct insn *insn, struct value a,
			       struct value b)
{
	a = narrow(registers, a);
	b = narrow(registers, b);
	if (insn->opcode >> 4 == ALU_ADD && a.kind == CONSTANT && b.kind == VARYING)
		return alu_narrow(registers, insn, b, a);
	if (a.kind != VARYING || b.kind != CONSTANT)
		return value_unknown(true);
	/* Not one-to-one where the numbers are more than go into 32 bits; then they are known. */
	if (!progression_is_known(a.set))
		return value_unknown(true);
	return alu_varying(registers, insn, a, progression_narrow(a.set), b.number);
}

/* Of what is no constant. */
static struct value negate(struct registers *registers, struct value a, bool wide)
{
	if (is_stack(a))
		return value_unknown(!wide);
	a = wide ? a : narrow(registers, a);
	if (a.kind != VARYING)
		return value_unknown(is_free(a));
	a.pointer = false;
	struct progression set = wide ? progression_widen(a.set) : progression_narrow(a.set);
	return make(registers, a, progression_negate(set), wide);
}

static struct value move(struct registers *registers, const struct insn *insn, struct value a)
{
	bool wide = (insn->opcode & 7) == CLASS_ALU64;
	if (insn->off == 0)
		return wide ? a : narrow(registers, a);
	if (wide && insn->off == OFF_ADDR_SPACE_CAST)
		return value_unknown(!is_stack(a));
	if (a.kind != VARYING || !fold_knows(insn))
		return value_unknown(true);
	a.pointer = false;
	a.set = progression_sign_extend(a.set, (unsigned)insn->off);
	a = make(registers, a, a.set, false);
	return wide ? a : narrow(registers, a);
}

/* Turns the order of the bytes round, or keeps it and drops those above. */
static struct value swap(struct registers *registers, const struct insn *insn, struct value a)
{
	if (a.kind != VARYING || !fold_knows(insn))
		return value_unknown(true);
	a.pointer = false;
	struct progression all = progression_full((unsigned)insn->imm);
	struct progression set = progression_widen(progression_and(a.set, all.last));
	bool is_all = set.step == 1 && set.last == all.last;
	if (!fold_swaps(insn, registers->big_endian))
		return make(registers, a, set, false);
	return make(registers, a, is_all ? all : (struct progression){0},
		    progression_is_known(set) && !progression_is_single(set));
}

static void step_alu(struct registers *registers, const struct insn *insn)
{
	bool wide = (insn->opcode & 7) == CLASS_ALU64;
	unsigned operation = insn->opcode >> 4;
	struct value *dst = &registers->at[insn->dst], a = *dst;
	bool has_source = operation != ALU_NEG && operation != ALU_END;
	struct value b = has_source && insn->opcode & 8 ? registers->at[insn->src]
							: value_constant(insn->imm);
	int64_t result;

	if ((a.kind == CONSTANT || operation == ALU_MOV) && b.kind == CONSTANT &&
	    fold(insn, a.number, b.number, registers->big_endian, &result))
		*dst = value_constant(result);
	else if (operation == ALU_MOV)
		*dst = move(registers, insn, b);
	else if (operation == ALU_NEG)
		*dst = negate(registers, a, wide);
	else if (operation == ALU_END)
		*dst = swap(registers, insn, a);
	else
		*dst = wide ? alu_wide(registers, insn, a, b) : alu_narrow(registers, insn, a, b);
}

/* What memory that the verifier does not know holds. */
static struct value load_free(struct registers *registers, const struct insn *insn,
			      struct value base)
{
	static const unsigned widths[] = {
		[SIZE_W] = 32, [SIZE_H] = 16, [SIZE_B] = 8, [SIZE_DW] = 64};
	unsigned width = widths[insn->opcode >> 3 & 3];
	bool is_context = base.kind == VARYING && base.origin == registers->context;
	struct value value = fresh(registers, progression_full(width));

	if (is_context && !registers->context_is_free)
		value.set = (struct progression){0};
	if (insn->opcode >> 5 == MODE_MEMSX)
		value.set = progression_sign_extend(value.set, width);
	value.pointer = width == 64 || (is_context && width == 32);
	return value;
}

static struct value load(struct registers *registers, const struct insn *insn, unsigned base)
{
	struct value from = registers->at[base];
	return from.elsewhere ? load_free(registers, insn, from) : value_unknown(false);
}

static void step_call(struct registers *registers, const struct insn *insn)
{
	bool helper = insn->opcode == OP_CALL && insn->src == CALL_HELPER;

	registers->at[0] =
		helper ? fresh(registers, (struct progression){0}) : value_unknown(false);
	if (helper && insn->imm == HELPER_GET_PRANDOM_U32)
		registers->at[0].set = progression_full(32);
	for (unsigned i = 1; i <= 5; i++)
		registers->at[i] = value_unknown(false);
}

/* The 64-bit load of a number, or of an address. */
static void step_imm64(struct registers *registers, const struct insn *insn,
		       const struct reloc *reloc)
{
	struct value *dst = &registers->at[insn->dst];
	bool is_variable = reloc && reloc->section &&
			   (text_starts_with(reloc->section, ".bss") ||
			    text_starts_with(reloc->section, ".data"));

	if (reloc || insn->src)
		*dst = value_unknown(is_variable);
	else
		*dst = value_constant(
			(int64_t)((uint64_t)(uint32_t)insn[1].imm << 32 | (uint32_t)insn->imm));
}

static void step_atomic(struct registers *registers, const struct insn *insn)
{
	if (insn->imm == ATOMIC_LOAD_ACQ)
		registers->at[insn->dst] = load(registers, insn, insn->src);
	else if (insn->imm == ATOMIC_CMPXCHG)
		registers->at[0] = load(registers, insn, insn->dst);
	else if (insn->imm & ATOMIC_FETCH)
		registers->at[insn->src] = load(registers, insn, insn->dst);
}

void registers_step(struct registers *registers, const struct insn *insn, const struct reloc *reloc)
{
	switch (insn->opcode & 7) {
	case CLASS_ALU:
	case CLASS_ALU64:
		step_alu(registers, insn);
		break;
	case CLASS_LDX:
		registers->at[insn->dst] = load(registers, insn, insn->src);
		break;
	case CLASS_LD:
		if (insn->opcode == OP_LD_IMM64)
			step_imm64(registers, insn, reloc);
		else
			step_call(registers, &(struct insn){.opcode = OP_CALL});
		break;
	case CLASS_STX:
		if (insn->opcode >> 5 == MODE_ATOMIC)
			step_atomic(registers, insn);
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
