/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_I1_VECTORS_H
#define SHIM_IR_PREPARE_I1_VECTORS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Conditions that were packed into vectors are taken apart. */
int i1_vectors_split(struct ir *ir, LLVMModuleRef module);

#endif
