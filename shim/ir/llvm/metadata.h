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

bool metadata_is_type(LLVMMetadataRef node);
unsigned metadata_count(struct ir *ir, LLVMMetadataRef node);
/* Operand i, which must be less than metadata_count(); NULL when it is null. */
LLVMMetadataRef metadata_operand(struct ir *ir, LLVMMetadataRef node, unsigned i);
/* All of them; the caller frees the array. */
LLVMMetadataRef *metadata_operands(struct ir *ir, LLVMMetadataRef node);
/* The first operand of this kind, whose number goes to *at; NULL when there is none. */
LLVMMetadataRef metadata_find(struct ir *ir, LLVMMetadataRef node, LLVMMetadataKind kind,
			      unsigned *at);

/* The name of a variable of debug info, or of the function that a location is in, demangled; the
 * caller frees it. NULL: it has none. */
char *metadata_name(struct ir *ir, LLVMMetadataRef variable);
char *metadata_function(struct ir *ir, LLVMMetadataRef location);

/* The variable that the debug info of a global describes, and its type; NULL when there is none. */
LLVMMetadataRef metadata_variable(LLVMValueRef global);
LLVMMetadataRef metadata_variable_type(struct ir *ir, LLVMMetadataRef variable);
/* What the first pointer in a type points to, looking into structures (Option) as well. */
LLVMMetadataRef metadata_pointee(struct ir *ir, LLVMMetadataRef type);

#endif
