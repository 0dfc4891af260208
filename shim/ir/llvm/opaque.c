/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Optimisation barriers: the kernel's barrier_var() (tools/lib/bpf/bpf_helpers.h). */
#include "ir/llvm/opaque.h"

#include <string.h>

#include "base/text.h"

LLVMValueRef opaque_copy(LLVMBuilderRef builder, LLVMValueRef value)
{
	LLVMTypeRef type = llvm.TypeOf(value);
	LLVMTypeRef function = llvm.FunctionType(type, &type, 1, false);
	LLVMValueRef assembly = llvm.GetInlineAsm(function, "", 0, "=r,0", strlen("=r,0"), false,
						  false, LLVMInlineAsmDialectATT, false);
	return llvm.BuildCall2(builder, function, assembly, &value, 1, "");
}
