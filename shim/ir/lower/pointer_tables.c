/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Tables of addresses. A constant array of &str or of references needs relocations inside data,
 * which all loaders drop without a word. A load from such a table at a variable index becomes a
 * chain of choices among its elements, whose addresses then stand in the code, where relocations
 * are applied.
 */
#include "ir/lower/pointer_tables.h"

#include <string.h>

#include "base/number.h"
#include "ir/analysis/address.h"
#include "ir/llvm/module.h"

#define MAX_ELEMENTS 64
#define MAX_DEPTH 8

/* A load from a table: the sum of the address's terms may be first, first + step, up to last. */
struct table_load {
	LLVMValueRef load;
	struct address address;
	int64_t first, last, step;
	bool by_index; /* one term, which does not wrap: its index can be compared itself */
};

static bool holds_addresses(LLVMValueRef constant, int depth)
{
	if (llvm.IsAGlobalValue(constant) || llvm.IsAConstantExpr(constant))
		return true;
	int count = depth < MAX_DEPTH ? llvm.GetNumOperands(constant) : 0;
	for (int i = 0; i < count; i++) {
		if (holds_addresses(llvm.GetOperand(constant, (unsigned)i), depth + 1))
			return true;
	}
	return false;
}

bool pointer_tables_is_one(LLVMValueRef base)
{
	LLVMValueRef global = llvm.IsAGlobalVariable(base);
	return global && llvm.IsGlobalConstant(global) && llvm.GetInitializer(global) &&
	       holds_addresses(llvm.GetInitializer(global), 0);
}

/* The getelementptr that adds the only index adds it without wrapping around. */
static bool is_inbounds(LLVMValueRef pointer)
{
	for (; llvm.IsAInstruction(pointer) &&
	       llvm.GetInstructionOpcode(pointer) == LLVMGetElementPtr;
	     pointer = llvm.GetOperand(pointer, 0)) {
		for (unsigned i = 1; i < (unsigned)llvm.GetNumOperands(pointer); i++)
			if (!llvm.IsAConstantInt(llvm.GetOperand(pointer, i)))
				return llvm.IsInBounds(pointer);
	}
	return false;
}

/* Finds the sums that keep the access inside the table; false when there are none, or too many. */
static bool find_sums(LLVMTargetDataRef layout, struct table_load *table)
{
	const struct address *address = &table->address;
	int64_t size = (int64_t)address_object_size(layout, address->base);
	int64_t access = (int64_t)llvm.StoreSizeOfType(layout, llvm.TypeOf(table->load));
	table->step = 0;
	for (unsigned i = 0; i < address->term_count; i++) {
		if (address->terms[i].stride > INT32_MAX)
			return false;
		table->step =
			(int64_t)greatest_divisor(address->terms[i].stride, (uint64_t)table->step);
	}
	if (access > size || address->offset < -INT32_MAX || address->offset > INT32_MAX)
		return false;
	int64_t low = -address->offset, high = size - access - address->offset;
	/* Both to a multiple of the step, inwards. */
	table->first = low + ((-low % table->step) + table->step) % table->step;
	table->last = high - ((high % table->step) + table->step) % table->step;
	return table->first <= table->last &&
	       (table->last - table->first) / table->step < MAX_ELEMENTS;
}

static bool find_table(LLVMTargetDataRef layout, LLVMValueRef load, struct table_load *table)
{
	if (!llvm.IsALoadInst(load) || llvm.GetVolatile(load))
		return false;
	*table = (struct table_load){.load = load};
	LLVMValueRef pointer = llvm.GetOperand(load, 0);
	if (!address_split(layout, pointer, &table->address) || !table->address.term_count ||
	    !pointer_tables_is_one(table->address.base) || !find_sums(layout, table))
		return false;
	table->by_index = table->address.term_count == 1 && is_inbounds(pointer);
	return true;
}

/* ---- choosing ---- */

static LLVMValueRef load_element(struct ir *ir, LLVMBuilderRef builder,
				 const struct table_load *table, int64_t sum)
{
	int64_t distance = table->address.offset + sum;
	LLVMValueRef offset = llvm.ConstInt(llvm.Int64TypeInContext(ir->context),
					    (unsigned long long)distance, true);
	LLVMValueRef address = llvm.BuildGEP2(builder, llvm.Int8TypeInContext(ir->context),
					      table->address.base, &offset, 1, "");
	LLVMValueRef element = llvm.BuildLoad2(builder, llvm.TypeOf(table->load), address, "");
	llvm.SetAlignment(element, 1);
	return element;
}

/* True when the sum of the terms is this one. */
static LLVMValueRef compare(LLVMBuilderRef builder, const struct table_load *table,
			    LLVMValueRef value, int64_t sum)
{
	int64_t number = table->by_index ? sum / table->step : sum;
	return llvm.BuildICmp(builder, LLVMIntEQ, value,
			      llvm.ConstInt(llvm.TypeOf(value), (unsigned long long)number, true),
			      "");
}

static LLVMValueRef choose(struct ir *ir, LLVMBuilderRef builder, const struct table_load *table)
{
	LLVMValueRef value = table->by_index ? table->address.terms[0].index
					     : address_build_sum(builder, &table->address);
	LLVMValueRef chosen = load_element(ir, builder, table, table->last);
	for (int64_t sum = table->last - table->step; sum >= table->first; sum -= table->step) {
		LLVMValueRef is_it = compare(builder, table, value, sum);
		LLVMValueRef element = load_element(ir, builder, table, sum);
		chosen = llvm.BuildSelect(builder, is_it, element, chosen, "");
	}
	return chosen;
}

static bool lower_load(struct ir *ir, LLVMBuilderRef builder, LLVMTargetDataRef layout,
		       LLVMValueRef load)
{
	struct table_load table;
	if (!find_table(layout, load, &table))
		return false;
	llvm.PositionBuilderBefore(builder, load);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(load));
	llvm.ReplaceAllUsesWith(load, choose(ir, builder, &table));
	llvm.InstructionEraseFromParent(load);
	return true;
}

int pointer_tables_lower(struct ir *ir, LLVMModuleRef module)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
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
