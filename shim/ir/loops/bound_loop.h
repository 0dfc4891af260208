/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOOPS_BOUND_LOOP_H
#define SHIM_IR_LOOPS_BOUND_LOOP_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Gives one loop of an entry point, the number-th from 0, a bound of its own; false when there are
 * fewer loops. After unrolling and optimising, bound_loop_held() tells whether the loop was
 * proved to end within it; if not, the function must not be used. */
bool bound_loop(struct ir *ir, LLVMModuleRef module, const char *entry, unsigned number,
		unsigned rounds);

/* False when a bound is left in the function that was not proved to hold. */
bool bound_loop_held(LLVMValueRef function);

#endif
