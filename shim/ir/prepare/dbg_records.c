/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * LLVM's C interface has no way to remove a record. But records go with their block: what is no
 * record moves into a new block, and the old one is deleted.
 */
#include "ir/prepare/dbg_records.h"

#include <string.h>

#include "ir/llvm/module.h"

/* Kinds of records, by LLVMDbgRecordGetKind(). */
#define LLVM_RECORD_DECLARE 1
#define LLVM_RECORD_VALUE 2

#define REGISTER_SIZE 8

/* What the records are made again by. */
struct renewal {
	LLVMDIBuilderRef builder;
	LLVMTargetDataRef layout;
	bool with_small; /* those of small variables, too */
};

bool dbg_record_is_in_memory(struct ir *ir, LLVMDbgRecordRef record)
{
	int kind = llvm.DbgRecordGetKind(record);
	if (kind == LLVM_RECORD_DECLARE)
		return true;
	if (kind != LLVM_RECORD_VALUE)
		return false;
	LLVMMetadataRef expression = llvm.DbgVariableRecordGetExpression(record);
	char *text = llvm.PrintValueToString(llvm.MetadataAsValue(ir->context, expression));
	bool memory = strstr(text, "(DW_OP_deref");
	llvm.DisposeMessage(text);
	return memory;
}

/* A variable whose place says nothing of a stack that is too large: of the size of a register. */
static bool is_small(LLVMTargetDataRef layout, LLVMValueRef variable)
{
	return llvm.IsAAllocaInst(variable) &&
	       llvm.ABISizeOfType(layout, llvm.GetAllocatedType(variable)) <= REGISTER_SIZE;
}

static void copy_record(const struct renewal *renewal, LLVMDbgRecordRef record, LLVMValueRef before)
{
	LLVMDIBuilderRef builder = renewal->builder;
	LLVMValueRef value = llvm.DbgVariableRecordGetValue(record, 0);
	if (!value || (!renewal->with_small && is_small(renewal->layout, value)))
		return;
	LLVMMetadataRef variable = llvm.DbgVariableRecordGetVariable(record);
	LLVMMetadataRef expression = llvm.DbgVariableRecordGetExpression(record);
	LLVMMetadataRef location = llvm.DbgRecordGetDebugLoc(record);
	if (llvm.DbgRecordGetKind(record) == LLVM_RECORD_DECLARE)
		llvm.DIBuilderInsertDeclareRecordBefore(builder, value, variable, expression,
							location, before);
	else
		llvm.DIBuilderInsertDbgValueRecordBefore(builder, value, variable, expression,
							 location, before);
}

/* Each record of an instruction that moves away goes to the one after it; in the end the last has
 * all of them, in their order. */
static void move_instructions(struct ir *ir, LLVMBasicBlockRef from, LLVMBasicBlockRef to,
			      LLVMValueRef last)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	LLVMValueRef at;
	llvm.PositionBuilderAtEnd(builder, to);
	while ((at = llvm.GetFirstInstruction(from)) != last) {
		llvm.InstructionRemoveFromParent(at);
		llvm.InsertIntoBuilderWithName(builder, at, ir_name(at));
	}
	llvm.DisposeBuilder(builder);
}

static void copy_records(struct ir *ir, const struct renewal *renewal, LLVMValueRef from,
			 LLVMValueRef before)
{
	LLVMDbgRecordRef record = llvm.GetFirstDbgRecord(from);
	for (; record; record = llvm.GetNextDbgRecord(record)) {
		if (dbg_record_is_in_memory(ir, record))
			copy_record(renewal, record, before);
	}
}

static bool is_own_successor(LLVMBasicBlockRef block)
{
	LLVMValueRef end = llvm.GetBasicBlockTerminator(block);
	for (unsigned i = 0; i < llvm.GetNumSuccessors(end); i++) {
		if (llvm.GetSuccessor(end, i) == block)
			return true;
	}
	return false;
}

static void renew_block(struct ir *ir, const struct renewal *renewal, LLVMBasicBlockRef block)
{
	LLVMBasicBlockRef renewed = llvm.InsertBasicBlockInContext(ir->context, block, "");
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);

	bool is_loop = is_own_successor(block);
	/* While the block is whole: the phis of its successors hear of it, too, all but its own. */
	llvm.ReplaceAllUsesWith(llvm.BasicBlockAsValue(block), llvm.BasicBlockAsValue(renewed));
	llvm.PositionBuilderAtEnd(builder, block);
	LLVMValueRef last = llvm.BuildUnreachable(builder);
	move_instructions(ir, block, renewed, last);
	if (is_loop)
		ir_replace_incoming(ir, renewed, block, renewed);
	if (llvm.has_records)
		copy_records(ir, renewal, last, llvm.GetBasicBlockTerminator(renewed));
	llvm.DeleteBasicBlock(block);
	llvm.DisposeBuilder(builder);
}

int dbg_records_drop(struct ir *ir, LLVMModuleRef module)
{
	const struct renewal renewal = {.builder = llvm.CreateDIBuilder(module),
					.layout = llvm.CreateTargetDataLayout(ir->machine),
					.with_small = ir->opts->report_file};
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		LLVMBasicBlockRef next;
		for (LLVMBasicBlockRef at = llvm.GetFirstBasicBlock(f); at; at = next) {
			next = llvm.GetNextBasicBlock(at);
			renew_block(ir, &renewal, at);
		}
	}
	llvm.DisposeTargetData(renewal.layout);
	llvm.DisposeDIBuilder(renewal.builder);
	return 0;
}
