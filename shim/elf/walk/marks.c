/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Read marks: a value that a path reads marks the checkpoint that the value comes from, and those
 * before it, up to the one behind which it was written (mark_reg_read, kernel/bpf/verifier.c).
 */
#include "elf/code/opcode.h"
#include "elf/walk/walker.h"

/* The mark of a value in a state, or NULL if the state does not have it. */
static uint8_t *find_mark(struct state *state, unsigned frame, unsigned reg, bool is_slot)
{
	if (frame > state->current)
		return NULL;
	struct frame *in = state->frames[frame];
	if (!is_slot)
		return &in->regs[reg].live;
	return reg < in->slot_count ? &in->slots[reg].spilled.live : NULL;
}

static void pass_on(struct state *state, unsigned frame, unsigned reg, bool is_slot)
{
	while (state->parent && state->frames[frame]->linked) {
		const uint8_t *mark = find_mark(state, frame, reg, is_slot);
		if (!mark || *mark & LIVE_WRITTEN)
			return;
		uint8_t *above = find_mark(state->parent, frame, reg, is_slot);
		if (!above || *above & LIVE_READ)
			return;
		*above |= LIVE_READ;
		state = state->parent;
	}
	/* Arguments are the caller's registers. */
	if (!is_slot && frame && reg >= 1 && reg <= 5 && !state->frames[frame]->linked &&
	    !(state->frames[frame]->regs[reg].live & LIVE_WRITTEN) && state->parent) {
		uint8_t *above = find_mark(state->parent, frame - 1, reg, false);
		if (!above || *above & LIVE_READ)
			return;
		*above |= LIVE_READ;
		pass_on(state->parent, frame - 1, reg, false);
	}
}

void mark_read(struct walker *walker, unsigned frame, unsigned reg)
{
	if (!walker->verifier.static_registers)
		pass_on(walker->at, frame, reg, false);
}

void mark_slot_read(struct walker *walker, unsigned frame, unsigned slot)
{
	pass_on(walker->at, frame, slot, true);
}

void mark_reads_of(struct walker *walker, const struct state *kept)
{
	for (unsigned f = 0; f <= kept->current; f++) {
		const struct frame *frame = kept->frames[f];
		for (unsigned i = 0; i < FRAME_POINTER; i++)
			if (frame->regs[i].live & LIVE_READ)
				mark_read(walker, f, i);
		for (unsigned i = 0; i < frame->slot_count; i++)
			if (frame->slots[i].spilled.live & LIVE_READ)
				mark_slot_read(walker, f, i);
	}
}
