/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_RODATA_H
#define SHIM_IR_LOWER_RODATA_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* What constants hold goes into the code of the entry points: for kernels
 * without global data. 0 or -1 after reporting. */
int rodata_lower(struct ir *ir, LLVMModuleRef module);

/* The same for constants that hold addresses alone, which loaders do not fill in: for all others.
 */
int rodata_lower_addresses(struct ir *ir, LLVMModuleRef module);

#endif
