/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_PACKET_REST_H
#define SHIM_IR_LOWER_PACKET_REST_H

#include <stdbool.h>
#include <stdint.h>

#include "ir/analysis/address.h"
#include "ir/analysis/packet.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* What is no more than that does not wrap around where it is added to an address. The verifier
 * learns nothing of addresses beyond PACKET_MAX_OFFSET, but accesses there get checks of their own.
 */
#define PACKET_REST_MAX_ADDED 0xffffff

/* How many numbers may have been taken off a rest. */
#define PACKET_REST_SKIPS ADDRESS_TERMS

/* The rest of a packet, from some place to its end: "end - (start + skipped + constant)". */
struct packet_rest {
	LLVMValueRef start, end;                 /* the fields, of 32 or 64 bits */
	LLVMValueRef skipped[PACKET_REST_SKIPS]; /* bytes from the start to that place */
	unsigned skip_count;
	uint64_t constant;   /* more of them; at most PACKET_MAX_OFFSET */
	bool can_lie_behind; /* the place may lie behind the end, where the number is 0 */
};

/* True when the number is the rest of a packet where 'at' is. Where a constant is taken off it
 * ("x + -46"), a branch has shown that the packet is so long. */
bool packet_rest_find(struct ir *ir, const struct packet_fields *fields, LLVMValueRef number,
		      LLVMValueRef at, struct packet_rest *rest);
/* The same where so many of the bytes that are taken off may lie behind the end: the number then
 * has wrapped around. */
bool packet_rest_find_wrapped(struct ir *ir, const struct packet_fields *fields,
			      LLVMValueRef number, LLVMValueRef at, uint64_t wrapped,
			      struct packet_rest *rest);
/* The greatest number that the value can be, as far as its form says; UINT64_MAX: unknown. */
uint64_t packet_rest_greatest(LLVMValueRef value);

#endif
