/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What BPF lacks of atomics, as errors at the instruction's source line. */
#ifndef SHIM_IR_LOWER_ATOMICS_REPORT_H
#define SHIM_IR_LOWER_ATOMICS_REPORT_H

#include "ir/llvm/llvm.h"

/* 'at' is a load or store that orders others, or another atomic operation; 'since' is the first
 * kernel that has it, KERNEL(X, Y). */
void atomics_report_kernel(LLVMValueRef at, unsigned since);
void atomics_report_cpu(LLVMValueRef at, const char *cpu, const char *needed, unsigned since);
/* 'access' is a load or store. */
void atomics_report_llvm(LLVMValueRef access, unsigned since); /* an LLVM */
/* 'since' is the first kernel with weaker ones. */
void atomics_report_consistent(LLVMValueRef access, unsigned since);
void atomics_report_width(LLVMValueRef at);
void atomics_report_alignment(LLVMValueRef at, unsigned width);
void atomics_report_operation(LLVMValueRef at);
void atomics_report_fence(LLVMValueRef at);

#endif
