/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A number less its half, which is how often step_by(2) goes round. The verifier does not see that
 * both are one number: it takes the difference for any from that of the smallest and the largest,
 * and follows a number of rounds below zero for ever. The other half is computed by itself.
 */
#ifndef SHIM_IR_LOOPS_HALVED_ROUNDS_H
#define SHIM_IR_LOOPS_HALVED_ROUNDS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Returns the number of differences that have changed. */
int halved_rounds_compute(struct ir *ir, LLVMModuleRef module);

#endif
