/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOOPS_CLOSED_H
#define SHIM_IR_LOOPS_CLOSED_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Some kernels take only loops that a jump closes: in functions that the plan names, each loop goes
 * on by one, though it leads to the next instruction. */
int closed_loops_by_plan(struct ir *ir, LLVMModuleRef module);

#endif
