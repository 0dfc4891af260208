/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Fields of the context. The verifier takes only the context itself plus a constant as the address
 * of a field (kernel/bpf/verifier.c, check_ptr_off_reg), and takes no instruction that accesses the
 * context on one way and other memory on another. Optimisers, rustc's own included, make one load
 * of the two at the ends of two branches: of the choice of a field and of an element of a table,
 * say, or of two fields. The field is then copied to the stack before that load, and the choice is
 * between the copy and the rest.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/functions.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"
#include "ir/llvm/module.h"
#include "ir/verifier/quirk.h"

/* Choices among choices are followed this far. */
#define MAX_DEPTH 4

struct splitter {
	struct ir *ir;
	LLVMTargetDataRef layout;
	LLVMBuilderRef builder;
	LLVMValueRef context; /* the program's argument */
	LLVMValueRef load;    /* the one at hand */
};

/* True for an address at a constant distance, *offset, from another, which is its first operand. */
static bool has_constant_offset(struct splitter *splitter, LLVMValueRef pointer, uint64_t *offset)
{
	if (!ir_is_opcode(pointer, LLVMGetElementPtr) || llvm.GetNumOperands(pointer) != 2 ||
	    !llvm.IsAConstantInt(llvm.GetOperand(pointer, 1)))
		return false;
	uint64_t size = llvm.ABISizeOfType(splitter->layout, llvm.GetGEPSourceElementType(pointer));
	*offset = size * (uint64_t)llvm.ConstIntGetSExtValue(llvm.GetOperand(pointer, 1));
	return true;
}

static LLVMValueRef build_offset(struct splitter *splitter, LLVMValueRef pointer, uint64_t offset)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(splitter->ir->context);
	LLVMValueRef distance = llvm.ConstInt(i64, offset, false);
	return offset ? llvm.BuildGEP2(splitter->builder,
				       llvm.Int8TypeInContext(splitter->ir->context), pointer,
				       &distance, 1, "")
		      : pointer;
}

/* Copies the field at 'offset' before the load; returns an address that reaches the copy when
 * 'distance' is added to it. */
static LLVMValueRef copy_field(struct splitter *splitter, uint64_t offset, uint64_t distance)
{
	LLVMTypeRef type = llvm.TypeOf(splitter->load);
	LLVMBasicBlockRef block = llvm.GetInstructionParent(splitter->load);
	LLVMBasicBlockRef entry = llvm.GetFirstBasicBlock(llvm.GetBasicBlockParent(block));
	llvm.PositionBuilderBefore(splitter->builder, llvm.GetFirstInstruction(entry));
	LLVMValueRef copy = llvm.BuildAlloca(splitter->builder, type, "");
	llvm.SetAlignment(copy, 8);
	LLVMValueRef address = build_offset(splitter, copy, -distance);

	llvm.PositionBuilderBefore(splitter->builder, splitter->load);
	LLVMValueRef field = build_offset(splitter, splitter->context, offset);
	LLVMValueRef value = llvm.BuildLoad2(splitter->builder, type, field, "");
	llvm.SetAlignment(value, llvm.GetAlignment(splitter->load));
	llvm.BuildStore(splitter->builder, value, copy);
	return address;
}

/* ---- choices: phis and selects ---- */

/* 0 for what is no choice. */
static unsigned count_arms(LLVMValueRef value)
{
	if (ir_is_opcode(value, LLVMPHI))
		return llvm.CountIncoming(value);
	return ir_is_opcode(value, LLVMSelect) ? 2 : 0;
}

static LLVMValueRef get_arm(LLVMValueRef choice, unsigned number)
{
	return ir_is_opcode(choice, LLVMPHI) ? llvm.GetIncomingValue(choice, number)
					     : llvm.GetOperand(choice, number + 1);
}

/* The same choice among other values. */
static LLVMValueRef choose_among(struct splitter *splitter, LLVMValueRef choice, LLVMValueRef *arms)
{
	llvm.PositionBuilderBefore(splitter->builder, choice);
	if (ir_is_opcode(choice, LLVMSelect))
		return llvm.BuildSelect(splitter->builder, llvm.GetOperand(choice, 0), arms[0],
					arms[1], "");
	LLVMValueRef phi = llvm.BuildPhi(splitter->builder, llvm.TypeOf(arms[0]), "");
	for (unsigned i = 0; i < llvm.CountIncoming(choice); i++) {
		LLVMBasicBlockRef block = llvm.GetIncomingBlock(choice, i);
		llvm.AddIncoming(phi, &arms[i], &block, 1);
	}
	return phi;
}

/* ---- addresses of fields ---- */

/* The context itself plus a constant. */
static bool is_field(struct splitter *splitter, LLVMValueRef pointer, uint64_t *offset)
{
	uint64_t part = 0;
	for (*offset = 0; has_constant_offset(splitter, pointer, &part); *offset += part)
		pointer = llvm.GetOperand(pointer, 0);
	return pointer == splitter->context;
}

/* The context plus a choice among constants, which is the second operand. */
static bool is_choice_of_fields(struct splitter *splitter, LLVMValueRef pointer)
{
	uint64_t offset;
	if (!ir_is_opcode(pointer, LLVMGetElementPtr) || llvm.GetNumOperands(pointer) != 2 ||
	    !is_field(splitter, llvm.GetOperand(pointer, 0), &offset))
		return false;
	LLVMValueRef index = llvm.GetOperand(pointer, 1);
	unsigned count = count_arms(index);
	for (unsigned i = 0; i < count; i++) {
		if (!llvm.IsAConstantInt(get_arm(index, i)))
			return false;
	}
	return count > 0;
}

/* A choice, at a constant distance or not, that has a field among its arms. */
static bool chooses_field(struct splitter *splitter, LLVMValueRef pointer, int depth)
{
	uint64_t offset;
	while (has_constant_offset(splitter, pointer, &offset))
		pointer = llvm.GetOperand(pointer, 0);
	if (is_choice_of_fields(splitter, pointer))
		return true;
	unsigned count = depth == MAX_DEPTH ? 0 : count_arms(pointer);
	for (unsigned i = 0; i < count; i++) {
		LLVMValueRef arm = get_arm(pointer, i);
		if (is_field(splitter, arm, &offset) || chooses_field(splitter, arm, depth + 1))
			return true;
	}
	return false;
}

/* The address of a chosen field, 'distance' bytes before what is loaded, with copies for fields. */
static LLVMValueRef choose_copy(struct splitter *splitter, LLVMValueRef gep, uint64_t distance)
{
	LLVMValueRef index = llvm.GetOperand(gep, 1);
	LLVMValueRef *arms = xcalloc(count_arms(index), sizeof(*arms));
	uint64_t size = llvm.ABISizeOfType(splitter->layout, llvm.GetGEPSourceElementType(gep));
	uint64_t base;
	is_field(splitter, llvm.GetOperand(gep, 0), &base);
	for (unsigned i = 0; i < count_arms(index); i++) {
		uint64_t number = (uint64_t)llvm.ConstIntGetSExtValue(get_arm(index, i));
		arms[i] = copy_field(splitter, base + size * number + distance, distance);
	}
	LLVMValueRef chosen = choose_among(splitter, index, arms);
	free(arms);
	return chosen;
}

/* The same address with copies in the place of fields. The load is 'distance' bytes behind it. */
static LLVMValueRef without_fields(struct splitter *splitter, LLVMValueRef pointer,
				   uint64_t distance, int depth)
{
	uint64_t offset;
	if (is_field(splitter, pointer, &offset))
		return copy_field(splitter, offset + distance, distance);
	if (!chooses_field(splitter, pointer, depth))
		return pointer;
	if (has_constant_offset(splitter, pointer, &offset)) {
		LLVMValueRef base = without_fields(splitter, llvm.GetOperand(pointer, 0),
						   distance + offset, depth);
		llvm.PositionBuilderBefore(splitter->builder, pointer);
		return build_offset(splitter, base, offset);
	}
	if (is_choice_of_fields(splitter, pointer))
		return choose_copy(splitter, pointer, distance);
	unsigned count = count_arms(pointer);
	LLVMValueRef *arms = xcalloc(count, sizeof(*arms));
	for (unsigned i = 0; i < count; i++)
		arms[i] = without_fields(splitter, get_arm(pointer, i), distance, depth + 1);
	LLVMValueRef chosen = choose_among(splitter, pointer, arms);
	free(arms);
	return chosen;
}

/* ---- loads ---- */

static int split_loads(struct splitter *splitter, LLVMValueRef function)
{
	int changed = 0;
	LLVMValueRef next;
	for (LLVMValueRef at = ir_first_instruction(function); at; at = next) {
		next = ir_next_instruction(at);
		if (llvm.GetInstructionOpcode(at) != LLVMLoad ||
		    !chooses_field(splitter, llvm.GetOperand(at, 0), 0))
			continue;
		splitter->load = at;
		llvm.SetCurrentDebugLocation2(splitter->builder, llvm.InstructionGetDebugLoc(at));
		llvm.SetOperand(at, 0, without_fields(splitter, llvm.GetOperand(at, 0), 0, 0));
		changed++;
	}
	return changed;
}

void shape_context_fields(struct shaper *shaper)
{
	if (!function_is_entry(shaper->ir, shaper->function) ||
	    llvm.CountParams(shaper->function) == 0)
		return;
	struct splitter splitter = {.ir = shaper->ir,
				    .layout = shaper->layout,
				    .builder = shaper->builder,
				    .context = llvm.GetParam(shaper->function, 0)};
	shaper->changed += split_loads(&splitter, shaper->function);
}
