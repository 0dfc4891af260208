/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the name of a site's callee says. */
#include "ir/relocs/site.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ir/llvm/module.h"

#define FRONT "__btf:"
#define TYPEDEF "typedef:"

/* The numbers are LLVM's: llvm/include/llvm/DebugInfo/BTF/BTF.h (PatchableRelocKind) for fields,
 * llvm/lib/Target/BPF/BPFCORE.h (BPFCoreSharedInfo) for the others. */
static const struct site_kind kinds[] = {
	{"offset", SITE_FIELD, 0, FOLLOW_NOT},
	{"size", SITE_FIELD, 1, FOLLOW_NOT},
	{"exists", SITE_FIELD, 2, FOLLOW_NOT},
	{"signed", SITE_FIELD, 3, FOLLOW_NOT},
	{"lshift", SITE_FIELD, 4, FOLLOW_NOT},
	{"rshift", SITE_FIELD, 5, FOLLOW_NOT},
	{"addr", SITE_PLACE, 0, FOLLOW_NOT},
	{"load", SITE_PLACE, 0, FOLLOW_LOADS},
	{"read", SITE_PLACE, 0, FOLLOW_KERNEL},
	{"read_user", SITE_PLACE, 0, FOLLOW_USER},
	{"bits", SITE_BITS, 0, FOLLOW_NOT},
	{"type_exists", SITE_TYPE, 0, FOLLOW_NOT},
	{"type_size", SITE_TYPE, 1, FOLLOW_NOT},
	{"type_matches", SITE_TYPE, 2, FOLLOW_NOT},
	{"type_id_local", SITE_ID, 0, FOLLOW_NOT},
	{"type_id_kernel", SITE_ID, 1, FOLLOW_NOT},
	{"enum_value_exists", SITE_ENUM, 0, FOLLOW_NOT},
	{"enum_value", SITE_ENUM, 1, FOLLOW_NOT},
};

bool site_is_callee(LLVMValueRef function)
{
	return llvm.IsDeclaration(function) && text_starts_with(ir_name(function), FRONT);
}

static const struct site_kind *find_kind(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strlen(kinds[i].name) == len && memcmp(kinds[i].name, name, len) == 0)
			return &kinds[i];
	return NULL;
}

/* Cuts ":NUMBER" off the end of the text. */
static unsigned cut_number(char *text)
{
	char *colon = strrchr(text, ':');
	unsigned number = colon ? (unsigned)strtoul(colon + 1, NULL, 10) : 0;

	if (colon)
		*colon = '\0';
	return number;
}

void site_read(struct site *site, LLVMValueRef callee)
{
	const char *name = ir_name(callee) + strlen(FRONT);
	size_t kind_len = strcspn(name, ":");
	const char *path = name + kind_len + (name[kind_len] == ':');

	*site = (struct site){.kind = find_kind(name, kind_len)};
	site->is_typedef = text_starts_with(path, TYPEDEF);
	if (site->is_typedef)
		path += strlen(TYPEDEF);
	/* No path and no type has the '@', a file may. */
	size_t path_len = strcspn(path, "@");
	site->path = xstrndup(path, path_len);
	site->file = xstrdup(path[path_len] ? path + path_len + 1 : "");
	site->where.column = cut_number(site->file);
	site->where.line = cut_number(site->file);
	site->where.file = site->file;
}

void site_release(struct site *site)
{
	free(site->path);
	free(site->file);
}
