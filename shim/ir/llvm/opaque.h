/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Values that LLVM knows nothing about. */
#ifndef SHIM_IR_LLVM_OPAQUE_H
#define SHIM_IR_LLVM_OPAQUE_H

#include "ir/llvm/llvm.h"

/* A copy of the value (an integer or a pointer), where the builder stands, that neither the
 * optimiser nor code generation sees through. Costs at most a register copy. */
LLVMValueRef opaque_copy(LLVMBuilderRef builder, LLVMValueRef value);

#endif
