/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Nodes of debug info. */
#include "ir/llvm/metadata.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/symbol.h"

/* DW_TAG_pointer_type: DWARF 5, section 7.5.3. */
#define TAG_POINTER 0x0f

/* Option<NonNull<T>> takes eleven: each list of members and each member counts. */
#define MAX_DEPTH 16

unsigned metadata_count(struct ir *ir, LLVMMetadataRef node)
{
	return llvm.GetMDNodeNumOperands(llvm.MetadataAsValue(ir->context, node));
}

LLVMMetadataRef *metadata_operands(struct ir *ir, LLVMMetadataRef node)
{
	LLVMValueRef value = llvm.MetadataAsValue(ir->context, node);
	unsigned count = llvm.GetMDNodeNumOperands(value);
	LLVMValueRef *values = xcalloc(count, sizeof(*values));
	LLVMMetadataRef *operands = xcalloc(count, sizeof(LLVMMetadataRef));
	llvm.GetMDNodeOperands(value, values);
	for (unsigned i = 0; i < count; i++)
		operands[i] = values[i] ? llvm.ValueAsMetadata(values[i]) : NULL;
	free(values);
	return operands;
}

LLVMMetadataRef metadata_operand(struct ir *ir, LLVMMetadataRef node, unsigned i)
{
	LLVMMetadataRef *operands = metadata_operands(ir, node);
	LLVMMetadataRef found = operands[i];
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

/* The last of the first 'most' strings of a node: a variable has its name, a function after its
 * name the one that the linker sees, where they differ. */
static char *last_string(struct ir *ir, LLVMMetadataRef node, unsigned most)
{
	unsigned count = metadata_count(ir, node), len;
	const char *last = NULL;
	for (unsigned i = 0; i < count && most; i++) {
		LLVMMetadataRef found = metadata_operand(ir, node, i);
		if (!found || llvm.GetMetadataKind(found) != LLVMMDStringMetadataKind)
			continue;
		last = llvm.GetMDString(llvm.MetadataAsValue(ir->context, found), &len);
		most--;
	}
	return last ? xstrndup(last, len) : NULL;
}

char *metadata_name(struct ir *ir, LLVMMetadataRef variable)
{
	return last_string(ir, variable, 1);
}

char *metadata_function(struct ir *ir, LLVMMetadataRef location)
{
	LLVMMetadataRef scope = llvm.DILocationGetScope(location);
	unsigned at;
	while (scope && llvm.GetMetadataKind(scope) != LLVMDISubprogramMetadataKind) {
		LLVMMetadataRef block =
			metadata_find(ir, scope, LLVMDILexicalBlockMetadataKind, &at);
		scope = block ? block : metadata_find(ir, scope, LLVMDISubprogramMetadataKind, &at);
	}
	char *symbol = scope ? last_string(ir, scope, 2) : NULL;
	char *name = symbol ? symbol_demangle(symbol) : NULL;
	free(symbol);
	return name;
}

bool metadata_is_type(LLVMMetadataRef node)
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

LLVMMetadataRef metadata_base(struct ir *ir, LLVMMetadataRef node)
{
	unsigned count = metadata_count(ir, node);
	for (unsigned i = METADATA_FIRST_INSIDE; i < count; i++) {
		LLVMMetadataRef found = metadata_operand(ir, node, i);
		if (found && metadata_is_type(found))
			return found;
	}
	return NULL;
}

bool metadata_set_base(struct ir *ir, LLVMMetadataRef node, LLVMMetadataRef base)
{
	LLVMMetadataRef was = metadata_base(ir, node);
	unsigned count = metadata_count(ir, node);

	for (unsigned i = METADATA_FIRST_INSIDE; was && was != base && i < count; i++) {
		if (metadata_operand(ir, node, i) != was)
			continue;
		llvm.ReplaceMDNodeOperandWith(llvm.MetadataAsValue(ir->context, node), i, base);
		return true;
	}
	return false;
}

LLVMMetadataRef metadata_list(struct ir *ir, LLVMMetadataRef node, LLVMMetadataKind kind)
{
	unsigned count = metadata_count(ir, node);

	for (unsigned i = METADATA_FIRST_INSIDE; i < count; i++) {
		LLVMMetadataRef list = metadata_operand(ir, node, i);
		if (!list || llvm.GetMetadataKind(list) != LLVMMDTupleMetadataKind ||
		    !metadata_count(ir, list))
			continue;
		LLVMMetadataRef first = metadata_operand(ir, list, 0);
		if (first && llvm.GetMetadataKind(first) == kind)
			return list;
	}
	return NULL;
}

char *metadata_identifier(struct ir *ir, LLVMMetadataRef type)
{
	unsigned count = metadata_count(ir, type), len;

	for (unsigned i = METADATA_NAME + 1; i < count; i++) {
		LLVMMetadataRef found = metadata_operand(ir, type, i);
		if (!found || llvm.GetMetadataKind(found) != LLVMMDStringMetadataKind)
			continue;
		const char *text = llvm.GetMDString(llvm.MetadataAsValue(ir->context, found), &len);
		return xstrndup(text, len);
	}
	return NULL;
}

void metadata_rename(struct ir *ir, LLVMMetadataRef type, const char *name)
{
	llvm.ReplaceMDNodeOperandWith(llvm.MetadataAsValue(ir->context, type), METADATA_NAME,
				      llvm.MDStringInContext2(ir->context, name, strlen(name)));
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
	return metadata_base(ir, variable);
}

static LLVMMetadataRef find_pointer(struct ir *ir, LLVMMetadataRef node, unsigned depth)
{
	LLVMMetadataRef found = NULL;
	bool tuple = llvm.GetMetadataKind(node) == LLVMMDTupleMetadataKind;

	if (depth > MAX_DEPTH || (!tuple && !metadata_is_type(node)))
		return NULL;
	if (!tuple && llvm.GetDINodeTag(node) == TAG_POINTER)
		return node;
	unsigned count = metadata_count(ir, node);
	for (unsigned i = tuple ? 0 : METADATA_FIRST_INSIDE; i < count && !found; i++) {
		LLVMMetadataRef inside = metadata_operand(ir, node, i);
		if (inside)
			found = find_pointer(ir, inside, depth + 1);
	}
	return found;
}

LLVMMetadataRef metadata_pointer(struct ir *ir, LLVMMetadataRef type)
{
	return find_pointer(ir, type, 0);
}

LLVMMetadataRef metadata_pointee(struct ir *ir, LLVMMetadataRef type)
{
	LLVMMetadataRef pointer = find_pointer(ir, type, 0);
	return pointer ? metadata_base(ir, pointer) : NULL;
}
