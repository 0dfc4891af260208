/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_SPILL_NEAR_ADDRESSES_H
#define SHIM_IR_SPILL_NEAR_ADDRESSES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Each block computes the addresses of parts of variables itself: for a function that needs too
 * much stack. */
int near_addresses_by_plan(struct ir *ir, LLVMModuleRef module);

#endif
