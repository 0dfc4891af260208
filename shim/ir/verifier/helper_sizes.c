/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Sizes of the memory that a helper gets. The verifier wants both ends of such a size in the very
 * register that holds it (check_mem_size_reg). A word that LLVM cuts from a wider number has
 * something in the register's upper half, and was compared in another one; and of the difference of
 * two places of a packet the verifier does not know that it is no zero. The size is compared with
 * the greatest number that it can be, right before the call, and the call takes what was compared.
 * There is no way out where the comparison fails, as memory may be reserved that has to be given
 * back: the call would go on with the smallest size.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/address.h"
#include "ir/analysis/functions.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/conditions.h"
#include "ir/verifier/greatest.h"
#include "ir/verifier/interval.h"
#include "ir/verifier/model.h"
#include "ir/verifier/quirk.h"
#include "kernel/helpers.h"

/* The verifier refuses larger ones (BPF_MAX_VAR_SIZ). */
#define MAX_SIZE ((1 << 29) - 1)

/* How far the parts of a choice are followed. */
#define MAX_DEPTH 4

struct size {
	LLVMValueRef call;
	unsigned operand;
	uint64_t min, max;
};

struct sizes {
	struct size *at; /* owned */
	size_t count;
};

static bool is_integer(LLVMValueRef value)
{
	return shape_width(value) == 32 || shape_width(value) == 64;
}

/* An integer behind a pointer to memory of the program's own. Behind the context comes an offset,
 * behind a map a key or flags. */
static bool is_size(LLVMValueRef call, unsigned operand)
{
	LLVMValueRef value = llvm.GetOperand(call, operand);
	LLVMValueRef memory = llvm.GetOperand(call, operand - 1);
	if (!llvm.IsAInstruction(value) || !is_integer(value) ||
	    llvm.GetTypeKind(llvm.TypeOf(memory)) != LLVMPointerTypeKind)
		return false;
	LLVMValueRef base = address_base(memory);
	return !llvm.IsAArgument(base) && !llvm.IsAGlobalVariable(base);
}

/* Whether the register's upper half may have something in it. */
static bool is_cut(LLVMValueRef value, unsigned depth)
{
	unsigned first = 0, end = (unsigned)llvm.GetNumOperands(value);
	if (!llvm.IsAInstruction(value) || shape_width(value) == 64)
		return false;
	if (depth == MAX_DEPTH || ir_is_opcode(value, LLVMTrunc))
		return true;
	if (ir_is_opcode(value, LLVMSelect))
		first = 1;
	else if (ir_is_opcode(value, LLVMCall))
		end--; /* of llvm.umin and its like */
	else if (!llvm.IsAPHINode(value) && !ir_is_opcode(value, LLVMFreeze))
		return false;
	for (unsigned i = first; i < end; i++) {
		if (is_cut(llvm.GetOperand(value, i), depth + 1))
			return true;
	}
	return false;
}

static bool is_seen(struct model *model, const struct size *size, LLVMBasicBlockRef block)
{
	LLVMValueRef value = llvm.GetOperand(size->call, size->operand);
	struct address address = {.terms = {{.index = value, .stride = 1}}, .term_count = 1};
	if (ir_is_opcode(value, LLVMTrunc) && shape_width(llvm.GetOperand(value, 0)) == 64)
		address.terms[0].index = llvm.GetOperand(value, 0);
	else if (is_cut(value, 0))
		return false;
	struct range range = model_range_of_terms(model, &address, block, false);
	return range.min >= (int64_t)size->min && range.max <= MAX_SIZE;
}

/* A difference of two numbers that are not the same. */
static bool is_some_way(struct cfg *cfg, LLVMValueRef value, LLVMBasicBlockRef block)
{
	return ir_is_opcode(value, LLVMSub) &&
	       condition_tells_apart(cfg, block, llvm.GetOperand(value, 0),
				     llvm.GetOperand(value, 1));
}

/* The number that was cut to this one without a loss; or the value itself. */
static LLVMValueRef whole_of(struct cfg *cfg, LLVMValueRef value, LLVMBasicBlockRef block)
{
	if (!ir_is_opcode(value, LLVMTrunc))
		return value;
	LLVMValueRef whole = llvm.GetOperand(value, 0);
	struct range range = interval_of(cfg, whole, block);
	bool fits = (range.min >= 0 && range.max <= UINT32_MAX) ||
		    greatest_of(cfg, whole, block) <= UINT32_MAX;
	return fits ? whole : value;
}

/* Narrows the size to what is known of one of the forms that it has. */
static void narrow(struct size *size, struct cfg *cfg, LLVMValueRef form, LLVMBasicBlockRef block)
{
	uint64_t most = greatest_of(cfg, form, block);
	struct range range = interval_of(cfg, form, block);
	if (range.min >= 0 && (uint64_t)range.max < most)
		most = (uint64_t)range.max;
	size->max = most < size->max ? most : size->max;
	if (range.min > 0 || greatest_is_never_zero(cfg, form, block) ||
	    is_some_way(cfg, form, block))
		size->min = 1;
}

static void look_at(struct sizes *found, struct model *model, LLVMValueRef call, unsigned operand)
{
	struct cfg *cfg = &model->cfg;
	LLVMBasicBlockRef block = llvm.GetInstructionParent(call);
	LLVMValueRef value = llvm.GetOperand(call, operand);
	struct size size = {.call = call, .operand = operand, .max = UINT64_MAX};
	narrow(&size, cfg, value, block);
	narrow(&size, cfg, whole_of(cfg, value, block), block);
	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use)) {
		if (ir_is_opcode(llvm.GetUser(use), LLVMZExt))
			narrow(&size, cfg, llvm.GetUser(use), block);
	}
	if (!helper_wants_bytes(function_called_helper(call)))
		size.min = 0;
	if (size.max < size.min || size.max > MAX_SIZE || is_seen(model, &size, block))
		return;
	found->at = xreallocarray(found->at, found->count + 1, sizeof(*found->at));
	found->at[found->count++] = size;
}

static void collect(struct shaper *shaper, struct sizes *found)
{
	struct model model;
	model_init(&model, shaper->function, shaper->layout);
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at;
	     at = ir_next_instruction(at)) {
		unsigned end = function_called_helper(at) ? llvm.GetNumArgOperands(at) : 0;
		for (unsigned i = 1; i < end; i++) {
			if (is_size(at, i))
				look_at(found, &model, at, i);
		}
	}
	model_release(&model);
}

static void shape(struct shaper *shaper, const struct size *size)
{
	LLVMBuilderRef builder = shaper->builder;
	LLVMValueRef value = llvm.GetOperand(size->call, size->operand);
	LLVMTypeRef type = llvm.TypeOf(value);
	LLVMValueRef min = shape_i64(shaper, (int64_t)size->min);
	bool is_word = shape_width(value) < 64;

	shape_stand_before(shaper, size->call);
	LLVMValueRef wide = is_word ? llvm.BuildZExt(builder, value, llvm.TypeOf(min), "") : value;
	LLVMValueRef above = size->min ? llvm.BuildSub(builder, wide, min, "") : wide;
	above = opaque_bounded(builder, above, (unsigned)(size->max - size->min));
	LLVMValueRef bounded = size->min ? llvm.BuildAdd(builder, above, min, "") : above;
	llvm.SetOperand(size->call, size->operand,
			is_word ? llvm.BuildTrunc(builder, bounded, type, "") : bounded);
	shape_note(shaper, size->call);
}

void shape_helper_sizes(struct shaper *shaper)
{
	struct sizes found = {0};
	collect(shaper, &found);
	for (size_t i = 0; i < found.count; i++)
		shape(shaper, &found.at[i]);
	free(found.at);
}
