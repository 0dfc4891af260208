/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Arrays of arrays. Rust's debug info has a type for each dimension, C's one for all of them, and
 * LLVM takes the steps through an array for one row only if their types are C's, which have one
 * element type (IsValidAIChain in BPFAbstractMemberAccess.cpp). Else the row ends there, and what
 * comes behind is relocated against nothing that the kernel has.
 */
#ifndef SHIM_IR_RELOCS_ARRAYS_H
#define SHIM_IR_RELOCS_ARRAYS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* What Rust has, and what C has in its place. */
struct arrays {
	struct array_pair {
		LLVMMetadataRef nested, flat;
	} *at; /* owned */
	size_t count;
};

/* The type with all dimensions of 'array'; 'array' itself when it has one, or elements that C has
 * not. */
LLVMMetadataRef arrays_flat(struct arrays *arrays, struct ir *ir, LLVMModuleRef module,
			    LLVMMetadataRef array);
/* The other way round. */
LLVMMetadataRef arrays_nested(const struct arrays *arrays, LLVMMetadataRef flat);
void arrays_release(struct arrays *arrays);

#endif
