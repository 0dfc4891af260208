/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * How far behind an address the verifier knows that the packet goes on. It learns that from
 * comparisons of the address plus a constant with the packet's end (find_good_pkt_pointers() of
 * kernel/bpf/verifier.c), and for that address only: for another way to the same place it knows
 * nothing.
 */
#ifndef SHIM_IR_VERIFIER_PACKET_COVER_H
#define SHIM_IR_VERIFIER_PACKET_COVER_H

#include "ir/analysis/cfg.h"
#include "ir/analysis/packet.h"

struct packet_cover {
	struct cfg *cfg; /* borrowed, as are the next two */
	const struct packet_fields *fields;
	LLVMTargetDataRef layout;
	LLVMValueRef base; /* the address */
	int64_t *made;     /* by block; owned: bytes that a check in the block sees to */
	int64_t *known;    /* by block; owned: bytes that are known where the block begins */
};

void packet_cover_init(struct packet_cover *cover, struct cfg *cfg,
		       const struct packet_fields *fields, LLVMTargetDataRef layout,
		       LLVMValueRef base);
void packet_cover_release(struct packet_cover *cover);

/* How many bytes behind the base are known to be in the packet where the block ends. */
int64_t packet_cover_of(const struct packet_cover *cover, size_t block);
/* From here on a check in the block sees to so many bytes. */
void packet_cover_add(struct packet_cover *cover, size_t block, int64_t bytes);

#endif
