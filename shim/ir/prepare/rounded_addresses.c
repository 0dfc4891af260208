/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Variables, constants, values of maps and parameters whose addresses are rounded. */
#include "ir/prepare/rounded_addresses.h"

#include <string.h>

#include "ir/analysis/address.h"
#include "ir/analysis/map_value.h"
#include "ir/analysis/parameters.h"

/* The widest word that BPF loads, in bytes. */
#define WORD 8

static bool is_opcode_or_constant(LLVMValueRef value, LLVMOpcode opcode)
{
	return ir_is_opcode(value, opcode) ||
	       (llvm.IsAConstantExpr(value) && llvm.GetConstOpcode(value) == opcode);
}

static bool is_address(LLVMValueRef value)
{
	while (is_opcode_or_constant(value, LLVMAdd) || is_opcode_or_constant(value, LLVMTrunc))
		value = llvm.GetOperand(value, 0);
	return is_opcode_or_constant(value, LLVMPtrToInt);
}

/* "address & -8", "(address + 7) & 7" and the like. */
static bool rounds_address(LLVMValueRef at)
{
	int64_t mask;
	return ir_is_opcode(at, LLVMAnd) && ir_signed_constant(llvm.GetOperand(at, 1), &mask) &&
	       mask >= -WORD && mask < WORD && is_address(llvm.GetOperand(at, 0));
}

static bool has_rounded_addresses(LLVMModuleRef module)
{
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at)) {
			if (rounds_address(at))
				return true;
		}
	}
	return false;
}

static unsigned align_kind(void)
{
	return llvm.GetEnumAttributeKindForName("align", strlen("align"));
}

static int align(LLVMValueRef object)
{
	if (llvm.GetAlignment(object) >= WORD)
		return 0;
	llvm.SetAlignment(object, WORD);
	return 1;
}

/* Of the value that a lookup gives. */
static int align_result(struct ir *ir, LLVMValueRef call)
{
	unsigned alignment = map_value_alignment(ir, call);
	if (alignment < WORD)
		return 0;
	llvm.AddCallSiteAttribute(call, LLVMAttributeReturnIndex,
				  llvm.CreateEnumAttribute(ir->context, align_kind(), alignment));
	return 1;
}

/* No loader and no other object knows where it lies. */
static bool is_own_constant(LLVMValueRef global)
{
	LLVMLinkage linkage = llvm.GetLinkage(global);
	return llvm.IsGlobalConstant(global) && !llvm.IsDeclaration(global) &&
	       (linkage == LLVMInternalLinkage || linkage == LLVMPrivateLinkage) &&
	       !llvm.GetSection(global);
}

/* ---- parameters of subprograms ---- */

static uint64_t parameter_alignment(LLVMValueRef parameter)
{
	LLVMAttributeRef known = llvm.GetEnumAttributeAtIndex(
		llvm.GetParamParent(parameter), parameter_index(parameter) + 1, align_kind());
	return known ? llvm.GetEnumAttributeValue(known) : 1;
}

static bool is_aligned_base(LLVMValueRef base)
{
	if (llvm.IsAArgument(base))
		return parameter_alignment(base) >= WORD;
	return (llvm.IsAAllocaInst(base) ||
		(llvm.IsAGlobalVariable(base) && is_own_constant(base))) &&
	       llvm.GetAlignment(base) >= WORD;
}

static bool is_aligned(void *layout, LLVMValueRef pointer)
{
	struct address address;
	if (!address_split(layout, pointer, &address) || address.offset % WORD ||
	    !is_aligned_base(address.base))
		return false;
	for (unsigned i = 0; i < address.term_count; i++) {
		if (address.terms[i].stride % WORD)
			return false;
	}
	return true;
}

static int align_parameters_of(struct ir *ir, LLVMTargetDataRef layout, LLVMValueRef function)
{
	int changed = 0;
	for (unsigned i = 0; i < llvm.CountParams(function); i++) {
		LLVMValueRef parameter = llvm.GetParam(function, i);
		if (llvm.GetTypeKind(llvm.TypeOf(parameter)) != LLVMPointerTypeKind ||
		    parameter_alignment(parameter) >= WORD ||
		    !parameter_each(ir, parameter, is_aligned, layout))
			continue;
		llvm.AddAttributeAtIndex(function, i + 1,
					 llvm.CreateEnumAttribute(ir->context, align_kind(), WORD));
		changed++;
	}
	return changed;
}

/* To words, where each call does. What one function hands on may be a parameter of its own. */
static int align_parameters(struct ir *ir, LLVMModuleRef module)
{
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	int changed = 0, last;
	do {
		last = 0;
		for (LLVMValueRef f = llvm.GetFirstFunction(module); f;
		     f = llvm.GetNextFunction(f)) {
			last += align_parameters_of(ir, layout, f);
		}
		changed += last;
	} while (last);
	llvm.DisposeTargetData(layout);
	return changed;
}

int rounded_addresses_align(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	if (!has_rounded_addresses(module))
		return 0;
	for (LLVMValueRef g = llvm.GetFirstGlobal(module); g; g = llvm.GetNextGlobal(g)) {
		if (is_own_constant(g))
			changed += align(g);
	}
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at)) {
			if (llvm.IsAAllocaInst(at))
				changed += align(at);
			else if (llvm.IsACallInst(at))
				changed += align_result(ir, at);
		}
	}
	return changed + align_parameters(ir, module);
}
