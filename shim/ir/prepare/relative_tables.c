/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Relative tables. For position-independent code LLVM makes of a constant array of addresses one of
 * their distances from itself (RelLookupTableConverter), and bitcode may arrive so. BPF's loaders
 * relocate no data; addresses have a change of their own.
 */
#include "ir/prepare/relative_tables.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ir/llvm/module.h"

static LLVMValueRef operand_of(LLVMValueRef constant, LLVMOpcode opcode, unsigned number)
{
	return constant && llvm.IsAConstantExpr(constant) && llvm.GetConstOpcode(constant) == opcode
		       ? llvm.GetOperand(constant, number)
		       : NULL;
}

/* The address that a constant is the number of; LLVM has more than one operation for it. */
static LLVMValueRef address_of(LLVMValueRef number)
{
	if (!number || !llvm.IsAConstantExpr(number) || llvm.GetNumOperands(number) != 1)
		return NULL;
	LLVMValueRef address = llvm.GetOperand(number, 0);
	return llvm.GetTypeKind(llvm.TypeOf(address)) == LLVMPointerTypeKind ? address : NULL;
}

/* Of the element "address - table", in 32 bits; NULL when it is something else. */
static LLVMValueRef element_address(LLVMValueRef element, LLVMValueRef table)
{
	LLVMValueRef distance = operand_of(element, LLVMTrunc, 0);
	if (address_of(operand_of(distance, LLVMSub, 1)) != table)
		return NULL;
	return address_of(operand_of(distance, LLVMSub, 0));
}

/* The addresses that a table has the distances of, as an array; NULL when it is no such table. */
static LLVMValueRef addresses_of(struct ir *ir, LLVMValueRef table)
{
	LLVMTypeRef type = llvm.GlobalGetValueType(table);
	LLVMValueRef distances = llvm.GetInitializer(table);
	if (!distances || !llvm.IsGlobalConstant(table) ||
	    llvm.GetTypeKind(type) != LLVMArrayTypeKind)
		return NULL;
	LLVMTypeRef element = llvm.GetElementType(type);
	if (llvm.GetTypeKind(element) != LLVMIntegerTypeKind || llvm.GetIntTypeWidth(element) != 32)
		return NULL;
	int count = llvm.GetNumOperands(distances);
	bool known = count > 0;
	LLVMValueRef *addresses = xcalloc((size_t)count + 1, sizeof(*addresses));
	for (int i = 0; i < count && known; i++) {
		addresses[i] = element_address(llvm.GetOperand(distances, (unsigned)i), table);
		known = addresses[i];
	}
	LLVMTypeRef pointer = llvm.PointerTypeInContext(ir->context, 0);
	LLVMValueRef array = known ? llvm.ConstArray2(pointer, addresses, (uint64_t)count) : NULL;
	free(addresses);
	return array;
}

static LLVMValueRef add_table(LLVMModuleRef module, LLVMValueRef addresses, LLVMValueRef like)
{
	char *name = xasprintf("%s.addresses", ir_name(like));
	LLVMValueRef table = llvm.AddGlobal(module, llvm.TypeOf(addresses), name);
	free(name);
	llvm.SetInitializer(table, addresses);
	llvm.SetGlobalConstant(table, true);
	llvm.SetLinkage(table, LLVMInternalLinkage);
	llvm.SetUnnamedAddress(table, LLVMGlobalUnnamedAddr);
	llvm.SetAlignment(table, 8);
	return table;
}

static bool is_relative_load(LLVMValueRef at, LLVMValueRef table)
{
	if (!llvm.IsACallInst(at))
		return false;
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(at));
	return callee && text_starts_with(ir_name(callee), "llvm.load.relative.") &&
	       llvm.GetOperand(at, 0) == table;
}

/* Elements are twice as large as distances. */
static void replace_load(struct ir *ir, LLVMValueRef call, LLVMValueRef table)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	llvm.PositionBuilderBefore(builder, call);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(call));
	LLVMValueRef offset = llvm.GetOperand(call, 1);
	offset = llvm.BuildShl(builder, offset, llvm.ConstInt(llvm.TypeOf(offset), 1, false), "");
	LLVMValueRef place =
		llvm.BuildGEP2(builder, llvm.Int8TypeInContext(ir->context), table, &offset, 1, "");
	LLVMValueRef address = llvm.BuildLoad2(builder, llvm.TypeOf(call), place, "");
	llvm.SetAlignment(address, 8);
	llvm.DisposeBuilder(builder);
	llvm.ReplaceAllUsesWith(call, address);
	llvm.InstructionEraseFromParent(call);
}

static int replace_loads(struct ir *ir, LLVMModuleRef module, LLVMValueRef table,
			 LLVMValueRef addresses)
{
	LLVMValueRef fresh = NULL;
	int changed = 0;
	for (LLVMUseRef use = llvm.GetFirstUse(table), next; use; use = next) {
		next = llvm.GetNextUse(use);
		LLVMValueRef user = llvm.GetUser(use);
		if (!is_relative_load(user, table))
			continue;
		if (!fresh)
			fresh = add_table(module, addresses, table);
		replace_load(ir, user, fresh);
		changed++;
	}
	return changed;
}

int relative_tables_undo(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	LLVMValueRef next;
	for (LLVMValueRef table = llvm.GetFirstGlobal(module); table; table = next) {
		next = llvm.GetNextGlobal(table);
		LLVMValueRef addresses = addresses_of(ir, table);
		if (addresses)
			changed += replace_loads(ir, module, table, addresses);
	}
	return changed;
}
