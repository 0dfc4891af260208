/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Rounds of lowering, unrolling and optimising. A round is repeated while it changes something:
 * unrolling an outer loop gives the inner one its bound, a devirtualised call brings a panic, and
 * so on.
 */
#ifndef SHIM_IR_ROUNDS_H
#define SHIM_IR_ROUNDS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Runs rounds until nothing changes. 0, or -1 after reporting. */
int rounds_settle(struct ir *ir, LLVMModuleRef module);
/* Unrolls the loops that scalar evolution found no bound for, as far as they can be proved to end.
 * 0, or -1 after reporting. */
int rounds_bound_loops(struct ir *ir, LLVMModuleRef module);
/* Unrolls all loops of one function as for kernels without loops, as far as that is possible. 0, or
 * -1 after reporting. */
int rounds_unroll(struct ir *ir, LLVMModuleRef module, LLVMValueRef function);
/* Lowers wide arithmetic, and inlines its bodies: after the last run of LLVM's pipeline, which
 * would make wide operations again. 0, or -1 after reporting. */
int rounds_lower_wide(struct ir *ir, LLVMModuleRef module);

#endif
