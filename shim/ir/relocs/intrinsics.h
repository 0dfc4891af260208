/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * LLVM's intrinsics for CO-RE relocations (llvm/include/llvm/IR/IntrinsicsBPF.td, and the
 * access.index ones of Intrinsics.td). clang writes the same ones.
 */
#ifndef SHIM_IR_RELOCS_INTRINSICS_H
#define SHIM_IR_RELOCS_INTRINSICS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"
#include "ir/relocs/arrays.h"
#include "ir/relocs/identity.h"

/* Builds calls where 'at' stands. */
struct intrinsics {
	struct ir *ir;
	LLVMModuleRef module;
	LLVMBuilderRef at;
	unsigned count;            /* of calls so far: some need a number of their own */
	struct identities types;   /* owned; where a row of calls begins */
	struct arrays arrays;      /* owned */
	LLVMMetadataRef *nameless; /* owned; members whose names bindgen has made up */
	size_t nameless_count;
};

/* The address of member 'index' of a structure or union at 'base'; 'type' may be a typedef of it.
 */
LLVMValueRef intrinsics_member(struct intrinsics *to, LLVMValueRef base, LLVMMetadataRef type,
			       bool is_union, unsigned index);
/* The same of an element; the array is as Rust has it. */
LLVMValueRef intrinsics_element(struct intrinsics *to, LLVMValueRef base, LLVMMetadataRef array,
				unsigned index);
/* Numbers, of 64 bits. */
LLVMValueRef intrinsics_field_info(struct intrinsics *to, LLVMValueRef address, unsigned number);
LLVMValueRef intrinsics_type_info(struct intrinsics *to, LLVMMetadataRef type, unsigned number);
LLVMValueRef intrinsics_type_id(struct intrinsics *to, LLVMMetadataRef type, unsigned number);
LLVMValueRef intrinsics_enum_value(struct intrinsics *to, LLVMMetadataRef type, const char *name,
				   long long value, unsigned number);

/* The member loses its name in the end; until then, paths lead through it. */
void intrinsics_note_nameless(struct intrinsics *to, LLVMMetadataRef member);
void intrinsics_release(struct intrinsics *to);

/* Whether a function is one of these intrinsics. */
bool intrinsics_has(LLVMValueRef function);
/* The type that such a call has with it; NULL: it has none. */
LLVMMetadataRef intrinsics_type(struct ir *ir, LLVMValueRef call);
void intrinsics_set_type(struct ir *ir, LLVMValueRef call, LLVMMetadataRef type);

#endif
