/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_SHAPES_H
#define SHIM_IR_VERIFIER_SHAPES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Addresses and comparisons get shapes that the verifier follows: after all
 * optimisation. */
int shapes_set(struct ir *ir, LLVMModuleRef module);

#endif
