/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_RELOCS_STRUCT_OPS_H
#define SHIM_IR_RELOCS_STRUCT_OPS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Describes the statics of .struct_ops as C would: loaders compare their types with the kernel's.
 * Returns how many there are. */
int struct_ops_describe(struct ir *ir, LLVMModuleRef module);

#endif
