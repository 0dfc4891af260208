/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What is known about instructions before the walk: where states are compared (check_cfg) and which
 * registers are live (compute_live_registers, kernel/bpf/verifier.c). */
#include "elf/code/opcode.h"
#include "elf/walk/walker.h"

enum {
	ARGUMENTS = 0x3e, /* r1 to r5 */
};

static bool is_jump(const struct insn *insn)
{
	unsigned class = insn_class(insn);

	return (class == CLASS_JMP || class == CLASS_JMP32) && insn->opcode != OP_CALL &&
	       insn->opcode != OP_CALLX && insn->opcode != OP_EXIT;
}

static bool is_unconditional(const struct insn *insn)
{
	return insn->opcode == OP_JA || insn->opcode == OP_GOTOL;
}

static void mark(struct walker *walker, size_t place, bool joins)
{
	if (place >= walker->place_count)
		return;
	walker->places[place].compares = true;
	walker->places[place].joins |= joins;
}

static void mark_jump(struct walker *walker, size_t first, size_t i, bool few)
{
	const struct place *place = &walker->places[first + i];
	size_t next[2] = {0};
	unsigned count = program_next(place->program, i, next);

	if (!is_unconditional(place->insn)) {
		mark(walker, first + i, false);
		mark(walker, first + next[count - 1], true);
		return;
	}
	if (walker->verifier.precision)
		mark(walker, first + next[0], true);
	if (!few)
		mark(walker, first + i + 1, true);
}

static void mark_compared(struct walker *walker, size_t first, const struct program *program)
{
	bool few = walker->verifier.few_prune_points;

	for (size_t i = 0; i < program->insn_count; i++) {
		struct place *place = &walker->places[first + i];
		if (is_jump(place->insn)) {
			mark_jump(walker, first, i, few);
		} else if (place->insn->opcode == OP_CALL) {
			mark(walker, first + i + 1, true);
			if (place->callee != NO_PLACE) {
				mark(walker, first + i, false);
				mark(walker, place->callee, true);
			}
		} else if (place->insn->opcode == OP_LD_IMM64) {
			i++;
		}
	}
}

static uint16_t bit(unsigned reg)
{
	return (uint16_t)(1U << reg);
}

/* The registers that a call reads. */
static uint16_t arguments_of(const struct walker *walker, const struct place *place)
{
	if (place->callee != NO_PLACE)
		return walker->places[place->callee].live & ARGUMENTS;
	return (uint16_t)((2U << helper_arguments(place->insn->imm)) - 2);
}

/* The registers that an instruction writes and reads. */
static void find_uses(const struct walker *walker, const struct place *place, uint16_t *writes,
		      uint16_t *reads)
{
	const struct insn *insn = place->insn;
	uint16_t source = insn_has_register(insn) ? bit(insn->src) : 0;

	*writes = *reads = 0;
	switch (insn_class(insn)) {
	case CLASS_ALU:
	case CLASS_ALU64:
		*writes = bit(insn->dst);
		*reads = insn_operation(insn) == ALU_MOV   ? source
			 : insn_operation(insn) == ALU_END ? bit(insn->dst)
							   : source | bit(insn->dst);
		break;
	case CLASS_LD:
		*writes = insn->opcode == OP_LD_IMM64 ? bit(insn->dst) : ARGUMENTS | 1;
		*reads = insn->opcode == OP_LD_IMM64 ? 0 : bit(6) | bit(insn->src);
		break;
	case CLASS_LDX:
		*writes = bit(insn->dst);
		*reads = bit(insn->src);
		break;
	case CLASS_ST:
		*reads = bit(insn->dst);
		break;
	case CLASS_STX:
		*reads = bit(insn->dst) | bit(insn->src) |
			 (insn_mode(insn) == MODE_ATOMIC && insn->imm == ATOMIC_CMPXCHG);
		break;
	default:
		if (insn->opcode == OP_CALL || insn->opcode == OP_CALLX) {
			*writes = ARGUMENTS | 1;
			*reads = arguments_of(walker, place);
		} else if (insn->opcode == OP_EXIT) {
			*reads = 1;
		} else if (!is_unconditional(insn)) {
			*reads = source | bit(insn->dst);
		}
	}
}

static uint16_t live_before(const struct walker *walker, size_t first, size_t i)
{
	const struct place *place = &walker->places[first + i];
	uint16_t writes, reads, live = 0;
	size_t next[2];
	unsigned count = program_next(place->program, i, next);

	for (unsigned k = 0; k < count; k++)
		if (next[k] < place->program->insn_count)
			live |= walker->places[first + next[k]].live;
	find_uses(walker, place, &writes, &reads);
	return (uint16_t)((live & ~writes) | reads);
}

/* One round against the flow, through all functions. Returns whether there is news. */
static bool find_live(struct walker *walker)
{
	size_t first = walker->place_count;
	bool news = false;

	for (size_t k = walker->reached_count; k-- > 0;) {
		first -= walker->reached[k]->insn_count;
		for (size_t i = walker->reached[k]->insn_count; i-- > 0;) {
			uint16_t live = live_before(walker, first, i);
			news |= live != walker->places[first + i].live;
			walker->places[first + i].live = live;
		}
	}
	return news;
}

void places_prepare(struct walker *walker)
{
	size_t first = 0;

	for (size_t k = 0; k < walker->reached_count; k++) {
		mark_compared(walker, first, walker->reached[k]);
		first += walker->reached[k]->insn_count;
	}
	while (walker->verifier.static_registers && find_live(walker))
		;
}
