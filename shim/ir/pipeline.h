/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What happens to a module, in order: pipeline.c is the list. */
#ifndef SHIM_IR_PIPELINE_H
#define SHIM_IR_PIPELINE_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* The merged module (ir->module) becomes programs and subprograms that call nothing which could be
 * inlined. 0, or -1 after reporting. */
int pipeline_prepare(struct ir *ir);

/* Optimises the prepared module. 0, or -1 after reporting. */
int pipeline_optimise(struct ir *ir);

/* Lowers a copy of the optimised module by ir->plan, to what code generation takes. 0, or -1 after
 * reporting. */
int pipeline_lower(struct ir *ir, LLVMModuleRef module);

#endif
