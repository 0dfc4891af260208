/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Kernels before 5.2 keep each state, and compare each with all that were kept for the same
 * instruction: tens of thousands. Most differ in a constant, so they are found by their constants.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "elf/code/opcode.h"
#include "elf/walk/walker.h"

#define BUCKETS 65536U /* half the number of instructions that those kernels walk */

static struct digest digest_of(const struct state *state, bool is_read)
{
	struct digest digest = {0};

	for (unsigned i = 0; i < FRAME_POINTER; i++) {
		const struct reg *reg = &state->frames[state->current]->regs[i];
		if (!reg_is_scalar(reg) || !scalar_is_const(&reg->number) ||
		    (is_read && !(reg->live & LIVE_READ)))
			continue;
		digest.known |= (uint16_t)(1U << i);
		digest.values[i] = (uint32_t)reg->number.umin;
	}
	return digest;
}

static unsigned bucket_of(size_t insn, const struct digest *digest, uint16_t mask)
{
	/* Fibonacci hashing: the upper bits depend on all of the number. */
	const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
	uint64_t hash = (insn << 16 | mask) * factor;

	for (unsigned i = 0; i < FRAME_POINTER; i++)
		if (mask >> i & 1)
			hash = (hash ^ digest->values[i]) * factor;
	return (unsigned)(hash >> 40) % BUCKETS;
}

static void add_mask(struct place *place, uint16_t mask)
{
	for (unsigned i = 0; i < place->mask_count; i++)
		if (place->masks[i] == mask)
			return;
	place->masks = xreallocarray(place->masks, place->mask_count + 1, sizeof(*place->masks));
	place->masks[place->mask_count++] = mask;
}

void digest_add(struct walker *walker, struct state *state)
{
	if (!walker->digests)
		walker->digests = xcalloc(BUCKETS, sizeof(struct state *));
	state->digest = digest_of(state, true);
	add_mask(&walker->places[state->insn], state->digest.known);
	unsigned bucket = bucket_of(state->insn, &state->digest, state->digest.known);
	state->alike = walker->digests[bucket];
	walker->digests[bucket] = state;
}

static bool has_constants(const struct state *state, const struct digest *digest)
{
	for (unsigned i = 0; i < FRAME_POINTER; i++)
		if (state->digest.known >> i & 1 && state->digest.values[i] != digest->values[i])
			return false;
	return true;
}

struct state *digest_find(struct walker *walker)
{
	const struct place *place = &walker->places[walker->insn];
	struct digest digest = digest_of(walker->at, false);

	for (unsigned i = 0; i < place->mask_count; i++) {
		uint16_t mask = place->masks[i];
		if (mask & ~digest.known)
			continue;
		struct state *state = walker->digests[bucket_of(walker->insn, &digest, mask)];
		for (; state; state = state->alike)
			if (state->insn == walker->insn && state->digest.known == mask &&
			    has_constants(state, &digest) &&
			    states_equal(walker, state, walker->at))
				return state;
	}
	return NULL;
}

void digest_release(struct walker *walker)
{
	for (size_t i = 0; i < walker->place_count; i++) {
		free(walker->places[i].masks);
		walker->places[i].masks = NULL;
		walker->places[i].mask_count = 0;
	}
	free(walker->digests);
	walker->digests = NULL;
}
