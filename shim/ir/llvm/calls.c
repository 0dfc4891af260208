/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "ir/llvm/calls.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ir/llvm/module.h"

enum call_memory call_memory(LLVMValueRef instruction)
{
	LLVMValueRef callee = llvm.IsACallInst(instruction)
				      ? llvm.IsAFunction(llvm.GetCalledValue(instruction))
				      : NULL;
	const char *name = callee ? ir_name(callee) : "";
	if (strstr(name, ".element.unordered.atomic."))
		return CALL_NO_MEMORY;
	if (text_starts_with(name, "llvm.memcpy."))
		return CALL_COPY;
	if (text_starts_with(name, "llvm.memmove."))
		return CALL_MOVE;
	return text_starts_with(name, "llvm.memset.") ? CALL_FILL : CALL_NO_MEMORY;
}

bool call_is_volatile(LLVMValueRef call)
{
	return !llvm.IsNull(llvm.GetOperand(call, 3));
}

static void copy_attributes(LLVMValueRef to, LLVMValueRef from, LLVMAttributeIndex index)
{
	unsigned count = llvm.GetCallSiteAttributeCount(from, index);
	LLVMAttributeRef *attributes = xcalloc(count, sizeof(LLVMAttributeRef));
	llvm.GetCallSiteAttributes(from, index, attributes);
	for (unsigned i = 0; i < count; i++)
		llvm.AddCallSiteAttribute(to, index, attributes[i]);
	free(attributes);
}

void call_become(LLVMValueRef fresh, LLVMValueRef other)
{
	unsigned count = llvm.GetNumArgOperands(other);
	llvm.SetInstructionCallConv(fresh, llvm.GetInstructionCallConv(other));
	copy_attributes(fresh, other, (LLVMAttributeIndex)LLVMAttributeFunctionIndex);
	for (unsigned i = 0; i <= count; i++) /* the result, then the arguments */
		copy_attributes(fresh, other, i);
}

void call_forget_alignment(LLVMValueRef call, unsigned argument)
{
	unsigned kind = llvm.GetEnumAttributeKindForName("align", strlen("align"));
	llvm.RemoveCallSiteEnumAttribute(call, argument + 1, kind);
}
