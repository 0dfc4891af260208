/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_UB_CHECKS_H
#define SHIM_IR_PREPARE_UB_CHECKS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* The checks that debug builds make of pointers go. */
int ub_checks_drop(struct ir *ir, LLVMModuleRef module);

#endif
