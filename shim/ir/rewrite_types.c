/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Types of functions in debug info. With -C debuginfo=1 rustc describes none: the list of return
 * and argument types is empty. LLVM wants the return type there at least, null for none, and
 * without one writes a type into the BTF that it never set (BTFDebug.cpp, visitSubroutineType).
 */
#include <stdlib.h>

#include "ir/rewrite.h"

/* The first operand of the kind; its number goes to *at. */
static LLVMMetadataRef find_operand(struct ir *ir, LLVMMetadataRef node, LLVMMetadataKind kind,
				    unsigned *at)
{
	LLVMValueRef value = llvm.MetadataAsValue(ir->context, node);
	unsigned count = llvm.GetMDNodeNumOperands(value);
	LLVMValueRef *operands = xcalloc(count, sizeof(*operands));
	LLVMMetadataRef found = NULL;
	llvm.GetMDNodeOperands(value, operands);
	for (*at = 0; *at < count; ++*at) {
		found = operands[*at] ? llvm.ValueAsMetadata(operands[*at]) : NULL;
		if (found && llvm.GetMetadataKind(found) == kind)
			break;
		found = NULL;
	}
	free(operands);
	return found;
}

static bool give_return_type(struct ir *ir, LLVMMetadataRef type)
{
	unsigned at;
	LLVMMetadataRef list = find_operand(ir, type, LLVMMDTupleMetadataKind, &at);
	if (!list || llvm.GetMDNodeNumOperands(llvm.MetadataAsValue(ir->context, list)))
		return false;
	LLVMMetadataRef none = NULL;
	llvm.ReplaceMDNodeOperandWith(llvm.MetadataAsValue(ir->context, type), at,
				      llvm.MDNodeInContext2(ir->context, &none, 1));
	return true;
}

unsigned rewrite_function_types(struct ir *ir, LLVMModuleRef module)
{
	unsigned changed = 0, at;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		LLVMMetadataRef program = llvm.GetSubprogram(f);
		LLVMMetadataRef type =
			program ? find_operand(ir, program, LLVMDISubroutineTypeMetadataKind, &at)
				: NULL;
		if (type && give_return_type(ir, type))
			changed++;
	}
	return changed;
}
