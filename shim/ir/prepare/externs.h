/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_EXTERNS_H
#define SHIM_IR_PREPARE_EXTERNS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Before entry points and maps are selected: statics that hold the address of what is in the kernel
 * give the extern its section and its type. Errors are counted. */
int externs_set_sections(struct ir *ir, LLVMModuleRef module);

/* Once everything is inlined: what reads such a static reads the extern's address. */
int externs_replace_reads(struct ir *ir, LLVMModuleRef module);

#endif
