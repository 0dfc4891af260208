/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What is known of the parameters of subprograms. */
#include "ir/analysis/parameters.h"

#include "ir/analysis/address.h"
#include "ir/analysis/functions.h"
#include "ir/llvm/module.h"

/* The kernel takes eight frames: no parameter is handed on more often. */
#define MAX_FRAMES 8

unsigned parameter_index(LLVMValueRef parameter)
{
	LLVMValueRef function = llvm.GetParamParent(parameter);
	unsigned index = 0;
	while (llvm.GetParam(function, index) != parameter)
		index++;
	return index;
}

static bool takes_as_argument(LLVMValueRef call, LLVMValueRef function)
{
	for (unsigned i = 0; i < llvm.GetNumArgOperands(call); i++) {
		if (llvm.GetOperand(call, i) == function)
			return true;
	}
	return false;
}

bool parameter_each(const struct ir *ir, LLVMValueRef parameter, parameter_visitor visit,
		    void *data)
{
	LLVMValueRef function = llvm.GetParamParent(parameter);
	unsigned index = parameter_index(parameter);
	if (!function_is_subprogram(ir, function) || function_is_global(ir, function))
		return false;
	for (LLVMUseRef use = llvm.GetFirstUse(function); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef call = llvm.GetUser(use);
		if (!llvm.IsACallInst(call) || llvm.GetCalledValue(call) != function ||
		    llvm.GetNumArgOperands(call) != llvm.CountParams(function) ||
		    takes_as_argument(call, function) || !visit(data, llvm.GetOperand(call, index)))
			return false;
	}
	return true;
}

/* The state of parameter_object_size(). */
struct sizes {
	const struct ir *ir;
	LLVMTargetDataRef layout;
	uint64_t size; /* 0: of no call yet */
	int frames;
};

static bool take_size(void *data, LLVMValueRef value)
{
	struct sizes *sizes = data;
	struct address address;
	if (llvm.GetTypeKind(llvm.TypeOf(value)) != LLVMPointerTypeKind ||
	    !address_split(sizes->layout, value, &address) || address.offset || address.term_count)
		return false;
	if (llvm.IsAArgument(address.base)) {
		sizes->frames++;
		bool known = sizes->frames < MAX_FRAMES &&
			     parameter_each(sizes->ir, address.base, take_size, sizes);
		sizes->frames--;
		return known;
	}
	uint64_t size = address_object_size(sizes->layout, address.base);
	if (!size || (sizes->size && sizes->size != size))
		return false;
	sizes->size = size;
	return true;
}

uint64_t parameter_object_size(const struct ir *ir, LLVMTargetDataRef layout,
			       LLVMValueRef parameter)
{
	struct sizes sizes = {.ir = ir, .layout = layout};
	return take_size(&sizes, parameter) ? sizes.size : 0;
}
