/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Compares states: is whatever is safe behind the one that was kept safe behind the other, too
 * (states_equal, kernel/bpf/verifier.c)? */
#include "elf/code/opcode.h"
#include "elf/walk/walker.h"

enum {
	MAX_IDS = (WALK_REGISTERS + WALK_SLOTS) * WALK_FRAMES,
};

/* Which identity of one state is which of the other. */
struct ids {
	uint32_t kept[MAX_IDS], now[MAX_IDS];
	unsigned count;
};

struct comparison_of {
	const struct verifier *verifier;
	struct ids ids;
};

static bool ids_match(struct ids *ids, uint32_t kept, uint32_t now)
{
	if (!kept && !now)
		return true;
	if (!kept || !now)
		return false;
	for (unsigned i = 0; i < ids->count; i++) {
		if (ids->kept[i] == kept)
			return ids->now[i] == now;
		if (ids->now[i] == now)
			return false;
	}
	if (ids->count == MAX_IDS)
		return false;
	ids->kept[ids->count] = kept;
	ids->now[ids->count++] = now;
	return true;
}

/* A number of its own may take the place of one with an identity that nothing else has. */
static bool scalar_ids_match(struct ids *ids, uint32_t kept, uint32_t now)
{
	static const uint32_t temporary = 0x80000000;

	if (!kept)
		return true;
	return ids_match(ids, kept, now ? now : temporary + ids->count);
}

static bool scalars_equal(struct comparison_of *with, const struct reg *kept, const struct reg *now)
{
	const struct verifier *verifier = with->verifier;

	if (verifier->precision && !kept->precise && (verifier->forgets_precision || !now->precise))
		return true;
	if (!scalar_contains(&kept->number, &now->number))
		return false;
	if (!verifier->checks_ids)
		return true;
	if (kept->is_sum != now->is_sum || (kept->is_sum && kept->offset != now->offset))
		return false;
	return scalar_ids_match(&with->ids, kept->id, now->id);
}

static bool regs_equal(struct comparison_of *with, const struct reg *kept, const struct reg *now)
{
	if (kept->type == REG_UNSET)
		return true;
	if (kept->type != now->type || kept->or_null != now->or_null)
		return false;
	switch (kept->type) {
	case REG_SCALAR:
		return scalars_equal(with, kept, now);
	case REG_PACKET:
	case REG_PACKET_META:
		return kept->range <= now->range && kept->offset == now->offset &&
		       (!kept->id || ids_match(&with->ids, kept->id, now->id)) &&
		       scalar_contains(&kept->number, &now->number);
	case REG_STACK:
		return kept->frame == now->frame && kept->offset == now->offset &&
		       scalar_equal(&kept->number, &now->number);
	default:
		return kept->offset == now->offset && kept->range == now->range &&
		       scalar_contains(&kept->number, &now->number) &&
		       ids_match(&with->ids, kept->id, now->id);
	}
}

static bool is_live(const struct verifier *verifier, const struct slot *slot)
{
	return !verifier->live_misc || slot->spilled.live & LIVE_READ;
}

/* The number in a slot, if the kernel takes bytes of any kind for one. */
static const struct reg *number_in(const struct verifier *verifier, const struct slot *slot,
				   struct reg *unknown)
{
	if (!verifier->spilled_any)
		return NULL;
	if (slot->type[0] == SLOT_SPILL)
		return reg_is_scalar(&slot->spilled) ? &slot->spilled : NULL;
	for (unsigned i = 0; i < SLOT_SIZE; i++)
		if (slot->type[i] != SLOT_MISC && slot->type[i] != SLOT_INVALID)
			return NULL;
	*unknown = reg_scalar(scalar_unknown());
	return unknown;
}

static bool slots_equal(struct comparison_of *with, const struct slot *kept, const struct slot *now)
{
	const struct verifier *verifier = with->verifier;
	struct reg a, b;
	const struct reg *x = number_in(verifier, kept, &a), *y = number_in(verifier, now, &b);

	if (x && y)
		return regs_equal(with, x, y);
	for (unsigned i = 0; i < SLOT_SIZE; i++) {
		if (kept->type[i] == SLOT_INVALID ||
		    (kept->type[i] == SLOT_MISC && verifier->unset_stack))
			continue;
		if (kept->type[i] == SLOT_MISC && now->type[i] == SLOT_ZERO)
			continue;
		if (kept->type[i] != now->type[i])
			return false;
	}
	if (kept->type[SLOT_SIZE - 1] != SLOT_SPILL)
		return true;
	if (!verifier->live_misc && !(kept->spilled.live & LIVE_READ))
		return true;
	return regs_equal(with, &kept->spilled, &now->spilled);
}

static bool stacks_equal(struct comparison_of *with, const struct frame *kept,
			 const struct frame *now)
{
	static const struct slot empty;

	if (!with->verifier->live_misc && kept->slot_count > now->slot_count)
		return false;
	for (unsigned i = 0; i < kept->slot_count; i++)
		if (is_live(with->verifier, &kept->slots[i]) &&
		    !slots_equal(with, &kept->slots[i],
				 i < now->slot_count ? &now->slots[i] : &empty))
			return false;
	return true;
}

/* Returns the first register that differs, or FRAME_POINTER. */
static unsigned find_difference(struct comparison_of *with, const struct frame *kept,
				const struct frame *now, uint16_t live)
{
	for (unsigned i = 0; i < FRAME_POINTER; i++) {
		bool matters = with->verifier->static_registers ? live >> i & 1
								: kept->regs[i].live & LIVE_READ;
		if (matters && !regs_equal(with, &kept->regs[i], &now->regs[i]))
			return i;
	}
	return FRAME_POINTER;
}

/* States at one place often differ in the same register. */
static bool differ_again(struct walker *walker, struct comparison_of *with,
			 const struct state *kept, const struct state *state)
{
	const struct place *place = &walker->places[walker->insn];
	unsigned i = place->differs;
	const struct reg *old = &kept->frames[kept->current]->regs[i];
	bool matters =
		walker->verifier.static_registers ? place->live >> i & 1 : old->live & LIVE_READ;

	with->ids.count = 0;
	bool differs = matters && !regs_equal(with, old, &state->frames[state->current]->regs[i]);
	with->ids.count = 0;
	return differs;
}

bool states_equal(struct walker *walker, const struct state *kept, const struct state *state)
{
	struct comparison_of with;

	/* The list of identities is long, and most comparisons end before they need it. */
	with.verifier = &walker->verifier;
	with.ids.count = 0;
	if (kept->current != state->current || differ_again(walker, &with, kept, state))
		return false;
	for (unsigned f = 0; f <= kept->current; f++)
		if (kept->frames[f]->return_to != state->frames[f]->return_to)
			return false;
	for (unsigned f = 0; f <= kept->current; f++) {
		/* Outside the innermost frame: what is live behind the call. */
		uint16_t live = f == kept->current
					? walker->places[walker->insn].live
					: walker->places[kept->frames[f + 1]->return_to].live;
		if (f < kept->current)
			live &= (uint16_t)~1U;
		unsigned differs = find_difference(&with, kept->frames[f], state->frames[f], live);
		if (differs != FRAME_POINTER) {
			if (f == kept->current)
				walker->places[walker->insn].differs = (uint8_t)differs;
			return false;
		}
		if (!stacks_equal(&with, kept->frames[f], state->frames[f]))
			return false;
	}
	return true;
}
