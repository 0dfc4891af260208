/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Copies and frees states. */
#include "elf/walk/state.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static struct frame *copy_frame(const struct frame *frame)
{
	struct frame *copy = xreallocarray(NULL, 1, sizeof(*copy));

	*copy = *frame;
	copy->slots = NULL;
	if (frame->slot_count) {
		copy->slots = xreallocarray(NULL, frame->slot_count, sizeof(*copy->slots));
		memcpy(copy->slots, frame->slots, frame->slot_count * sizeof(*copy->slots));
	}
	return copy;
}

static void free_frame(struct frame *frame)
{
	free(frame->slots);
	free(frame);
}

struct state *state_copy(const struct state *state)
{
	struct state *copy = xreallocarray(NULL, 1, sizeof(*copy));

	*copy = *state;
	for (unsigned i = 0; i <= state->current; i++)
		copy->frames[i] = copy_frame(state->frames[i]);
	return copy;
}

void state_free(struct state *state)
{
	for (unsigned i = 0; i <= state->current; i++)
		free_frame(state->frames[i]);
	free(state);
}

struct frame *state_push_frame(struct state *state)
{
	return state->frames[++state->current] = xcalloc(1, sizeof(struct frame));
}

void state_pop_frame(struct state *state)
{
	free_frame(state->frames[state->current]);
	state->frames[state->current--] = NULL;
}

struct slot *frame_slot(struct frame *frame, unsigned index)
{
	if (index >= frame->slot_count) {
		frame->slots = xreallocarray(frame->slots, index + 1, sizeof(*frame->slots));
		memset(frame->slots + frame->slot_count, 0,
		       (index + 1 - frame->slot_count) * sizeof(*frame->slots));
		frame->slot_count = index + 1;
	}
	return &frame->slots[index];
}

void state_visit(struct state *state, reg_visit visit, void *data)
{
	for (unsigned f = 0; f <= state->current; f++) {
		struct frame *frame = state->frames[f];
		for (unsigned i = 0; i < WALK_REGISTERS; i++)
			visit(&frame->regs[i], data);
		for (unsigned i = 0; i < frame->slot_count; i++)
			if (frame->slots[i].type[SLOT_SIZE - 1] == SLOT_SPILL)
				visit(&frame->slots[i].spilled, data);
	}
}

struct reg reg_unset(void)
{
	return (struct reg){.number = scalar_unknown()};
}

struct reg reg_scalar(struct scalar number)
{
	return (struct reg){.type = REG_SCALAR, .number = number};
}

struct reg reg_pointer(enum reg_type type, const struct verifier *verifier)
{
	return (struct reg){.type = type, .number = scalar_const(0, verifier)};
}
