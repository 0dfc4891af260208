/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_ARITHMETIC_H
#define SHIM_IR_LOWER_ARITHMETIC_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Divisions that the backend lacks, and 128-bit products with overflow. */
int arithmetic_lower(struct ir *ir, LLVMModuleRef module);

/* Wide products and shifts: after the last run of LLVM's pipeline. */
int arithmetic_lower_wide(struct ir *ir, LLVMModuleRef module);

#endif
