/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_SPILL_EARLY_SELECTS_H
#define SHIM_IR_SPILL_EARLY_SELECTS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Chains of selects stand where their conditions are known: for a function that needs too much
 * stack, before what moves values to their only use. */
int early_selects_by_plan(struct ir *ir, LLVMModuleRef module);

#endif
