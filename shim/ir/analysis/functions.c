/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Questions about functions. */
#include "ir/analysis/functions.h"

#include <string.h>

#include "base/names.h"
#include "ir/llvm/module.h"

bool function_is_entry(const struct ir *ir, LLVMValueRef function)
{
	return names_has(&ir->entries, ir_name(function));
}

bool function_is_subprogram(const struct ir *ir, LLVMValueRef function)
{
	return names_has(&ir->subprograms, ir_name(function)) &&
	       !ir_has_attribute(function, "alwaysinline");
}

bool function_is_global(const struct ir *ir, LLVMValueRef function)
{
	return names_has(&ir->globals, ir_name(function));
}

bool function_is_panic_handler(LLVMValueRef function)
{
	/* A substring by promise: rust-lang/rust#139923. */
	return strstr(ir_name(function), "rust_begin_unwind");
}

uint64_t function_called_helper(LLVMValueRef instruction)
{
	uint64_t number;
	LLVMValueRef callee =
		llvm.IsACallInst(instruction) ? llvm.GetCalledValue(instruction) : NULL;
	if (!callee || !llvm.IsAConstantExpr(callee) ||
	    llvm.GetConstOpcode(callee) != LLVMIntToPtr ||
	    !ir_constant(llvm.GetOperand(callee, 0), &number))
		return 0;
	return number;
}

LLVMValueRef function_find_panic(LLVMBasicBlockRef block)
{
	for (LLVMValueRef at = llvm.GetFirstInstruction(block); at;
	     at = llvm.GetNextInstruction(at)) {
		if (ir_calls(at, PANIC_MARKER))
			return at;
	}
	return NULL;
}

bool function_can_panic(LLVMValueRef function)
{
	for (LLVMBasicBlockRef block = llvm.GetFirstBasicBlock(function); block;
	     block = llvm.GetNextBasicBlock(block)) {
		if (function_find_panic(block))
			return true;
	}
	return false;
}

LLVMValueRef function_panic_marker(struct ir *ir, LLVMModuleRef module)
{
	LLVMValueRef marker = llvm.GetNamedFunction(module, PANIC_MARKER);
	if (marker)
		return marker;
	LLVMTypeRef type = llvm.FunctionType(llvm.VoidTypeInContext(ir->context), NULL, 0, false);
	marker = llvm.AddFunction(module, PANIC_MARKER, type);
	static const char *const attributes[] = {"noreturn", "nounwind", "cold"};
	for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++)
		ir_add_attribute(ir, marker, attributes[i]);
	return marker;
}
