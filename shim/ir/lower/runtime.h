/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Our own bodies for operations that BPF lacks (runtime.ll). */
#ifndef SHIM_IR_LOWER_RUNTIME_H
#define SHIM_IR_LOWER_RUNTIME_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Builds a call of the runtime function 'name', declared in the module on first use. */
LLVMValueRef runtime_call(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
			  const char *name, LLVMTypeRef result, LLVMValueRef *args, unsigned count);

/* Brings the bodies of the runtime functions that the module calls, ready to be inlined. 0 or -1
 * after reporting. */
int runtime_link(struct ir *ir, LLVMModuleRef module);

#endif
