/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Initial values of maps. The last member of a map's definition may be an array of pointers to maps
 * or programs (libbpf, parse_btf_map_def): in Rust of Options, which LLVM cannot take there
 * (visitMapDefType). Loaders make maps in the order of the section, and want the values made first.
 */
#include "ir/relocs/values.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ir/llvm/metadata.h"
#include "ir/llvm/module.h"
#include "ir/relocs/types.h"

static bool is_map(LLVMValueRef value)
{
	const char *section = llvm.IsAGlobalVariable(value) ? llvm.GetSection(value) : NULL;
	return section && strcmp(section, ".maps") == 0 && llvm.GetInitializer(value);
}

static bool has_maps(LLVMValueRef initial)
{
	if (llvm.IsAGlobalValue(initial))
		return is_map(initial);
	bool found = false;
	for (int i = 0; i < llvm.GetNumOperands(initial) && !found; i++)
		found = has_maps(llvm.GetOperand(initial, (unsigned)i));
	return found;
}

static void describe(struct ir *ir, LLVMValueRef map)
{
	LLVMMetadataRef variable = metadata_variable(map);
	LLVMMetadataRef type = variable ? metadata_variable_type(ir, variable) : NULL;
	struct member values;

	if (!type || !type_is_record(type) ||
	    !type_find_member(ir, type, "values", strlen("values"), &values))
		return;
	LLVMMetadataRef array = metadata_base(ir, values.node);
	if (array && type_is_array(array))
		type_take_in_c(ir, array);
}

/* Variables cannot be moved: another one takes its place, behind all others. */
static void move_behind(LLVMModuleRef module, LLVMValueRef map)
{
	size_t count;
	LLVMValueMetadataEntry *entries = llvm.GlobalCopyAllMetadata(map, &count);
	LLVMValueRef copy = llvm.AddGlobal(module, llvm.GlobalGetValueType(map), "");

	for (unsigned i = 0; i < count; i++)
		llvm.GlobalSetMetadata(copy, llvm.ValueMetadataEntriesGetKind(entries, i),
				       llvm.ValueMetadataEntriesGetMetadata(entries, i));
	llvm.DisposeValueMetadataEntries(entries);
	llvm.SetInitializer(copy, llvm.GetInitializer(map));
	llvm.SetGlobalConstant(copy, llvm.IsGlobalConstant(map));
	llvm.SetAlignment(copy, llvm.GetAlignment(map));
	llvm.SetSection(copy, llvm.GetSection(map));
	llvm.SetLinkage(copy, llvm.GetLinkage(map));
	llvm.SetVisibility(copy, llvm.GetVisibility(map));
	char *name = xstrdup(ir_name(map));
	llvm.SetValueName2(map, "", 0);
	llvm.SetValueName2(copy, name, strlen(name));
	free(name);
	llvm.ReplaceAllUsesWith(map, copy);
	llvm.DeleteGlobal(map);
}

int values_describe(struct ir *ir, LLVMModuleRef module)
{
	LLVMValueRef last = llvm.GetLastGlobal(module), next;
	int moved = 0;

	for (LLVMValueRef g = llvm.GetFirstGlobal(module); g; g = next) {
		bool ends = g == last;
		next = ends ? NULL : llvm.GetNextGlobal(g);
		if (!is_map(g))
			continue;
		describe(ir, g);
		if (!has_maps(llvm.GetInitializer(g)))
			continue;
		move_behind(module, g);
		moved++;
	}
	return moved;
}
