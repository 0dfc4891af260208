/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Types of debug info. */
#include "ir/relocs/types.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ir/llvm/metadata.h"

/* DWARF 5, section 7.5.3. */
enum {
	TAG_ARRAY = 0x01,
	TAG_ENUM = 0x04,
	TAG_MEMBER = 0x0d,
	TAG_POINTER = 0x0f,
	TAG_STRUCT = 0x13,
	TAG_TYPEDEF = 0x16,
	TAG_UNION = 0x17,
	TAG_VARIANTS = 0x33,
};

static bool has_tag(LLVMMetadataRef type, LLVMMetadataKind kind, unsigned tag)
{
	return llvm.GetMetadataKind(type) == kind && llvm.GetDINodeTag(type) == tag;
}

bool type_is_struct(LLVMMetadataRef type)
{
	return has_tag(type, LLVMDICompositeTypeMetadataKind, TAG_STRUCT);
}

bool type_is_union(LLVMMetadataRef type)
{
	return has_tag(type, LLVMDICompositeTypeMetadataKind, TAG_UNION);
}

bool type_is_record(LLVMMetadataRef type)
{
	return type_is_struct(type) || type_is_union(type);
}

bool type_is_array(LLVMMetadataRef type)
{
	return has_tag(type, LLVMDICompositeTypeMetadataKind, TAG_ARRAY);
}

bool type_is_enum(LLVMMetadataRef type)
{
	return has_tag(type, LLVMDICompositeTypeMetadataKind, TAG_ENUM);
}

bool type_is_pointer(LLVMMetadataRef type)
{
	return has_tag(type, LLVMDIDerivedTypeMetadataKind, TAG_POINTER);
}

bool type_is_typedef(LLVMMetadataRef type)
{
	return has_tag(type, LLVMDIDerivedTypeMetadataKind, TAG_TYPEDEF);
}

bool type_is_number(struct ir *ir, LLVMMetadataRef type)
{
	if (type_is_enum(type))
		type = metadata_base(ir, type);
	return type && llvm.GetMetadataKind(type) == LLVMDIBasicTypeMetadataKind;
}

const char *type_name(LLVMMetadataRef type, size_t *len)
{
	const char *name = llvm.DITypeGetName(type, len);
	return name ? name : "";
}

/* Tuples, closures, and pointers that bring a length or a table along. */
static bool is_of_rust_alone(LLVMMetadataRef type)
{
	size_t len;
	const char *name = type_name(type, &len);
	return len && name[0] && strchr("(&*{[", name[0]);
}

bool type_has_name_of_c(LLVMMetadataRef type)
{
	size_t len;
	const char *name = type_name(type, &len);

	return len > 0 && !memchr(name, '<', len) && !is_of_rust_alone(type);
}

/* ---- members ---- */

/* The list of members; NULL for an empty structure. */
static LLVMMetadataRef members_of(struct ir *ir, LLVMMetadataRef record)
{
	return metadata_list(ir, record, LLVMDIDerivedTypeMetadataKind);
}

static bool is_named(LLVMMetadataRef node, const char *name, size_t len)
{
	size_t has;
	const char *text = type_name(node, &has);
	return has == len && memcmp(text, name, len) == 0;
}

bool type_find_member(struct ir *ir, LLVMMetadataRef record, const char *name, size_t len,
		      struct member *member)
{
	LLVMMetadataRef list = members_of(ir, record);
	unsigned count = list ? metadata_count(ir, list) : 0;

	for (unsigned i = 0; i < count; i++) {
		LLVMMetadataRef node = metadata_operand(ir, list, i);
		if (!node || !has_tag(node, LLVMDIDerivedTypeMetadataKind, TAG_MEMBER) ||
		    !is_named(node, name, len))
			continue;
		*member = (struct member){node, i};
		return true;
	}
	return false;
}

bool type_has_enumerator(struct ir *ir, LLVMMetadataRef type, const char *name)
{
	LLVMMetadataRef list = metadata_list(ir, type, LLVMDIEnumeratorMetadataKind);
	unsigned count = list ? metadata_count(ir, list) : 0;
	bool found = false;

	for (unsigned i = 0; i < count && !found; i++) {
		char *has = metadata_name(ir, metadata_operand(ir, list, i));
		found = has && strcmp(has, name) == 0;
		free(has);
	}
	return found;
}

bool type_is_in_order(struct ir *ir, LLVMMetadataRef record)
{
	LLVMMetadataRef list = type_is_struct(record) ? members_of(ir, record) : NULL;
	unsigned count = list ? metadata_count(ir, list) : 0;
	uint64_t last = 0;

	for (unsigned i = 0; i < count; i++) {
		uint64_t offset = llvm.DITypeGetOffsetInBits(metadata_operand(ir, list, i));
		if (offset < last)
			return false;
		last = offset;
	}
	return true;
}

uint64_t type_length(struct ir *ir, LLVMMetadataRef array)
{
	LLVMMetadataRef element = metadata_base(ir, array);
	uint64_t bits = element ? llvm.DITypeGetSizeInBits(element) : 0;
	return bits ? llvm.DITypeGetSizeInBits(array) / bits : 0;
}

bool type_is_name_of_bindgen(const char *name, size_t len)
{
	static const char front[] = "__bindgen_anon_";
	return len > strlen(front) && memcmp(name, front, strlen(front)) == 0;
}

/* ---- what C has in place of a type of Rust's ---- */

static bool starts_with(LLVMMetadataRef type, const char *front)
{
	size_t len;
	const char *name = type_name(type, &len);
	return len >= strlen(front) && memcmp(name, front, strlen(front)) == 0;
}

static bool is_wrapper(LLVMMetadataRef type)
{
	static const char *const fronts[] = {
		"ManuallyDrop<",
		"MaybeDangling<",
		"MaybeUninit<",
		"Cell<",
		"UnsafeCell<",
		"SyncUnsafeCell<",
		"NonNull<",
		"Wrapping<",
		"Pin<",
		/* of target-spec/btf */
		"StructOps<",
		/* bindgen's own */
		"__BindgenUnionField<",
		"__IncompleteArrayField<",
	};

	for (size_t i = 0; i < sizeof(fronts) / sizeof(*fronts); i++)
		if (starts_with(type, fronts[i]))
			return true;
	return false;
}

/* The type that a template was made for: the first of its parameters. */
static LLVMMetadataRef parameter_of(struct ir *ir, LLVMMetadataRef type)
{
	LLVMMetadataRef list = metadata_list(ir, type, LLVMDITemplateTypeParameterMetadataKind);
	LLVMMetadataRef first = list ? metadata_operand(ir, list, 0) : NULL;
	unsigned count = first ? metadata_count(ir, first) : 0;

	for (unsigned i = 0; i < count; i++) {
		LLVMMetadataRef found = metadata_operand(ir, first, i);
		if (found && metadata_is_type(found))
			return found;
	}
	return NULL;
}

/* The largest member; of members without a size an array, or else what the wrapper is for. */
static LLVMMetadataRef content_of(struct ir *ir, LLVMMetadataRef wrapper)
{
	LLVMMetadataRef list = members_of(ir, wrapper), largest = NULL;
	unsigned count = list ? metadata_count(ir, list) : 0;
	uint64_t most = 0;

	for (unsigned i = 0; i < count; i++) {
		LLVMMetadataRef type = metadata_base(ir, metadata_operand(ir, list, i));
		uint64_t bits = type ? llvm.DITypeGetSizeInBits(type) : 0;
		if (!type || bits < most || (!bits && !type_is_array(type)))
			continue;
		most = bits;
		largest = type;
	}
	return largest ? largest : parameter_of(ir, wrapper);
}

static bool has_variants(struct ir *ir, LLVMMetadataRef type)
{
	LLVMMetadataRef list = metadata_list(ir, type, LLVMDICompositeTypeMetadataKind);
	LLVMMetadataRef first = list ? metadata_operand(ir, list, 0) : NULL;
	return first && has_tag(first, LLVMDICompositeTypeMetadataKind, TAG_VARIANTS);
}

/* An Option that takes no more room than the pointer, or the reference or function, in it. */
static LLVMMetadataRef pointer_of_option(struct ir *ir, LLVMMetadataRef type)
{
	LLVMMetadataRef pointer = metadata_pointer(ir, type);
	if (!starts_with(type, "Option<") || !pointer ||
	    llvm.DITypeGetSizeInBits(type) != llvm.DITypeGetSizeInBits(pointer))
		return NULL;
	return pointer;
}

LLVMMetadataRef type_in_c(struct ir *ir, LLVMMetadataRef type)
{
	while (type && type_is_record(type) && is_wrapper(type))
		type = content_of(ir, type);
	if (!type)
		return NULL;
	switch (llvm.GetMetadataKind(type)) {
	case LLVMDIBasicTypeMetadataKind:
		return llvm.DITypeGetSizeInBits(type) ? type : NULL;
	case LLVMDIDerivedTypeMetadataKind:
		return type;
	case LLVMDICompositeTypeMetadataKind:
		if (has_variants(ir, type))
			return pointer_of_option(ir, type);
		if (type_is_record(type) &&
		    (is_of_rust_alone(type) || starts_with(type, "PhantomData<")))
			return NULL;
		return type;
	default:
		return NULL;
	}
}

/* rustc names a field that has no name by its number. No member of C's is named so. */
static bool is_number_of_field(LLVMMetadataRef member)
{
	size_t len;
	const char *name = type_name(member, &len);
	return len > 2 && name[0] == '_' && name[1] == '_' && name[2] >= '0' && name[2] <= '9';
}

/* What a structure without names of fields holds, when that takes all of its room; or NULL. */
static LLVMMetadataRef content_of_newtype(struct ir *ir, LLVMMetadataRef type)
{
	LLVMMetadataRef list = type_is_struct(type) ? members_of(ir, type) : NULL;
	unsigned count = list ? metadata_count(ir, list) : 0;

	for (unsigned i = 0; i < count; i++) {
		LLVMMetadataRef member = metadata_operand(ir, list, i);
		LLVMMetadataRef held = metadata_base(ir, member);
		if (held && is_number_of_field(member) &&
		    llvm.DITypeGetSizeInBits(held) == llvm.DITypeGetSizeInBits(type))
			return held;
	}
	return NULL;
}

LLVMMetadataRef type_of_field_in_c(struct ir *ir, LLVMMetadataRef type)
{
	LLVMMetadataRef held;

	for (type = type_in_c(ir, type); type; type = type_in_c(ir, held)) {
		held = content_of_newtype(ir, type);
		if (!held)
			break;
	}
	return type;
}

LLVMMetadataRef type_take_in_c(struct ir *ir, LLVMMetadataRef node)
{
	LLVMMetadataRef type = metadata_base(ir, node);
	LLVMMetadataRef instead = type ? type_of_field_in_c(ir, type) : NULL;

	if (instead)
		metadata_set_base(ir, node, instead);
	return instead;
}
