/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What is known of the value that a lookup gives. A map in the section "maps" says how large it is
 * in its third word; one in ".maps" says it by the types of its fields, which only debug info has:
 * 'value' points to a value, 'value_size' to an array of as many elements as a value has bytes.
 */
#include "ir/analysis/map_value.h"

#include <string.h>

#include "base/text.h"
#include "ir/llvm/metadata.h"
#include "ir/llvm/module.h"

#define HELPER_MAP_LOOKUP 1
#define HELPER_MAP_LOOKUP_PERCPU 195

/* enum bpf_map_type */
#define TYPE_HASH 1
#define TYPE_ARRAY 2
#define TYPE_PERCPU_HASH 5
#define TYPE_PERCPU_ARRAY 6
#define TYPE_LRU_HASH 9
#define TYPE_LRU_PERCPU_HASH 10
/* The values of these are maps. */
#define TYPE_ARRAY_OF_MAPS 12
#define TYPE_HASH_OF_MAPS 13

/* The kernel rounds the sizes of keys and values of these up to so many bytes. */
#define ROUNDED 8

struct definition {
	uint64_t type, value_size; /* 0: not known */
};

static bool holds_maps(uint64_t type)
{
	return type == TYPE_ARRAY_OF_MAPS || type == TYPE_HASH_OF_MAPS;
}

static bool is_lookup(LLVMValueRef call)
{
	LLVMValueRef callee = llvm.GetCalledValue(call);
	if (!llvm.IsAConstantExpr(callee) || llvm.GetConstOpcode(callee) != LLVMIntToPtr ||
	    !llvm.IsAConstantInt(llvm.GetOperand(callee, 0)))
		return false;
	uint64_t helper = llvm.ConstIntGetZExtValue(llvm.GetOperand(callee, 0));
	return helper == HELPER_MAP_LOOKUP || helper == HELPER_MAP_LOOKUP_PERCPU;
}

/* ---- section "maps" ---- */

/* The first words of a definition. */
enum {
	WORD_TYPE,
	WORD_VALUE_SIZE = 2,
	WORDS
};

struct words {
	LLVMTargetDataRef layout;
	uint8_t bytes[4 * WORDS];
};

static void put_byte(struct words *words, uint64_t at, uint8_t byte)
{
	if (at < sizeof(words->bytes))
		words->bytes[at] = byte;
}

/* Reads what stands before the end of the words out of a constant that begins at 'at'. */
static void read_constant(struct words *words, LLVMValueRef constant, uint64_t at)
{
	LLVMTypeRef type = llvm.TypeOf(constant);
	if (at >= sizeof(words->bytes))
		return;
	if (llvm.IsAConstantInt(constant) && llvm.GetIntTypeWidth(type) <= 64) {
		uint64_t value = llvm.ConstIntGetZExtValue(constant);
		for (unsigned i = 0; i < llvm.GetIntTypeWidth(type) / 8; i++)
			put_byte(words, at + i, (uint8_t)(value >> (8 * i)));
		return;
	}
	if (llvm.IsAConstantDataArray(constant)) {
		size_t size = 0;
		if (llvm.GetIntTypeWidth(llvm.GetElementType(type)) != 8)
			return;
		const char *bytes = llvm.GetAsString(constant, &size);
		for (size_t i = 0; i < size; i++)
			put_byte(words, at + i, (uint8_t)bytes[i]);
		return;
	}
	/* One of zeros has no operands. */
	if (llvm.GetTypeKind(type) != LLVMStructTypeKind)
		return;
	for (unsigned i = 0; i < (unsigned)llvm.GetNumOperands(constant); i++)
		read_constant(words, llvm.GetOperand(constant, i),
			      at + llvm.OffsetOfElement(words->layout, type, i));
}

static uint64_t word(const struct words *words, unsigned number)
{
	uint32_t value = 0;
	for (unsigned i = 0; i < 4; i++)
		value |= (uint32_t)words->bytes[4 * number + i] << (8 * i);
	return value;
}

static struct definition read_words(struct ir *ir, LLVMValueRef map)
{
	struct words words = {.layout = llvm.CreateTargetDataLayout(ir->machine)};
	if (llvm.GetInitializer(map))
		read_constant(&words, llvm.GetInitializer(map), 0);
	llvm.DisposeTargetData(words.layout);
	return (struct definition){word(&words, WORD_TYPE), word(&words, WORD_VALUE_SIZE)};
}

/* ---- section ".maps" ---- */

/* How far a type is looked into for the fields of the map (Rust wraps them in UnsafeCell). */
#define MAX_DEPTH 4

struct fields {
	uint64_t type, value, value_size;
};

/* The number of elements of the array that a field points to. */
static uint64_t pointed_count(struct ir *ir, LLVMMetadataRef pointee)
{
	LLVMMetadataRef element = metadata_base(ir, pointee);
	uint64_t size = element ? llvm.DITypeGetSizeInBits(element) : 0;
	return size ? llvm.DITypeGetSizeInBits(pointee) / size : 0;
}

static bool is_named(const char *name, size_t size, const char *wanted)
{
	return size == strlen(wanted) && memcmp(name, wanted, size) == 0;
}

static void take_field(struct ir *ir, struct fields *fields, LLVMMetadataRef member)
{
	size_t size = 0;
	const char *name = llvm.DITypeGetName(member, &size);
	LLVMMetadataRef pointee = metadata_pointee(ir, member);
	if (!pointee || !metadata_is_type(pointee))
		return;
	if (is_named(name, size, "type") || is_named(name, size, "r#type"))
		fields->type = pointed_count(ir, pointee);
	else if (is_named(name, size, "value"))
		fields->value = llvm.DITypeGetSizeInBits(pointee) / 8;
	else if (is_named(name, size, "value_size"))
		fields->value_size = pointed_count(ir, pointee);
}

static void take_fields(struct ir *ir, struct fields *fields, LLVMMetadataRef type, unsigned depth)
{
	if (depth > MAX_DEPTH)
		return;
	LLVMMetadataRef members = metadata_list(ir, type, LLVMDIDerivedTypeMetadataKind);
	unsigned count = members ? metadata_count(ir, members) : 0;
	for (unsigned i = 0; i < count; i++) {
		LLVMMetadataRef member = metadata_operand(ir, members, i);
		LLVMMetadataRef inner = member ? metadata_base(ir, member) : NULL;
		if (!inner)
			continue;
		if (llvm.GetMetadataKind(inner) == LLVMDICompositeTypeMetadataKind)
			take_fields(ir, fields, inner, depth + 1);
		take_field(ir, fields, member);
	}
}

static struct definition read_types(struct ir *ir, LLVMValueRef map)
{
	struct fields fields = {0};
	LLVMMetadataRef variable = metadata_variable(map);
	LLVMMetadataRef type = variable ? metadata_variable_type(ir, variable) : NULL;
	if (type)
		take_fields(ir, &fields, type, 0);
	return (struct definition){fields.type, fields.value ? fields.value : fields.value_size};
}

/* Of the map that a pointer was looked up in; all 0 when it was looked up in none. */
static struct definition find_definition(struct ir *ir, LLVMValueRef pointer)
{
	static const struct definition none;
	if (!llvm.IsACallInst(pointer) || llvm.GetNumArgOperands(pointer) < 1 ||
	    !is_lookup(pointer))
		return none;
	LLVMValueRef map = llvm.GetOperand(pointer, 0);
	if (!llvm.IsAGlobalVariable(map))
		return none;
	const char *section = llvm.GetSection(map);
	if (!section)
		return none;
	if (strcmp(section, "maps") == 0 || text_starts_with(section, "maps/"))
		return read_words(ir, map);
	return strcmp(section, ".maps") == 0 ? read_types(ir, map) : none;
}

uint64_t map_value_size(struct ir *ir, LLVMValueRef pointer)
{
	struct definition found = find_definition(ir, pointer);
	return !found.type || holds_maps(found.type) ? 0 : found.value_size;
}

unsigned map_value_alignment(struct ir *ir, LLVMValueRef pointer)
{
	switch (find_definition(ir, pointer).type) {
	case TYPE_HASH:
	case TYPE_ARRAY:
	case TYPE_PERCPU_HASH:
	case TYPE_PERCPU_ARRAY:
	case TYPE_LRU_HASH:
	case TYPE_LRU_PERCPU_HASH:
		return ROUNDED;
	default:
		return 1;
	}
}
