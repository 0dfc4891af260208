/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Values that LLVM knows nothing about. */
#ifndef SHIM_IR_LLVM_OPAQUE_H
#define SHIM_IR_LLVM_OPAQUE_H

#include "ir/llvm/llvm.h"

/* A copy of the value (an integer or a pointer), where the builder stands, that neither the
 * optimiser nor code generation sees through. Costs at most a register copy. */
LLVMValueRef opaque_copy(LLVMBuilderRef builder, LLVMValueRef value);
/* What the value is such a copy of, or NULL. */
LLVMValueRef opaque_original(LLVMValueRef value);
/* A copy of an i64, of whose value the verifier knows nothing, either. 'big': the byte order. */
LLVMValueRef opaque_number(LLVMBuilderRef builder, LLVMValueRef value, bool big);
/* The same of an i64 that is at most 'max' (31 bits), so that the verifier sees that bound in the
 * very register that the copy is in. Costs two jumps that are never taken, and one that is. */
LLVMValueRef opaque_bounded(LLVMBuilderRef builder, LLVMValueRef value, unsigned max);

#endif
