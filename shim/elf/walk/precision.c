/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Precision: a scalar whose value decided something must be equal in states that are compared. The
 * path is followed back to all that it was computed from (mark_chain_precision and backtrack_insn,
 * kernel/bpf/verifier.c).
 */
#include "elf/code/opcode.h"
#include "elf/walk/walker.h"

/* Walks of the corpus's programs go back over 4,117,734 steps at most. */
#define MAX_TRACED 50000000UL

/* What must become precise, by frame. */
struct wanted {
	uint16_t regs[WALK_FRAMES];
	uint64_t slots[WALK_FRAMES];
};

enum {
	ARGUMENTS = 0x3e, /* r1 to r5 */
};

static bool is_empty(const struct wanted *wanted)
{
	for (unsigned i = 0; i < WALK_FRAMES; i++)
		if (wanted->regs[i] || wanted->slots[i])
			return false;
	return true;
}

static void trace_alu(struct wanted *wanted, unsigned frame, const struct insn *insn)
{
	uint16_t dst = (uint16_t)(1U << insn->dst), *regs = &wanted->regs[frame];
	unsigned operation = insn_operation(insn);

	if (!(*regs & dst) || operation == ALU_END || operation == ALU_NEG)
		return;
	if (operation == ALU_MOV)
		*regs &= (uint16_t)~dst;
	if (insn_has_register(insn))
		*regs |= (uint16_t)(1U << insn->src);
}

/* The slot that a load or store refers to as far as this kernel sees it; false: none. */
static bool traced_slot(const struct walker *walker, const struct step *step, unsigned base,
			unsigned *frame, uint64_t *slot)
{
	const struct insn *insn = walker->places[step->insn].insn;
	const struct verifier *verifier = &walker->verifier;

	if (step->slot < 0)
		return false;
	if (!verifier->recorded_slots &&
	    (base != FRAME_POINTER || (!verifier->spilled_narrow && insn_size(insn) != SIZE_DW)))
		return false;
	*frame = step->slot_frame;
	*slot = UINT64_C(1) << step->slot;
	return true;
}

static void trace_load(const struct walker *walker, struct wanted *wanted, const struct step *step)
{
	const struct insn *insn = walker->places[step->insn].insn;
	unsigned frame;
	uint64_t slot;

	if (!(wanted->regs[step->frame] >> insn->dst & 1))
		return;
	wanted->regs[step->frame] &= (uint16_t)~(1U << insn->dst);
	if (traced_slot(walker, step, insn->src, &frame, &slot))
		wanted->slots[frame] |= slot;
}

/* Returns false if the kernel cannot follow it. */
static bool trace_store(const struct walker *walker, struct wanted *wanted, const struct step *step)
{
	const struct insn *insn = walker->places[step->insn].insn;
	unsigned frame;
	uint64_t slot;

	if (wanted->regs[step->frame] >> insn->dst & 1)
		return false;
	if (!traced_slot(walker, step, insn->dst, &frame, &slot) || !(wanted->slots[frame] & slot))
		return true;
	wanted->slots[frame] &= ~slot;
	if (insn_class(insn) == CLASS_STX)
		wanted->regs[step->frame] |= (uint16_t)(1U << insn->src);
	return true;
}

static bool trace_call(const struct walker *walker, struct wanted *wanted, const struct step *step)
{
	const struct place *place = &walker->places[step->insn];
	unsigned frame = step->frame;

	if (place->callee == NO_PLACE) {
		wanted->regs[frame] &= (uint16_t)~(ARGUMENTS | 1);
		return true;
	}
	if (walker->verifier.precision != PRECISION_ALL_FRAMES || frame + 1 >= WALK_FRAMES)
		return false;
	wanted->regs[frame] |= wanted->regs[frame + 1] & ARGUMENTS;
	wanted->regs[frame + 1] = 0;
	wanted->slots[frame + 1] = 0;
	return true;
}

/* Back into a function that had returned. */
static bool trace_exit(const struct walker *walker, struct wanted *wanted, unsigned frame)
{
	if (walker->verifier.precision != PRECISION_ALL_FRAMES || frame == 0)
		return false;
	wanted->regs[frame] = wanted->regs[frame - 1] & 1;
	wanted->regs[frame - 1] &= (uint16_t)~(ARGUMENTS | 1);
	return true;
}

static bool trace_jump(const struct walker *walker, struct wanted *wanted, const struct step *step)
{
	const struct insn *insn = walker->places[step->insn].insn;
	uint16_t *regs = &wanted->regs[step->frame];
	uint16_t both = (uint16_t)(1U << insn->dst | 1U << insn->src);

	if (insn->opcode == OP_CALL)
		return trace_call(walker, wanted, step);
	if (insn->opcode == OP_EXIT)
		return trace_exit(walker, wanted, step->frame);
	if (*regs & step->equals)
		*regs |= step->equals;
	if (insn_has_register(insn) && *regs & both)
		*regs |= both;
	return true;
}

/* One instruction back. Returns false if the kernel cannot follow it. */
static bool trace(const struct walker *walker, struct wanted *wanted, const struct step *step)
{
	const struct insn *insn = walker->places[step->insn].insn;

	switch (insn_class(insn)) {
	case CLASS_ALU:
	case CLASS_ALU64:
		trace_alu(wanted, step->frame, insn);
		return true;
	case CLASS_LDX:
		trace_load(walker, wanted, step);
		return true;
	case CLASS_ST:
	case CLASS_STX:
		return trace_store(walker, wanted, step);
	case CLASS_JMP:
	case CLASS_JMP32:
		return trace_jump(walker, wanted, step);
	default:
		wanted->regs[step->frame] &= (uint16_t)~(1U << insn->dst);
		return true;
	}
}

static void make_precise(struct reg *reg, void *data)
{
	(void)data;
	if (reg_is_scalar(reg))
		reg->precise = true;
}

/* Checkpoints stay as they are, so those before one that was made precise are, too. */
static void make_all_precise(const struct walker *walker, struct state *state)
{
	for (; state && !state->all_precise; state = state->parent) {
		state_visit(state, make_precise, NULL);
		state->all_precise = state != walker->at;
	}
}

/* Marks what is wanted in a checkpoint, and keeps only what is new. */
static void mark_checkpoint(struct state *state, struct wanted *wanted)
{
	for (unsigned f = 0; f < WALK_FRAMES; f++) {
		struct frame *frame = f <= state->current ? state->frames[f] : NULL;
		uint16_t regs = frame ? wanted->regs[f] : 0;
		uint64_t slots = frame ? wanted->slots[f] : 0;
		wanted->regs[f] = 0;
		wanted->slots[f] = 0;
		for (unsigned i = 0; regs >> i; i++) {
			if (!(regs >> i & 1) || !reg_is_scalar(&frame->regs[i]) ||
			    frame->regs[i].precise)
				continue;
			frame->regs[i].precise = true;
			wanted->regs[f] |= (uint16_t)(1U << i);
		}
		for (unsigned i = 0; slots && i < frame->slot_count; i++) {
			struct slot *slot = &frame->slots[i];
			if (!(slots >> i & 1) || slot->type[SLOT_SIZE - 1] != SLOT_SPILL ||
			    !reg_is_scalar(&slot->spilled) || slot->spilled.precise)
				continue;
			slot->spilled.precise = true;
			wanted->slots[f] |= UINT64_C(1) << i;
		}
	}
}

static void follow_back(struct walker *walker, struct wanted *wanted, const struct step *step)
{
	struct state *state = walker->at;

	for (;;) {
		for (; step; step = step->before) {
			if (++walker->traced > MAX_TRACED)
				walker_give_up(walker,
					       "too many of its values depend on long paths");
			if (walker->unknown || !trace(walker, wanted, step)) {
				make_all_precise(walker, walker->verifier.forgets_precision
								 ? state->parent
								 : state);
				return;
			}
			if (is_empty(wanted))
				return;
		}
		state = state->parent;
		if (!state)
			return;
		mark_checkpoint(state, wanted);
		if (is_empty(wanted))
			return;
		step = state->last;
	}
}

void mark_precise(struct walker *walker, unsigned reg)
{
	struct wanted wanted = {0};
	struct reg *at = walker_reg(walker, reg);

	if (!walker->verifier.precision || !reg_is_scalar(at))
		return;
	if (!walker->verifier.forgets_precision) {
		if (at->precise)
			return;
		at->precise = true;
	}
	wanted.regs[walker->at->current] = (uint16_t)(1U << reg);
	/* The instruction that is followed now is the path's last one. */
	follow_back(walker, &wanted, walker->at->last ? walker->at->last->before : NULL);
}

void mark_slot_precise(struct walker *walker, unsigned frame, unsigned slot)
{
	struct wanted wanted = {0};

	wanted.slots[frame] = UINT64_C(1) << slot;
	follow_back(walker, &wanted, walker->at->last ? walker->at->last->before : NULL);
}

static bool is_wanted(const struct walker *walker, const struct reg *reg)
{
	return reg_is_scalar(reg) && reg->precise &&
	       (walker->verifier.static_registers || reg->live & LIVE_READ ||
		!walker->verifier.forgets_precision);
}

void mark_precise_as(struct walker *walker, const struct state *kept)
{
	struct wanted wanted = {0};
	unsigned first = walker->verifier.precision == PRECISION_ALL_FRAMES ||
					 walker->verifier.forgets_precision
				 ? 0
				 : kept->current;

	if (!walker->verifier.precision)
		return;
	for (unsigned f = first; f <= kept->current; f++) {
		const struct frame *frame = kept->frames[f];
		for (unsigned i = 0; i < FRAME_POINTER; i++)
			if (is_wanted(walker, &frame->regs[i]))
				wanted.regs[f] |= (uint16_t)(1U << i);
		for (unsigned i = 0; i < frame->slot_count; i++)
			if (frame->slots[i].type[SLOT_SIZE - 1] == SLOT_SPILL &&
			    frame->slots[i].spilled.live & LIVE_READ &&
			    is_wanted(walker, &frame->slots[i].spilled))
				wanted.slots[f] |= UINT64_C(1) << i;
	}
	if (!is_empty(&wanted))
		follow_back(walker, &wanted, walker->at->last);
}
