/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_HOST_H
#define SHIM_IR_PREPARE_HOST_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Inline assembly for BPF that was compiled for the host. */
int host_assembly_convert(struct ir *ir, LLVMModuleRef module);

/* Host intrinsics without a meaning here go. */
int host_intrinsics_drop(struct ir *ir, LLVMModuleRef module);

#endif
