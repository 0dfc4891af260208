/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Nodes of debug info, for which LLVM-C has hardly any getters. Operands are told apart by what
 * they are: their numbers differ between versions of LLVM.
 */
#ifndef SHIM_IR_LLVM_METADATA_H
#define SHIM_IR_LLVM_METADATA_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Operands 0 and 1 of types and variables are file and scope, which lead out of them. */
#define METADATA_FIRST_INSIDE 2
/* Operand 2 of a type is its name in every version of LLVM (DINode's subclass DIType). */
#define METADATA_NAME 2

bool metadata_is_type(LLVMMetadataRef node);
unsigned metadata_count(struct ir *ir, LLVMMetadataRef node);
/* Operand i, which must be less than metadata_count(); NULL when it is null. */
LLVMMetadataRef metadata_operand(struct ir *ir, LLVMMetadataRef node, unsigned i);
/* All of them; the caller frees the array. */
LLVMMetadataRef *metadata_operands(struct ir *ir, LLVMMetadataRef node);
/* The first operand of this kind, whose number goes to *at; NULL when there is none. */
LLVMMetadataRef metadata_find(struct ir *ir, LLVMMetadataRef node, LLVMMetadataKind kind,
			      unsigned *at);

/* The first type inside a type or a member: what it points to, what the elements of an array are,
 * what a member is of. NULL when there is none. */
LLVMMetadataRef metadata_base(struct ir *ir, LLVMMetadataRef node);
/* Puts another type in its place; false when nothing changes. */
bool metadata_set_base(struct ir *ir, LLVMMetadataRef node, LLVMMetadataRef base);
/* The list inside a node whose first entry is of this kind (members, parameters of a template);
 * NULL when there is none. */
LLVMMetadataRef metadata_list(struct ir *ir, LLVMMetadataRef node, LLVMMetadataKind kind);
/* What tells a composite type from all others, in all crates; the caller frees it. NULL: C has no
 * such thing. */
char *metadata_identifier(struct ir *ir, LLVMMetadataRef type);
void metadata_rename(struct ir *ir, LLVMMetadataRef type, const char *name);

/* The name of a variable of debug info, or of the function that a location is in, demangled; the
 * caller frees it. NULL: it has none. */
char *metadata_name(struct ir *ir, LLVMMetadataRef variable);
char *metadata_function(struct ir *ir, LLVMMetadataRef location);

/* The variable that the debug info of a global describes, and its type; NULL when there is none. */
LLVMMetadataRef metadata_variable(LLVMValueRef global);
LLVMMetadataRef metadata_variable_type(struct ir *ir, LLVMMetadataRef variable);
/* The first pointer in a type, looking into structures (Option) as well, and what it points to. */
LLVMMetadataRef metadata_pointer(struct ir *ir, LLVMMetadataRef type);
LLVMMetadataRef metadata_pointee(struct ir *ir, LLVMMetadataRef type);

#endif
