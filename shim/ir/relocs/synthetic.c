/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Types that C has and Rust has not. */
#include "ir/relocs/synthetic.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ir/llvm/metadata.h"
#include "ir/relocs/types.h"

/* DW_LANG_C99: it matters to nothing that is written. */
#define NO_LANGUAGE 0

/* The entries of the list inside a type; the caller frees them. */
static LLVMMetadataRef *entries(struct ir *ir, LLVMMetadataRef type, LLVMMetadataKind kind,
				unsigned *count)
{
	LLVMMetadataRef list = metadata_list(ir, type, kind);
	*count = list ? metadata_count(ir, list) : 0;
	return list ? metadata_operands(ir, list) : NULL;
}

static LLVMMetadataRef without_name(struct ir *ir, LLVMDIBuilderRef builder, LLVMMetadataRef type)
{
	uint64_t bits = llvm.DITypeGetSizeInBits(type);
	LLVMMetadataRef made = type;
	LLVMMetadataRef *list;
	unsigned count;

	if (type_is_enum(type)) {
		list = entries(ir, type, LLVMDIEnumeratorMetadataKind, &count);
		made = llvm.DIBuilderCreateEnumerationType(builder, NULL, "", 0, NULL, 0, bits, 0,
							   list, count, metadata_base(ir, type));
		free(list);
	} else if (type_is_struct(type)) {
		list = entries(ir, type, LLVMDIDerivedTypeMetadataKind, &count);
		made = llvm.DIBuilderCreateStructType(builder, NULL, "", 0, NULL, 0, bits, 0,
						      LLVMDIFlagZero, NULL, list, count,
						      NO_LANGUAGE, NULL, "", 0);
		free(list);
	} else if (type_is_union(type)) {
		list = entries(ir, type, LLVMDIDerivedTypeMetadataKind, &count);
		made = llvm.DIBuilderCreateUnionType(builder, NULL, "", 0, NULL, 0, bits, 0,
						     LLVMDIFlagZero, list, count, NO_LANGUAGE, "",
						     0);
		free(list);
	}
	return made;
}

LLVMMetadataRef synthetic_typedef(struct ir *ir, LLVMModuleRef module, LLVMMetadataRef type,
				  LLVMMetadataRef *anonymous)
{
	LLVMDIBuilderRef builder = llvm.CreateDIBuilder(module);
	size_t len;
	const char *name = type_name(type, &len);

	*anonymous = without_name(ir, builder, type);
	LLVMMetadataRef made =
		llvm.DIBuilderCreateTypedef(builder, *anonymous, name, len, NULL, 0, NULL, 0);
	llvm.DIBuilderFinalize(builder);
	llvm.DisposeDIBuilder(builder);
	return made;
}

/* The name that ends at 'end', after the blanks before that; NULL: there is none. */
static char *name_before(const char *text, const char **end)
{
	const char *stop = *end, *start;

	while (stop > text && strchr(" \t\n", stop[-1]))
		stop--;
	for (start = stop; start > text && !strchr(" \t\n:", start[-1]); start--)
		;
	*end = start;
	if (start[0] == 'r' && start[1] == '#')
		start += 2;
	return start < stop ? xstrndup(start, (size_t)(stop - start)) : NULL;
}

bool synthetic_read_path(struct enum_path *path, const char *text)
{
	const char *at = text + strlen(text);

	path->type = NULL;
	path->enumerator = name_before(text, &at);
	while (at > text && strchr(" \t\n:", at[-1]))
		at--;
	if (at > text)
		path->type = name_before(text, &at);
	return path->enumerator;
}

void synthetic_release_path(struct enum_path *path)
{
	free(path->type);
	free(path->enumerator);
}

LLVMMetadataRef synthetic_enum(struct ir *ir, LLVMModuleRef module, const struct enum_path *path,
			       long long value, LLVMMetadataRef number)
{
	LLVMDIBuilderRef builder = llvm.CreateDIBuilder(module);
	LLVMMetadataRef enumerator = llvm.DIBuilderCreateEnumerator(
		builder, path->enumerator, strlen(path->enumerator), value, value >= 0);
	LLVMMetadataRef made = llvm.DIBuilderCreateEnumerationType(
		builder, NULL, path->type, strlen(path->type), NULL, 0,
		llvm.DITypeGetSizeInBits(number), 0, &enumerator, 1, number);

	(void)ir;
	llvm.DIBuilderFinalize(builder);
	llvm.DisposeDIBuilder(builder);
	return made;
}
