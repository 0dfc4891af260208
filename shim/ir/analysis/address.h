/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What addresses are made of. */
#ifndef SHIM_IR_ANALYSIS_ADDRESS_H
#define SHIM_IR_ANALYSIS_ADDRESS_H

#include "ir/llvm/llvm.h"

/* How many variable indices an address may have. */
#define ADDRESS_TERMS 8

/* The index, sign-extended to 64 bits, counts in units of 'stride' bytes. */
struct address_term {
	LLVMValueRef index;
	uint64_t stride;
};

/*
 * An address: base + offset + the sum of the terms, in bytes, modulo 2^64. Nothing in it is known
 * to be positive: LLVM takes constants out of indices, so that an index may be negative, or a base
 * plus an offset lie before the object.
 */
struct address {
	LLVMValueRef base; /* what is no getelementptr */
	int64_t offset;
	struct address_term terms[ADDRESS_TERMS];
	unsigned term_count;
};

/* Takes a pointer apart, through getelementptr of any form, constant expressions too. False when it
 * has too many terms, or indices that are no integers of at most 64 bits. */
bool address_split(LLVMTargetDataRef layout, LLVMValueRef pointer, struct address *address);
/* The same, but no further than to 'base': false when the pointer is not made of that. */
bool address_split_from(LLVMTargetDataRef layout, LLVMValueRef pointer, LLVMValueRef base,
			struct address *address);
/* Are these the same but for the offset? */
bool address_has_same_terms(const struct address *a, const struct address *b);
/* The sum of the terms, as an i64; built where the builder stands. */
LLVMValueRef address_build_sum(LLVMBuilderRef builder, const struct address *address);
/* The size in bytes of the variable or constant that is the base; 0 when the base is something
 * else, or its size is not known. */
uint64_t address_object_size(LLVMTargetDataRef layout, LLVMValueRef base);

/* The pointer that an address was computed from: through getelementptr only. */
LLVMValueRef address_base(LLVMValueRef pointer);

/* True when the address of a variable goes nowhere from where it could come back as another
 * pointer. */
bool address_is_private(LLVMValueRef variable);

/* True when an address may be computed from the value (an index, or a pointer kept as an integer),
 * as far as a short look at its uses shows. */
bool address_is_made_of(LLVMValueRef value);

/* The largest value that an integer can have, as the kernel's verifier would see it from how it is
 * computed (it follows masks, shifts and casts, but no division); UINT64_MAX when it cannot be
 * told. */
uint64_t address_known_max(LLVMValueRef value);

#endif
