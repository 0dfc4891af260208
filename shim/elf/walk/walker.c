/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The path that is followed: its steps, and what it sets. */
#include "elf/walk/walker.h"

#include <stdlib.h>

#include "base/alloc.h"

#define BLOCK_STEPS 4096

struct step_block {
	struct step_block *before;
	unsigned used;
	struct step steps[BLOCK_STEPS];
};

void walker_give_up(struct walker *walker, const char *why)
{
	if (!walker->unknown)
		walker->unknown = why;
}

void walker_doubt(struct walker *walker, enum walk_reason reason)
{
	const struct place *place = &walker->places[walker->insn];

	if (!walker->doubt.reason)
		walker->doubt = (struct walk_doubt){reason, place->program,
						    (size_t)(place->insn - place->program->insns)};
}

void walker_add_step(struct walker *walker)
{
	struct step_block *block = walker->steps;

	if (!block || block->used == BLOCK_STEPS) {
		block = xreallocarray(NULL, 1, sizeof(*block));
		block->before = walker->steps;
		block->used = 0;
		walker->steps = block;
	}
	struct step *step = &block->steps[block->used++];
	*step = (struct step){.before = walker->at->last,
			      .insn = (uint32_t)walker->insn,
			      .frame = (uint8_t)walker->at->current,
			      .slot = -1};
	walker->at->last = step;
	if (walker->places[walker->insn].joins)
		walker_record(walker);
}

struct step *walker_step(const struct walker *walker)
{
	return &walker->steps->steps[walker->steps->used - 1];
}

void walker_record(struct walker *walker)
{
	struct step *step = walker_step(walker);

	walker->at->recorded += !step->recorded;
	step->recorded = true;
}

struct state *walker_fork(struct walker *walker, size_t target)
{
	struct state *other = state_copy(walker->at);

	other->insn = target;
	if (other->parent)
		other->parent->branches++;
	other->next = walker->waiting;
	walker->waiting = other;
	walker->too_many_paths |= ++walker->waiting_count > walker->verifier.path_limit;
	return other;
}

struct reg walker_unknown(const struct walker *walker)
{
	struct reg reg = reg_scalar(scalar_unknown());

	reg.precise = walker->all_precise;
	return reg;
}

void walker_set(struct walker *walker, unsigned reg, struct reg value)
{
	value.live = LIVE_WRITTEN;
	*walker_reg(walker, reg) = value;
}

void walker_identify(struct walker *walker, struct reg *source)
{
	const struct verifier *verifier = &walker->verifier;

	if (!verifier->equal_scalars || !reg_is_scalar(source) ||
	    (scalar_is_const(&source->number) && verifier->checks_ids))
		return;
	if (source->is_sum) {
		source->id = 0;
		source->is_sum = false;
		source->offset = 0;
	}
	if (!source->id)
		source->id = ++walker->ids;
}

void walker_release_steps(struct walker *walker)
{
	while (walker->steps) {
		struct step_block *before = walker->steps->before;
		free(walker->steps);
		walker->steps = before;
	}
}
