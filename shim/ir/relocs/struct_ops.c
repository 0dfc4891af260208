/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Tables of functions for the kernel. Their loaders take the variable's type for that of the
 * kernel's structure, and each member that is a function for a pointer to one (libbpf's
 * bpf_object__collect_st_ops_relos). In Rust a function that may be missing is in an Option, and a
 * static with pointers in a type of its own that is Sync.
 */
#include "ir/relocs/struct_ops.h"

#include "base/text.h"
#include "ir/llvm/metadata.h"
#include "ir/relocs/types.h"

static bool is_struct_ops(LLVMValueRef global)
{
	const char *section = llvm.GetSection(global);
	return section && (text_starts_with(section, ".struct_ops") ||
			   text_starts_with(section, "?.struct_ops"));
}

static void describe_members(struct ir *ir, LLVMMetadataRef record)
{
	LLVMMetadataRef list = metadata_list(ir, record, LLVMDIDerivedTypeMetadataKind);
	unsigned count = list ? metadata_count(ir, list) : 0;

	for (unsigned i = 0; i < count; i++)
		type_take_in_c(ir, metadata_operand(ir, list, i));
}

int struct_ops_describe(struct ir *ir, LLVMModuleRef module)
{
	int count = 0;

	for (LLVMValueRef g = llvm.GetFirstGlobal(module); g; g = llvm.GetNextGlobal(g)) {
		LLVMMetadataRef variable = is_struct_ops(g) ? metadata_variable(g) : NULL;
		LLVMMetadataRef type = variable ? type_take_in_c(ir, variable) : NULL;
		if (!type || !type_is_record(type))
			continue;
		describe_members(ir, type);
		count++;
	}
	return count;
}
