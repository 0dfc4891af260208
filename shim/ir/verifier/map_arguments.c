/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Keys and values that lie in a map. Before Linux took memory of maps for a helper's key or value,
 * both had to lie on the stack or in the packet (check_func_arg). They are copied to the stack
 * right before the call: helpers only read them, and keep no pointer. The plan has the sizes of the
 * maps.
 */
#include <linux/bpf.h>

#include "ir/analysis/address.h"
#include "ir/analysis/functions.h"
#include "ir/analysis/plan.h"
#include "ir/llvm/llvm.h"
#include "ir/llvm/module.h"
#include "ir/verifier/quirk.h"

/* The widest load. */
#define WIDEST 8

/* What is larger leaves too little of the stack: it stays where it is. */
#define MAX_BYTES 256

/* Variables for the copies; each serves all calls of the function. */
struct copies {
	LLVMValueRef key, value;
};

/* The variable, with room for so many bytes. */
static LLVMValueRef make_room(struct shaper *shaper, LLVMValueRef variable, uint64_t size)
{
	if (variable && llvm.ABISizeOfType(shaper->layout, llvm.GetAllocatedType(variable)) >= size)
		return variable;
	LLVMTypeRef byte = llvm.Int8TypeInContext(shaper->ir->context);
	llvm.PositionBuilderBefore(shaper->builder, ir_first_instruction(shaper->function));
	variable = llvm.BuildAlloca(shaper->builder, llvm.ArrayType2(byte, size), "");
	llvm.SetAlignment(variable, WIDEST);
	return variable;
}

/* How many bytes one load may take: what a lookup returns is aligned to eight, all else is not
 * known to be aligned. */
static uint64_t step_of(struct shaper *shaper, LLVMValueRef pointer)
{
	struct address address;
	if (!address_split(shaper->layout, pointer, &address) ||
	    !function_called_helper(address.base))
		return 1;
	uint64_t bits = WIDEST | (uint64_t)address.offset;
	for (unsigned i = 0; i < address.term_count; i++)
		bits |= address.terms[i].stride;
	return bits & -bits;
}

static void copy_bytes(struct shaper *shaper, LLVMValueRef from, LLVMValueRef to, uint64_t size)
{
	uint64_t step = step_of(shaper, from);
	for (uint64_t at = 0; at < size; at += step) {
		while (step > size - at)
			step /= 2;
		LLVMTypeRef type = llvm.IntTypeInContext(shaper->ir->context, 8 * (unsigned)step);
		LLVMValueRef offset = shape_i64(shaper, (int64_t)at);
		LLVMValueRef part = llvm.BuildLoad2(shaper->builder, type,
						    shape_offset(shaper, from, offset), "");
		llvm.SetAlignment(part, (unsigned)step);
		LLVMValueRef stored =
			llvm.BuildStore(shaper->builder, part, shape_offset(shaper, to, offset));
		llvm.SetAlignment(stored, (unsigned)step);
	}
}

/* Makes the argument of the call a copy of it, unless it is on the stack. */
static void copy_argument(struct shaper *shaper, LLVMValueRef call, unsigned operand,
			  LLVMValueRef *variable, uint64_t size)
{
	LLVMValueRef pointer = llvm.GetOperand(call, operand);
	if (!size || size > MAX_BYTES ||
	    llvm.GetTypeKind(llvm.TypeOf(pointer)) != LLVMPointerTypeKind ||
	    llvm.IsAAllocaInst(address_base(pointer)))
		return;
	*variable = make_room(shaper, *variable, size);
	shape_stand_before(shaper, call);
	copy_bytes(shaper, pointer, *variable, size);
	llvm.SetOperand(call, operand, *variable);
	shape_note(shaper, call);
}

static const struct plan_map *map_of_call(const struct shaper *shaper, LLVMValueRef call)
{
	uint64_t helper = function_called_helper(call);
	if (helper != BPF_FUNC_map_lookup_elem && helper != BPF_FUNC_map_update_elem &&
	    helper != BPF_FUNC_map_delete_elem)
		return NULL;
	LLVMValueRef map = llvm.GetOperand(call, 0);
	return llvm.IsAGlobalVariable(map) ? plan_find_map(shaper->ir->plan, ir_name(map)) : NULL;
}

static void shape_call(struct shaper *shaper, LLVMValueRef call, struct copies *copies)
{
	const struct plan_map *map = map_of_call(shaper, call);
	if (!map)
		return;
	copy_argument(shaper, call, 1, &copies->key, map->key_size);
	if (function_called_helper(call) == BPF_FUNC_map_update_elem)
		copy_argument(shaper, call, 2, &copies->value, map->value_size);
}

void shape_map_arguments(struct shaper *shaper)
{
	struct copies copies = {0};
	if (!shaper->ir->plan->map_count)
		return;
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at;
	     at = ir_next_instruction(at))
		shape_call(shaper, at, &copies);
}
