/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOOPS_MERGE_LATCHES_H
#define SHIM_IR_LOOPS_MERGE_LATCHES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Two nested loops that LLVM has made of one with several ways back become one again
 *. */
int latches_merge(struct ir *ir, LLVMModuleRef module);

#endif
