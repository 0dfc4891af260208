/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Types that are one type. rustc may describe a type once in each unit of code generation, and says
 * by an identifier that it is the same one; it does so across crates, too. C has no identifiers:
 * two descriptions are two types.
 */
#ifndef SHIM_IR_RELOCS_IDENTITY_H
#define SHIM_IR_RELOCS_IDENTITY_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

struct identities {
	struct identity {
		LLVMMetadataRef type;
		char *identifier; /* owned; NULL: none */
	} *at;
	size_t count;
};

/* The first description of this type that was asked for. */
LLVMMetadataRef identity_first(struct ir *ir, struct identities *identities, LLVMMetadataRef type);
void identities_release(struct identities *identities);

#endif
