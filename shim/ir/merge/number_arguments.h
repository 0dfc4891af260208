/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Addresses that subprograms compute with as with numbers: core looks at their lowest bits before
 * it reads bytes as words. The verifier adds to addresses and subtracts them, and refuses all else
 * (adjust_ptr_min_max_vals in kernel/bpf/verifier.c). Inlined, the address is one of a known
 * variable, whose lowest bits are known.
 */
#ifndef SHIM_IR_MERGE_NUMBER_ARGUMENTS_H
#define SHIM_IR_MERGE_NUMBER_ARGUMENTS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Inlines such subprograms. Returns how many times; -1 after reporting. */
int number_arguments_inline(struct ir *ir, LLVMModuleRef module);

#endif
