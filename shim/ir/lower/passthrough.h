/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_PASSTHROUGH_H
#define SHIM_IR_LOWER_PASSTHROUGH_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* At the end of its pipeline LLVM's BPF target hides conditions from each other
 * (llvm.bpf.passthrough, BPFAdjustOpt.cpp), so that they are not merged into what the verifier
 * cannot follow; before the next round they have to be seen again. */
int passthrough_drop(struct ir *ir, LLVMModuleRef module);

#endif
