/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Programs without loops where loops may stay. A verifier follows each round of a loop, and where
 * it cannot tell rounds apart by what decides, it follows all ways through all of them: what is
 * known of a round at build time folds when it is unrolled.
 */
#ifndef SHIM_IR_UNROLLED_H
#define SHIM_IR_UNROLLED_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Unrolls the loops of the functions that the plan wants unrolled. A function in which one is left,
 * or that gets too long, stays as it is, which the plan notes. Returns how many were unrolled, or
 * -1 after reporting. */
int unrolled_by_plan(struct ir *ir, LLVMModuleRef module);
/* True when what the other changes made of an unrolled function is too long for code generation.
 * The plan keeps its loops then. */
bool unrolled_is_too_long(const struct ir *ir, LLVMModuleRef module);

#endif
