/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_RODATA_LOAD_H
#define SHIM_IR_LOWER_RODATA_LOAD_H

#include "ir/analysis/place.h"
#include "ir/llvm/llvm.h"

/* Replaces all uses of a load whose address is a place of constants by code that needs no data. The
 * builder stands before the load. Returns whether it did: not for other addresses, for too many
 * elements, and for constants that a loader may set. Functions it adds are lookup_inline()'s. */
bool constant_load_lower(struct places *places, LLVMModuleRef module, LLVMBuilderRef builder,
			 LLVMValueRef load);

#endif
