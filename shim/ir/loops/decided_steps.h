/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOOPS_DECIDED_STEPS_H
#define SHIM_IR_LOOPS_DECIDED_STEPS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* A step of a loop that is a choice, by the very condition that ends the loop, becomes the one of a
 * loop that goes on: chunks_exact() makes "rest - (last ? 0 : 2)" of its last round. Returns the
 * number of places. */
int decided_steps_simplify(struct ir *ir, LLVMModuleRef module);

#endif
