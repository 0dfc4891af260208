/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Types of debug info, as a loader compares them with the kernel's. */
#ifndef SHIM_IR_RELOCS_TYPES_H
#define SHIM_IR_RELOCS_TYPES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

struct member {
	LLVMMetadataRef node;
	unsigned index; /* in its structure or union, from 0 */
};

bool type_is_struct(LLVMMetadataRef type);
bool type_is_union(LLVMMetadataRef type);
bool type_is_record(LLVMMetadataRef type); /* one of the two */
bool type_is_array(LLVMMetadataRef type);
bool type_is_enum(LLVMMetadataRef type);
bool type_is_pointer(LLVMMetadataRef type);
bool type_is_typedef(LLVMMetadataRef type);
/* Whether the type has a sign, or has none but could: a number, a bool or an enum. */
bool type_is_number(struct ir *ir, LLVMMetadataRef type);

/* The name, which is not terminated; it belongs to LLVM. */
const char *type_name(LLVMMetadataRef type, size_t *len);
/* Whether C can have a type of this name. */
bool type_has_name_of_c(LLVMMetadataRef type);

/* What C has in place of a type: what ManuallyDrop<T> and its like hold, the pointer that an
 * Option<&T> is. NULL: no type of C is like it. */
LLVMMetadataRef type_in_c(struct ir *ir, LLVMMetadataRef type);
/* The same of a field: a structure whose one field has no name is what that is, as
 * repr(transparent) has it. */
LLVMMetadataRef type_of_field_in_c(struct ir *ir, LLVMMetadataRef type);
/* The same of the type inside a member or an array, which from then on has it there. */
LLVMMetadataRef type_take_in_c(struct ir *ir, LLVMMetadataRef node);

/* Finds the member of this name. */
bool type_find_member(struct ir *ir, LLVMMetadataRef record, const char *name, size_t len,
		      struct member *member);
/* Whether there is an enumerator of this name. */
bool type_has_enumerator(struct ir *ir, LLVMMetadataRef type, const char *name);
/* Whether the members lie in the order of their declaration, as repr(C) has it. */
bool type_is_in_order(struct ir *ir, LLVMMetadataRef record);
/* The number of elements of an array; 0 when it is unknown. */
uint64_t type_length(struct ir *ir, LLVMMetadataRef array);

/* Whether bindgen has made up the name of a member, which has none in C. */
bool type_is_name_of_bindgen(const char *name, size_t len);

#endif
