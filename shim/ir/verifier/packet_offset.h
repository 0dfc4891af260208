/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Addresses in a packet as numbers: their distance from its start. */
#ifndef SHIM_IR_VERIFIER_PACKET_OFFSET_H
#define SHIM_IR_VERIFIER_PACKET_OFFSET_H

#include "ir/analysis/packet.h"
#include "ir/verifier/quirk.h"

struct packet_offsets {
	struct shaper *shaper; /* borrowed */
	const struct packet_fields *fields;
	struct packet_offset *known; /* owned: addresses that have got a number */
	size_t count;
};

void packet_offsets_init(struct packet_offsets *offsets, struct shaper *shaper,
			 const struct packet_fields *fields);
void packet_offsets_release(struct packet_offsets *offsets);

/* The distance in bytes, an i64; built where the address is. The address comes from one start and
 * nothing else. Moves the builder. NULL: it is made in a way that cannot be followed. */
LLVMValueRef packet_offsets_find(struct packet_offsets *offsets, LLVMValueRef address);
/* True when packet_offsets_find() will give a number; builds nothing. */
bool packet_offsets_can(struct packet_offsets *offsets, LLVMValueRef address);

#endif
