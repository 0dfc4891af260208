/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Names, attributes, walks, and surgery on phis. */
#include "ir/llvm/module.h"

#include <string.h>

#include "base/diag.h"
#include "base/text.h"

const char *ir_name(LLVMValueRef value)
{
	size_t len;
	return llvm.GetValueName2(value, &len);
}

const char *ir_string(LLVMValueRef global, size_t *size)
{
	LLVMValueRef value = llvm.GetInitializer(global);
	/* rustc 1.85 wraps an allocation without pointers into a struct. */
	if (value && llvm.GetTypeKind(llvm.TypeOf(value)) == LLVMStructTypeKind &&
	    llvm.GetNumOperands(value) == 1)
		value = llvm.GetOperand(value, 0);
	if (!value || !llvm.IsAConstantDataArray(value) || !llvm.IsConstantString(value))
		return NULL;
	return llvm.GetAsString(value, size);
}

bool ir_calls(LLVMValueRef instruction, const char *name)
{
	if (!llvm.IsACallInst(instruction))
		return false;
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(instruction));
	return callee && strcmp(ir_name(callee), name) == 0;
}

size_t ir_count_instructions(LLVMValueRef function)
{
	size_t count = 0;
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at))
		count++;
	return count;
}

size_t ir_count_module(LLVMModuleRef module)
{
	size_t count = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f))
		count += ir_count_instructions(f);
	return count;
}

static unsigned attribute_kind(const char *name)
{
	unsigned kind = llvm.GetEnumAttributeKindForName(name, strlen(name));
	if (!kind)
		diag_bug("unknown attribute");
	return kind;
}

bool ir_is_opcode(LLVMValueRef value, LLVMOpcode opcode)
{
	return llvm.IsAInstruction(value) && llvm.GetInstructionOpcode(value) == opcode;
}

bool ir_is_arithmetic(LLVMValueRef value)
{
	if (!llvm.IsAInstruction(value))
		return false;
	switch (llvm.GetInstructionOpcode(value)) {
	case LLVMAdd:
	case LLVMSub:
	case LLVMMul:
	case LLVMAnd:
	case LLVMOr:
	case LLVMXor:
	case LLVMShl:
	case LLVMLShr:
	case LLVMAShr:
	case LLVMICmp:
	case LLVMSelect:
	case LLVMZExt:
	case LLVMSExt:
	case LLVMTrunc:
		return true;
	default:
		return false;
	}
}

uint64_t ir_all_bits(LLVMValueRef integer)
{
	unsigned width = llvm.GetIntTypeWidth(llvm.TypeOf(integer));
	return width >= 64 ? UINT64_MAX : (UINT64_C(1) << width) - 1;
}

void ir_add_attribute(struct ir *ir, LLVMValueRef function, const char *name)
{
	LLVMAttributeRef attribute = llvm.CreateEnumAttribute(ir->context, attribute_kind(name), 0);
	llvm.AddAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
				 attribute);
}

void ir_add_string_attribute(struct ir *ir, LLVMValueRef function, const char *name,
			     const char *value)
{
	LLVMAttributeRef attribute = llvm.CreateStringAttribute(
		ir->context, name, (unsigned)strlen(name), value, (unsigned)strlen(value));
	llvm.AddAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
				 attribute);
}

void ir_remove_attribute(LLVMValueRef function, const char *name)
{
	llvm.RemoveEnumAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
					attribute_kind(name));
}

bool ir_has_attribute(LLVMValueRef function, const char *name)
{
	return llvm.GetEnumAttributeAtIndex(
		function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex, attribute_kind(name));
}

bool ir_param_has_attribute(LLVMValueRef function, unsigned param, const char *name)
{
	return llvm.GetEnumAttributeAtIndex(function, param + 1, attribute_kind(name));
}

unsigned ir_param_align(LLVMValueRef call, unsigned param)
{
	LLVMAttributeRef attribute =
		llvm.GetCallSiteEnumAttribute(call, param + 1, attribute_kind("align"));
	uint64_t align = attribute ? llvm.GetEnumAttributeValue(attribute) : 1;
	return align > 8 ? 8 : (unsigned)align;
}

static LLVMValueRef skip_others(LLVMValueRef function)
{
	while (function && (llvm.IsDeclaration(function) || ir_has_attribute(function, "optnone")))
		function = llvm.GetNextFunction(function);
	return function;
}

LLVMValueRef ir_first_function(const struct ir *ir, LLVMModuleRef module)
{
	return ir->focus ? ir->focus : skip_others(llvm.GetFirstFunction(module));
}

LLVMValueRef ir_next_function(const struct ir *ir, LLVMValueRef function)
{
	return ir->focus ? NULL : skip_others(llvm.GetNextFunction(function));
}

bool ir_constant(LLVMValueRef value, uint64_t *number)
{
	if (!llvm.IsAConstantInt(value) || llvm.GetIntTypeWidth(llvm.TypeOf(value)) > 64)
		return false;
	*number = llvm.ConstIntGetZExtValue(value);
	return true;
}

bool ir_signed_constant(LLVMValueRef value, int64_t *number)
{
	if (!llvm.IsAConstantInt(value) || llvm.GetIntTypeWidth(llvm.TypeOf(value)) > 64)
		return false;
	*number = llvm.ConstIntGetSExtValue(value);
	return true;
}

/* The first instruction of the block or of a block after it. */
static LLVMValueRef first_from(LLVMBasicBlockRef block)
{
	for (; block; block = llvm.GetNextBasicBlock(block)) {
		LLVMValueRef instruction = llvm.GetFirstInstruction(block);
		if (instruction)
			return instruction;
	}
	return NULL;
}

LLVMValueRef ir_first_instruction(LLVMValueRef function)
{
	return first_from(llvm.GetFirstBasicBlock(function));
}

LLVMValueRef ir_next_instruction(LLVMValueRef instruction)
{
	LLVMValueRef next = llvm.GetNextInstruction(instruction);
	if (next)
		return next;
	return first_from(llvm.GetNextBasicBlock(llvm.GetInstructionParent(instruction)));
}

/* C has no call that changes an incoming edge, so the phi is made anew: with 'instead' for each
 * edge from 'block', or without one edge from it when 'instead' is NULL. */
static void rebuild_phi(struct ir *ir, LLVMValueRef phi, LLVMBasicBlockRef block,
			LLVMBasicBlockRef instead)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	llvm.PositionBuilderBefore(builder, phi);
	LLVMValueRef fresh = llvm.BuildPhi(builder, llvm.TypeOf(phi), "");
	llvm.DisposeBuilder(builder);

	bool dropped = false;
	unsigned count = llvm.CountIncoming(phi);
	for (unsigned i = 0; i < count; i++) {
		LLVMBasicBlockRef from = llvm.GetIncomingBlock(phi, i);
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		if (from == block && !instead && !dropped) {
			dropped = true;
			continue;
		}
		if (from == block && instead)
			from = instead;
		llvm.AddIncoming(fresh, &value, &from, 1);
	}
	llvm.ReplaceAllUsesWith(phi, fresh);
	llvm.InstructionEraseFromParent(phi);
	if (llvm.CountIncoming(fresh) == 0) {
		llvm.ReplaceAllUsesWith(fresh, llvm.GetPoison(llvm.TypeOf(fresh)));
		llvm.InstructionEraseFromParent(fresh);
	}
}

LLVMValueRef ir_incoming_from(LLVMValueRef phi, LLVMBasicBlockRef block)
{
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		if (llvm.GetIncomingBlock(phi, i) == block)
			return llvm.GetIncomingValue(phi, i);
	}
	return NULL;
}

void ir_replace_incoming(struct ir *ir, LLVMBasicBlockRef successor, LLVMBasicBlockRef block,
			 LLVMBasicBlockRef instead)
{
	LLVMValueRef next;
	for (LLVMValueRef at = llvm.GetFirstInstruction(successor); at && llvm.IsAPHINode(at);
	     at = next) {
		next = llvm.GetNextInstruction(at);
		rebuild_phi(ir, at, block, instead);
	}
}

void ir_drop_incoming(struct ir *ir, LLVMBasicBlockRef successor, LLVMBasicBlockRef block)
{
	ir_replace_incoming(ir, successor, block, NULL);
}

void ir_cut_block(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef instruction)
{
	LLVMBasicBlockRef block = llvm.GetInstructionParent(instruction);
	LLVMValueRef terminator = llvm.GetBasicBlockTerminator(block);
	unsigned successors = terminator ? llvm.GetNumSuccessors(terminator) : 0;
	for (unsigned i = 0; i < successors; i++)
		ir_drop_incoming(ir, llvm.GetSuccessor(terminator, i), block);

	LLVMValueRef last;
	do {
		last = llvm.GetLastInstruction(block);
		LLVMTypeRef type = llvm.TypeOf(last);
		if (llvm.GetTypeKind(type) != LLVMVoidTypeKind)
			llvm.ReplaceAllUsesWith(last, llvm.GetPoison(type));
		llvm.InstructionEraseFromParent(last);
	} while (last != instruction);
	llvm.PositionBuilderAtEnd(builder, block);
}

/* Branches to one block become branches to another. */
static void redirect_edges(LLVMBasicBlockRef from, LLVMBasicBlockRef to)
{
	LLVMUseRef next;
	for (LLVMUseRef use = llvm.GetFirstUse(llvm.BasicBlockAsValue(from)); use; use = next) {
		LLVMValueRef branch = llvm.GetUser(use);
		next = llvm.GetNextUse(use);
		if (!llvm.IsAInstruction(branch))
			continue; /* an address for a computed jump, which BPF lacks */
		for (unsigned i = 0; i < llvm.GetNumSuccessors(branch); i++)
			if (llvm.GetSuccessor(branch, i) == from)
				llvm.SetSuccessor(branch, i, to);
		/* All the uses of this branch are gone. */
		next = llvm.GetFirstUse(llvm.BasicBlockAsValue(from));
	}
}

LLVMBasicBlockRef ir_split_block(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef instruction)
{
	LLVMBasicBlockRef block = llvm.GetInstructionParent(instruction);
	LLVMBasicBlockRef head = llvm.InsertBasicBlockInContext(ir->context, block, "");
	LLVMValueRef at;

	/* The block keeps its end: so its successors' phis stay true, and its own move with what
	 * they are for. */
	redirect_edges(block, head);
	/* The builder gives what it inserts its own location, if it has one. */
	llvm.SetCurrentDebugLocation2(builder, NULL);
	llvm.PositionBuilderAtEnd(builder, head);
	while ((at = llvm.GetFirstInstruction(block)) != instruction) {
		llvm.InstructionRemoveFromParent(at);
		llvm.InsertIntoBuilder(builder, at);
	}
	return head;
}
