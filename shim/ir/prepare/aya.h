/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_AYA_H
#define SHIM_IR_PREPARE_AYA_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Before entry points and maps are selected: aya-log's map becomes one. */
int aya_logs_convert(struct ir *ir, LLVMModuleRef module);

/* Reports calls of what aya-ebpf has for the BPF target only. */
int aya_bounds_report(struct ir *ir, LLVMModuleRef module);

#endif
