/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Types that C has and Rust has not. */
#ifndef SHIM_IR_RELOCS_SYNTHETIC_H
#define SHIM_IR_RELOCS_SYNTHETIC_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* A typedef that has the type's name, of a type without a name that is equal otherwise and goes to
 * *anonymous. The same for the same type. */
LLVMMetadataRef synthetic_typedef(struct ir *ir, LLVMModuleRef module, LLVMMetadataRef type,
				  LLVMMetadataRef *anonymous);

/* The end of a path to an enumerator. */
struct enum_path {
	char *type; /* owned; NULL: the path has one part */
	char *enumerator;
};

/* False when there is no name at the end. */
bool synthetic_read_path(struct enum_path *path, const char *text);
void synthetic_release_path(struct enum_path *path);
/* An enum with this one enumerator; 'number' is the type of its value. */
LLVMMetadataRef synthetic_enum(struct ir *ir, LLVMModuleRef module, const struct enum_path *path,
			       long long value, LLVMMetadataRef number);

#endif
