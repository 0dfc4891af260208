/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Comparisons and differences of pointers into known objects. The verifier knows how far a pointer
 * is from the start of its object, but decides no comparison by it, so that a walk over a string
 * has no end for it. The same comparison of the distances, which are carried along as numbers, it
 * does decide.
 */
#ifndef SHIM_IR_LOOPS_POINTER_COMPARES_H
#define SHIM_IR_LOOPS_POINTER_COMPARES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* After cursors_to_offsets(), for what that does not take. Returns how many were changed. */
int pointer_compares_lower(struct ir *ir, LLVMModuleRef module);

#endif
