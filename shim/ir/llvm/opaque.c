/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Optimisation barriers: the kernel's barrier_var() (tools/lib/bpf/bpf_helpers.h). */
#include "ir/llvm/opaque.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

static LLVMValueRef through(LLVMBuilderRef builder, LLVMValueRef value, const char *text)
{
	LLVMTypeRef type = llvm.TypeOf(value);
	LLVMTypeRef function = llvm.FunctionType(type, &type, 1, false);
	LLVMValueRef assembly =
		llvm.GetInlineAsm(function, text, strlen(text), "=r,0", strlen("=r,0"), false,
				  false, LLVMInlineAsmDialectATT, false);
	return llvm.BuildCall2(builder, function, assembly, &value, 1, "");
}

LLVMValueRef opaque_copy(LLVMBuilderRef builder, LLVMValueRef value)
{
	return through(builder, value, "");
}

LLVMValueRef opaque_original(LLVMValueRef value)
{
	size_t text, constraint;
	if (!llvm.IsACallInst(value) || !llvm.IsAInlineAsm(llvm.GetCalledValue(value)) ||
	    llvm.GetNumArgOperands(value) != 1)
		return NULL;
	LLVMValueRef assembly = llvm.GetCalledValue(value);
	llvm.GetInlineAsmAsmString(assembly, &text);
	const char *string = llvm.GetInlineAsmConstraintString(assembly, &constraint);
	bool copies = text == 0 && constraint == strlen("=r,0") &&
		      memcmp(string, "=r,0", constraint) == 0;
	return copies ? llvm.GetOperand(value, 0) : NULL;
}

LLVMValueRef opaque_number(LLVMBuilderRef builder, LLVMValueRef value, bool big)
{
	/* A conversion to the machine's own byte order. */
	return through(builder, value, big ? "$0 = be64 $0" : "$0 = le64 $0");
}

LLVMValueRef opaque_bounded(LLVMBuilderRef builder, LLVMValueRef value, unsigned max)
{
	char text[80];
	/* The verifier follows the way without a jump first. So it meets the 0 of the other way
	 * when it knows that all up to the maximum is safe, and stops there. */
	snprintf(text, sizeof(text), "if $0 > %u goto +1\ngoto +1\n$0 = 0", max);
	return through(builder, value, text);
}
