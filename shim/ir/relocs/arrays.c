/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Arrays of arrays, as C has them. */
#include "ir/relocs/arrays.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/llvm/metadata.h"
#include "ir/relocs/types.h"

/* What the innermost arrays hold; NULL: C has no such type. *depth is how many arrays are around
 * it. */
static LLVMMetadataRef find_element(struct ir *ir, LLVMMetadataRef array, size_t *depth)
{
	LLVMMetadataRef element = array;

	for (*depth = 0; element && type_is_array(element); ++*depth)
		element = type_take_in_c(ir, element);
	return element;
}

static LLVMMetadataRef build(struct ir *ir, LLVMModuleRef module, LLVMMetadataRef array,
			     LLVMMetadataRef element, size_t depth)
{
	LLVMDIBuilderRef builder = llvm.CreateDIBuilder(module);
	LLVMMetadataRef *dimensions = xcalloc(depth, sizeof(*dimensions)), at = array;

	for (size_t i = 0; i < depth; i++, at = metadata_base(ir, at))
		dimensions[i] =
			llvm.DIBuilderGetOrCreateSubrange(builder, 0, (int64_t)type_length(ir, at));
	LLVMMetadataRef flat = llvm.DIBuilderCreateArrayType(
		builder, llvm.DITypeGetSizeInBits(array), 0, element, dimensions, (unsigned)depth);
	llvm.DIBuilderFinalize(builder);
	llvm.DisposeDIBuilder(builder);
	free(dimensions);
	return flat;
}

LLVMMetadataRef arrays_flat(struct arrays *arrays, struct ir *ir, LLVMModuleRef module,
			    LLVMMetadataRef array)
{
	size_t depth;

	for (size_t i = 0; i < arrays->count; i++)
		if (arrays->at[i].nested == array)
			return arrays->at[i].flat;
	LLVMMetadataRef element = find_element(ir, array, &depth);
	if (!element || depth < 2)
		return array;
	LLVMMetadataRef flat = build(ir, module, array, element, depth);
	arrays->at = xreallocarray(arrays->at, arrays->count + 1, sizeof(*arrays->at));
	arrays->at[arrays->count++] = (struct array_pair){array, flat};
	return flat;
}

LLVMMetadataRef arrays_nested(const struct arrays *arrays, LLVMMetadataRef flat)
{
	for (size_t i = 0; i < arrays->count; i++)
		if (arrays->at[i].flat == flat)
			return arrays->at[i].nested;
	return flat;
}

void arrays_release(struct arrays *arrays)
{
	free(arrays->at);
}
