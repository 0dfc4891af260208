/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Tables of addresses. A constant array of &str or of references needs relocations inside data,
 * which all loaders drop without a word. A load from such a table at a variable index becomes a
 * chain of choices among its elements, whose addresses then stand in the code, where relocations
 * are applied.
 */
#include "ir/lower/pointer_tables.h"

#include <string.h>

#include "ir/llvm/module.h"

#define MOST_ELEMENTS 64
#define MOST_DEPTH 8

/* A place in a table: base + offset + index * stride. */
struct slot {
	LLVMValueRef base;
	uint64_t offset;
	LLVMValueRef index; /* NULL: none met so far */
	uint64_t stride;
};

static bool holds_addresses(LLVMValueRef constant, int depth)
{
	if (llvm.IsAGlobalValue(constant) || llvm.IsAConstantExpr(constant))
		return true;
	int count = depth < MOST_DEPTH ? llvm.GetNumOperands(constant) : 0;
	for (int i = 0; i < count; i++) {
		if (holds_addresses(llvm.GetOperand(constant, (unsigned)i), depth + 1))
			return true;
	}
	return false;
}

static bool is_table(LLVMValueRef base)
{
	LLVMValueRef global = llvm.IsAGlobalVariable(base);
	return global && llvm.IsGlobalConstant(global) && llvm.GetInitializer(global) &&
	       holds_addresses(llvm.GetInitializer(global), 0);
}

/* Takes one getelementptr of one index into the place; false when it has another form. */
static bool step_down(LLVMTargetDataRef layout, struct slot *place, LLVMValueRef gep)
{
	if (llvm.GetNumOperands(gep) != 2)
		return false;
	uint64_t size = llvm.ABISizeOfType(layout, llvm.GetGEPSourceElementType(gep));
	LLVMValueRef index = llvm.GetOperand(gep, 1);
	if (llvm.IsAConstantInt(index)) {
		place->offset += (uint64_t)llvm.ConstIntGetSExtValue(index) * size;
	} else {
		if (place->index)
			return false;
		place->index = index;
		place->stride = size;
	}
	place->base = llvm.GetOperand(gep, 0);
	return true;
}

static bool find_place(LLVMTargetDataRef layout, struct slot *place, LLVMValueRef pointer)
{
	*place = (struct slot){.base = pointer};
	while (llvm.IsAInstruction(place->base) || llvm.IsAConstantExpr(place->base)) {
		LLVMValueRef at = place->base;
		bool is_gep = llvm.IsAInstruction(at)
				      ? llvm.GetInstructionOpcode(at) == LLVMGetElementPtr
				      : llvm.GetConstOpcode(at) == LLVMGetElementPtr;
		if (!is_gep || !step_down(layout, place, at))
			return false;
	}
	return place->index && is_table(place->base);
}

/* How many elements an in-bounds access may choose from; 0 when it is none of our business. */
static uint64_t element_count(LLVMTargetDataRef layout, const struct slot *place, LLVMTypeRef type)
{
	uint64_t size = llvm.ABISizeOfType(layout, llvm.GlobalGetValueType(place->base));
	uint64_t access = llvm.ABISizeOfType(layout, type);
	if (!place->stride || place->offset + access > size)
		return 0;
	uint64_t count = (size - place->offset - access) / place->stride + 1;
	return count <= MOST_ELEMENTS ? count : 0;
}

static LLVMValueRef load_element(struct ir *ir, LLVMBuilderRef builder, const struct slot *place,
				 LLVMTypeRef type, uint64_t number)
{
	LLVMValueRef offset = llvm.ConstInt(llvm.Int64TypeInContext(ir->context),
					    place->offset + number * place->stride, false);
	LLVMValueRef address = llvm.BuildGEP2(builder, llvm.Int8TypeInContext(ir->context),
					      place->base, &offset, 1, "");
	LLVMValueRef element = llvm.BuildLoad2(builder, type, address, "");
	llvm.SetAlignment(element, 1);
	return element;
}

static LLVMValueRef choose(struct ir *ir, LLVMBuilderRef builder, const struct slot *place,
			   LLVMTypeRef type, uint64_t count)
{
	LLVMTypeRef index_type = llvm.TypeOf(place->index);
	LLVMValueRef chosen = load_element(ir, builder, place, type, count - 1);
	for (uint64_t i = count - 1; i-- > 0;) {
		LLVMValueRef number = llvm.ConstInt(index_type, i, false);
		LLVMValueRef is_it = llvm.BuildICmp(builder, LLVMIntEQ, place->index, number, "");
		LLVMValueRef element = load_element(ir, builder, place, type, i);
		chosen = llvm.BuildSelect(builder, is_it, element, chosen, "");
	}
	return chosen;
}

static bool lower_load(struct ir *ir, LLVMBuilderRef builder, LLVMTargetDataRef layout,
		       LLVMValueRef load)
{
	struct slot place;
	LLVMTypeRef type = llvm.TypeOf(load);
	if (!llvm.IsALoadInst(load) || llvm.GetVolatile(load) ||
	    !find_place(layout, &place, llvm.GetOperand(load, 0)))
		return false;
	uint64_t count = element_count(layout, &place, type);
	if (!count)
		return false;
	llvm.PositionBuilderBefore(builder, load);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(load));
	llvm.ReplaceAllUsesWith(load, choose(ir, builder, &place, type, count));
	llvm.InstructionEraseFromParent(load);
	return true;
}

int pointer_tables_lower(struct ir *ir, LLVMModuleRef module)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	int changed = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		LLVMValueRef next;
		for (LLVMValueRef at = ir_first_instruction(f); at; at = next) {
			next = ir_next_instruction(at);
			changed += lower_load(ir, builder, layout, at);
		}
	}
	llvm.DisposeTargetData(layout);
	llvm.DisposeBuilder(builder);
	return changed;
}
