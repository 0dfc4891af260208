/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_CONSTANT_PHIS_H
#define SHIM_IR_VERIFIER_CONSTANT_PHIS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Of the phis of a block that all follow from one number, one stays: after all of
 * LLVM's passes, which would undo it. */
int constant_phis_coalesce(struct ir *ir, LLVMModuleRef module);

#endif
