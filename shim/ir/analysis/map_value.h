/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The values of maps, as objects in memory. */
#ifndef SHIM_IR_ANALYSIS_MAP_VALUE_H
#define SHIM_IR_ANALYSIS_MAP_VALUE_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* The size in bytes of the value that a pointer is the start of: the result of a lookup in a map
 * that the module defines. 0 when it is something else, or the size is not known. */
uint64_t map_value_size(struct ir *ir, LLVMValueRef pointer);
/* By how many bytes the kernel aligns the value that a pointer is the start of: a power of two. It
 * rounds the sizes of keys and values of arrays and hash tables; those of other maps, as of tries,
 * lie behind keys of any length. 1 when it is something else, or the map's type is not known. */
unsigned map_value_alignment(struct ir *ir, LLVMValueRef pointer);

#endif
