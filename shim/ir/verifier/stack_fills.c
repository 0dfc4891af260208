/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Variables on the stack that are written at an index. The verifier follows a number with bounds
 * into its slot. A write somewhere in a range forgets the number, and in some kernels leaves those
 * bytes of the slot unreadable that are out of the range (check_stack_write_var_off). What is
 * stored there before is made a number that it knows nothing about: then the slot has plain bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ir/analysis/address.h"
#include "ir/llvm/calls.h"
#include "ir/llvm/llvm.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/quirk.h"
#include "kernel/verifier.h"

#define SLOT 8
/* More stores than that are a loop, which makes no constants. */
#define MAX_BYTES 512

struct variables {
	LLVMValueRef *at; /* those that are written at an index; owned */
	size_t count;
};

static bool has(const struct variables *variables, LLVMValueRef variable)
{
	for (size_t i = 0; i < variables->count; i++) {
		if (variables->at[i] == variable)
			return true;
	}
	return false;
}

static void collect(struct shaper *shaper, struct variables *variables)
{
	struct address address;
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at;
	     at = ir_next_instruction(at)) {
		LLVMValueRef pointer = llvm.IsAStoreInst(at) ? llvm.GetOperand(at, 1)
				       : call_memory(at)     ? llvm.GetOperand(at, 0)
							     : NULL;
		if (!pointer || !address_split(shaper->layout, pointer, &address) ||
		    !llvm.IsAAllocaInst(address.base) || !address.term_count ||
		    has(variables, address.base))
			continue;
		variables->at =
			xreallocarray(variables->at, variables->count + 1, sizeof(*variables->at));
		variables->at[variables->count++] = address.base;
	}
}

/* True for the address of the first byte of a slot of such a variable. */
static bool is_slot(struct shaper *shaper, const struct variables *variables, LLVMValueRef pointer)
{
	struct address address;
	return address_split(shaper->layout, pointer, &address) && !address.term_count &&
	       address.offset % SLOT == 0 && has(variables, address.base);
}

static LLVMValueRef hide(struct shaper *shaper, LLVMValueRef number)
{
	LLVMTypeRef wide = llvm.Int64TypeInContext(shaper->ir->context);
	bool big = strcmp(shaper->ir->triple, "bpfeb") == 0;
	LLVMValueRef hidden = opaque_number(
		shaper->builder, llvm.BuildIntCast2(shaper->builder, number, wide, false, ""), big);
	return llvm.BuildIntCast2(shaper->builder, hidden, llvm.TypeOf(number), false, "");
}

/* A fill with a constant, as code generation would expand it. */
static void expand_fill(struct shaper *shaper, LLVMValueRef call, uint64_t byte, uint64_t size)
{
	LLVMValueRef pointer = llvm.GetOperand(call, 0);
	LLVMValueRef word = shape_i64(shaper, (int64_t)(byte * (UINT64_MAX / UINT8_MAX)));
	uint64_t step = SLOT;

	shape_stand_before(shaper, call);
	LLVMValueRef hidden = hide(shaper, word);
	for (uint64_t at = 0; at < size; at += step) {
		while (step > size - at)
			step /= 2;
		LLVMTypeRef type = llvm.IntTypeInContext(shaper->ir->context, 8 * (unsigned)step);
		LLVMValueRef part = llvm.BuildIntCast2(shaper->builder, hidden, type, false, "");
		LLVMValueRef to = shape_offset(shaper, pointer, shape_i64(shaper, (int64_t)at));
		llvm.SetAlignment(llvm.BuildStore(shaper->builder, part, to), (unsigned)step);
	}
}

static bool shape(struct shaper *shaper, const struct variables *variables, LLVMValueRef at)
{
	uint64_t byte, size;
	if (llvm.IsAStoreInst(at)) {
		LLVMValueRef value = llvm.GetOperand(at, 0);
		unsigned width = shape_width(value);
		if (!width || width > 64 || !is_slot(shaper, variables, llvm.GetOperand(at, 1)))
			return false;
		shape_stand_before(shaper, at);
		llvm.SetOperand(at, 0, hide(shaper, value));
		shape_note(shaper, at);
		return false;
	}
	if (call_memory(at) != CALL_FILL || call_is_volatile(at) ||
	    !ir_constant(llvm.GetOperand(at, 1), &byte) ||
	    !ir_constant(llvm.GetOperand(at, 2), &size) || size > MAX_BYTES ||
	    ir_param_align(at, 0) < SLOT || !is_slot(shaper, variables, llvm.GetOperand(at, 0)))
		return false;
	expand_fill(shaper, at, byte, size);
	shape_note(shaper, at);
	return true;
}

void shape_stack_fills(struct shaper *shaper)
{
	const struct profile *profile = shaper->ir->profile;
	struct variables variables = {0};
	LLVMValueRef next;

	if (!profile->asked || !profile->variable_stack ||
	    verifier_for_kernel(profile->asked).keeps_bytes)
		return;
	collect(shaper, &variables);
	for (LLVMValueRef at = variables.count ? ir_first_instruction(shaper->function) : NULL; at;
	     at = next) {
		next = ir_next_instruction(at);
		if (shape(shaper, &variables, at))
			llvm.InstructionEraseFromParent(at);
	}
	free(variables.at);
}
