/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Types that are compared as a whole (libbpf's __bpf_core_types_match): all that is inside by value
 * or behind a pointer has to be of the same kind, and of the same name, numbers too. The names are
 * those that gcc gives them, as it has built most kernels; the kernel's u64 is an unsigned long
 * long, and usize goes for its unsigned long.
 */
#include "ir/relocs/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ir/llvm/metadata.h"
#include "ir/relocs/types.h"

struct walk {
	struct intrinsics *to;
	LLVMMetadataRef
		*at; /* types that were met, in this order; those from 'next' on are to do */
	size_t count, next;
};

static void meet(struct walk *walk, LLVMMetadataRef type)
{
	for (size_t i = 0; i < walk->count; i++)
		if (walk->at[i] == type)
			return;
	walk->at = xreallocarray(walk->at, walk->count + 1, sizeof(LLVMMetadataRef));
	walk->at[walk->count++] = type;
}

static void name_number(struct ir *ir, LLVMMetadataRef number)
{
	static const char *const names[][2] = {
		{"bool", "_Bool"},        {"char", "char"},
		{"i8", "char"},           {"u8", "unsigned char"},
		{"i16", "short int"},     {"u16", "short unsigned int"},
		{"i32", "int"},           {"u32", "unsigned int"},
		{"i64", "long long int"}, {"u64", "long long unsigned int"},
		{"isize", "long int"},    {"usize", "long unsigned int"},
		{"i128", "__int128"},     {"u128", "__int128 unsigned"},
	};
	size_t len;
	const char *name = type_name(number, &len);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strlen(names[i][0]) != len || memcmp(names[i][0], name, len) != 0)
			continue;
		metadata_rename(ir, number, names[i][1]);
		return;
	}
}

/* bindgen has to name what C leaves without a name. */
static bool is_named_by_bindgen(LLVMMetadataRef type)
{
	static const char within[] = "__bindgen_ty_";
	size_t len;
	const char *name = type_name(type, &len);
	return memmem(name, len, within, strlen(within)) != NULL;
}

static void look_at_members(struct walk *walk, LLVMMetadataRef record)
{
	struct ir *ir = walk->to->ir;
	LLVMMetadataRef list = metadata_list(ir, record, LLVMDIDerivedTypeMetadataKind);
	unsigned count = list ? metadata_count(ir, list) : 0;

	for (unsigned i = 0; i < count; i++) {
		LLVMMetadataRef member = metadata_operand(ir, list, i);
		LLVMMetadataRef type = type_take_in_c(ir, member);
		size_t len;
		const char *name = type_name(member, &len);
		if (type_is_name_of_bindgen(name, len))
			intrinsics_note_nameless(walk->to, member);
		if (type)
			meet(walk, type);
	}
	if (is_named_by_bindgen(record))
		intrinsics_note_nameless(walk->to, record);
}

/* Result and arguments, of which void is none. */
static void look_at_function(struct walk *walk, LLVMMetadataRef function)
{
	struct ir *ir = walk->to->ir;
	unsigned at;
	LLVMMetadataRef list = metadata_find(ir, function, LLVMMDTupleMetadataKind, &at);
	unsigned count = list ? metadata_count(ir, list) : 0;

	for (unsigned i = 0; i < count; i++) {
		LLVMMetadataRef type = metadata_operand(ir, list, i);
		if (type)
			meet(walk, type);
	}
}

/* Of a structure behind a pointer only the name counts. */
static void look_behind(struct walk *walk, LLVMMetadataRef pointer)
{
	LLVMMetadataRef target = metadata_base(walk->to->ir, pointer);

	if (target && !type_is_record(target))
		meet(walk, target);
}

static void look_at(struct walk *walk, LLVMMetadataRef type)
{
	if (type_is_record(type))
		look_at_members(walk, type);
	else if (type_is_pointer(type))
		look_behind(walk, type);
	else if (llvm.GetMetadataKind(type) == LLVMDISubroutineTypeMetadataKind)
		look_at_function(walk, type);
	else if (llvm.GetMetadataKind(type) == LLVMDIBasicTypeMetadataKind)
		name_number(walk->to->ir, type);
	else if (type_is_array(type) && type_take_in_c(walk->to->ir, type))
		meet(walk, metadata_base(walk->to->ir, type));
}

void match_prepare(struct intrinsics *to, LLVMMetadataRef type)
{
	struct walk walk = {.to = to};

	meet(&walk, type);
	while (walk.next < walk.count)
		look_at(&walk, walk.at[walk.next++]);
	free(walk.at);
}
