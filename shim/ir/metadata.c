/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Nodes of debug info. */
#include "ir/metadata.h"

#include <stdlib.h>

/* DW_TAG_pointer_type: DWARF 5, section 7.5.3. */
#define TAG_POINTER 0x0f

/* Operands 0 and 1 of types and variables are file and scope, which lead out of them. */
#define FIRST_INSIDE 2

#define MOST_DEPTH 8

unsigned metadata_count(struct ir *ir, LLVMMetadataRef node)
{
	return llvm.GetMDNodeNumOperands(llvm.MetadataAsValue(ir->context, node));
}

LLVMMetadataRef metadata_operand(struct ir *ir, LLVMMetadataRef node, unsigned i)
{
	LLVMValueRef value = llvm.MetadataAsValue(ir->context, node);
	LLVMValueRef *operands = xcalloc(llvm.GetMDNodeNumOperands(value), sizeof(*operands));
	llvm.GetMDNodeOperands(value, operands);
	LLVMMetadataRef found = operands[i] ? llvm.ValueAsMetadata(operands[i]) : NULL;
	free(operands);
	return found;
}

LLVMMetadataRef metadata_find(struct ir *ir, LLVMMetadataRef node, LLVMMetadataKind kind,
			      unsigned *at)
{
	unsigned count = metadata_count(ir, node);
	for (*at = 0; *at < count; ++*at) {
		LLVMMetadataRef found = metadata_operand(ir, node, *at);
		if (found && llvm.GetMetadataKind(found) == kind)
			return found;
	}
	return NULL;
}

static bool is_type(LLVMMetadataRef node)
{
	switch (llvm.GetMetadataKind(node)) {
	case LLVMDIBasicTypeMetadataKind:
	case LLVMDIDerivedTypeMetadataKind:
	case LLVMDICompositeTypeMetadataKind:
	case LLVMDISubroutineTypeMetadataKind:
		return true;
	default:
		return false;
	}
}

static LLVMMetadataRef first_type(struct ir *ir, LLVMMetadataRef node)
{
	unsigned count = metadata_count(ir, node);
	for (unsigned i = FIRST_INSIDE; i < count; i++) {
		LLVMMetadataRef found = metadata_operand(ir, node, i);
		if (found && is_type(found))
			return found;
	}
	return NULL;
}

LLVMMetadataRef metadata_variable(LLVMValueRef global)
{
	size_t count;
	LLVMMetadataRef found = NULL;
	LLVMValueMetadataEntry *entries = llvm.GlobalCopyAllMetadata(global, &count);
	for (unsigned i = 0; i < count && !found; i++) {
		LLVMMetadataRef node = llvm.ValueMetadataEntriesGetMetadata(entries, i);
		if (llvm.GetMetadataKind(node) == LLVMDIGlobalVariableExpressionMetadataKind)
			found = llvm.DIGlobalVariableExpressionGetVariable(node);
	}
	llvm.DisposeValueMetadataEntries(entries);
	return found;
}

LLVMMetadataRef metadata_variable_type(struct ir *ir, LLVMMetadataRef variable)
{
	return first_type(ir, variable);
}

static LLVMMetadataRef find_pointer(struct ir *ir, LLVMMetadataRef node, unsigned depth)
{
	LLVMMetadataRef found = NULL;
	bool tuple = llvm.GetMetadataKind(node) == LLVMMDTupleMetadataKind;

	if (depth > MOST_DEPTH || (!tuple && !is_type(node)))
		return NULL;
	if (!tuple && llvm.GetDINodeTag(node) == TAG_POINTER)
		return node;
	unsigned count = metadata_count(ir, node);
	for (unsigned i = tuple ? 0 : FIRST_INSIDE; i < count && !found; i++) {
		LLVMMetadataRef inside = metadata_operand(ir, node, i);
		if (inside)
			found = find_pointer(ir, inside, depth + 1);
	}
	return found;
}

LLVMMetadataRef metadata_pointee(struct ir *ir, LLVMMetadataRef type)
{
	LLVMMetadataRef pointer = find_pointer(ir, type, 0);
	return pointer ? first_type(ir, pointer) : NULL;
}
