/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Kernels before 5.2 keep each state, and compare each with all that were kept for the same
 * instruction: tens of thousands, most of which differ in a constant.
 */
#include "elf/code/opcode.h"
#include "elf/walk/walker.h"

struct digest digest_of(const struct state *state, bool is_read)
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

bool digests_match(const struct digest *kept, const struct digest *now)
{
	if (kept->known & ~now->known)
		return false;
	for (unsigned i = 0; i < FRAME_POINTER; i++)
		if (kept->known >> i & 1 && kept->values[i] != now->values[i])
			return false;
	return true;
}
