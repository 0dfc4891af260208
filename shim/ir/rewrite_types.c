/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Types of functions in debug info. With -C debuginfo=1 rustc describes none: the list of return
 * and argument types is empty. LLVM wants the return type there at least, null for none, and
 * without one writes a type into the BTF that it never set (BTFDebug.cpp, visitSubroutineType).
 */
#include "ir/metadata.h"
#include "ir/rewrite.h"

static bool give_return_type(struct ir *ir, LLVMMetadataRef type)
{
	unsigned at;
	LLVMMetadataRef list = metadata_find(ir, type, LLVMMDTupleMetadataKind, &at);
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
			program ? metadata_find(ir, program, LLVMDISubroutineTypeMetadataKind, &at)
				: NULL;
		if (type && give_return_type(ir, type))
			changed++;
	}
	return changed;
}
