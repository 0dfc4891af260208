/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_ATOMICS_H
#define SHIM_IR_LOWER_ATOMICS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Before any pass: read-modify-write operations become volatile. LLVM would make loads and stores
 * of some, which need another instruction set. */
int atomics_keep(struct ir *ir, LLVMModuleRef module);

/* Unordered and monotonic loads and stores become volatile ones. Reports what BPF lacks, whatever
 * becomes of the results. */
int atomics_lower(struct ir *ir, LLVMModuleRef module);

/* After all changes that remove uses: the order and the instruction set that each operation needs,
 * by whether its result is used. Subtractions become additions (LLVM 23 makes the one of the other
 * when it optimises), stores that order others become exchanges where the kernel lacks such
 * stores. */
int atomics_settle(struct ir *ir, LLVMModuleRef module);

#endif
