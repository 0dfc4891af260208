/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_ATTRIBUTES_H
#define SHIM_IR_PREPARE_ATTRIBUTES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Host marks go, inlining becomes mandatory for all but entry points. */
int attributes_set(struct ir *ir, LLVMModuleRef module);
/* Forbids jump tables, which LLVM 22 makes for v4 (gotox, BPF_JA|BPF_X): the kernel takes one only
 * from a loader that makes a map of it (BPF_MAP_TYPE_INSN_ARRAY). Before optimisation this would
 * forbid tables of results, too. */
int attributes_forbid_jump_tables(struct ir *ir, LLVMModuleRef module);

#endif
