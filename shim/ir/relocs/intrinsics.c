/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* LLVM's intrinsics for CO-RE relocations. */
#include "ir/relocs/intrinsics.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ir/llvm/metadata.h"
#include "ir/llvm/module.h"

#define TYPE_KIND "llvm.preserve.access.index"
#define MAX_ARGUMENTS 3

static LLVMTypeRef pointer_type(const struct intrinsics *to)
{
	return llvm.PointerTypeInContext(to->ir->context, 0);
}

static LLVMTypeRef int_type(const struct intrinsics *to, unsigned bits)
{
	return llvm.IntTypeInContext(to->ir->context, bits);
}

static LLVMValueRef number(const struct intrinsics *to, unsigned bits, unsigned long long value)
{
	return llvm.ConstInt(int_type(to, bits), value, false);
}

static LLVMValueRef build_call(struct intrinsics *to, const char *name, LLVMTypeRef result,
			       LLVMValueRef *arguments, unsigned count)
{
	LLVMTypeRef types[MAX_ARGUMENTS];
	LLVMValueRef function = llvm.GetNamedFunction(to->module, name);

	for (unsigned i = 0; i < count; i++)
		types[i] = llvm.TypeOf(arguments[i]);
	LLVMTypeRef type = llvm.FunctionType(result, types, count, false);
	if (!function)
		function = llvm.AddFunction(to->module, name, type);
	return llvm.BuildCall2(to->at, type, function, arguments, count, "");
}

static unsigned type_kind(struct ir *ir)
{
	return llvm.GetMDKindIDInContext(ir->context, TYPE_KIND, strlen(TYPE_KIND));
}

void intrinsics_set_type(struct ir *ir, LLVMValueRef call, LLVMMetadataRef type)
{
	llvm.SetMetadata(call, type_kind(ir), llvm.MetadataAsValue(ir->context, type));
}

LLVMMetadataRef intrinsics_type(struct ir *ir, LLVMValueRef call)
{
	LLVMValueRef value = llvm.GetMetadata(call, type_kind(ir));
	return value ? llvm.ValueAsMetadata(value) : NULL;
}

/* LLVM makes an ordinary address of it, too: 'count' bytes are enough for that. */
static void set_element_type(struct intrinsics *to, LLVMValueRef call, unsigned count)
{
	static const char name[] = "elementtype";
	unsigned kind = llvm.GetEnumAttributeKindForName(name, strlen(name));
	LLVMTypeRef bytes = llvm.ArrayType2(int_type(to, 8), count);

	llvm.AddCallSiteAttribute(call, 1, llvm.CreateTypeAttribute(to->ir->context, kind, bytes));
}

LLVMValueRef intrinsics_member(struct intrinsics *to, LLVMValueRef base, LLVMMetadataRef type,
			       bool is_union, unsigned index)
{
	LLVMValueRef arguments[] = {base, number(to, 32, index), number(to, 32, index)};
	LLVMValueRef call;

	if (is_union) {
		call = build_call(to, "llvm.preserve.union.access.index.p0.p0", pointer_type(to),
				  arguments, 2);
	} else {
		call = build_call(to, "llvm.preserve.struct.access.index.p0.p0", pointer_type(to),
				  arguments, 3);
		set_element_type(to, call, index + 1);
	}
	intrinsics_set_type(to->ir, call, type);
	return call;
}

LLVMValueRef intrinsics_element(struct intrinsics *to, LLVMValueRef base, LLVMMetadataRef array,
				unsigned index)
{
	LLVMValueRef arguments[] = {base, number(to, 32, 1), number(to, 32, index)};
	LLVMValueRef call = build_call(to, "llvm.preserve.array.access.index.p0.p0",
				       pointer_type(to), arguments, 3);

	set_element_type(to, call, index + 1);
	intrinsics_set_type(to->ir, call, arrays_flat(&to->arrays, to->ir, to->module, array));
	return call;
}

LLVMValueRef intrinsics_field_info(struct intrinsics *to, LLVMValueRef address, unsigned what)
{
	LLVMValueRef arguments[] = {address, number(to, 64, what)};
	LLVMValueRef call =
		build_call(to, "llvm.bpf.preserve.field.info.p0", int_type(to, 32), arguments, 2);

	return llvm.BuildZExt(to->at, call, int_type(to, 64), "");
}

LLVMValueRef intrinsics_type_info(struct intrinsics *to, LLVMMetadataRef type, unsigned what)
{
	LLVMValueRef arguments[] = {number(to, 32, to->count++), number(to, 64, what)};
	LLVMValueRef call =
		build_call(to, "llvm.bpf.preserve.type.info", int_type(to, 32), arguments, 2);

	intrinsics_set_type(to->ir, call, type);
	return llvm.BuildZExt(to->at, call, int_type(to, 64), "");
}

LLVMValueRef intrinsics_type_id(struct intrinsics *to, LLVMMetadataRef type, unsigned what)
{
	LLVMValueRef arguments[] = {number(to, 32, to->count++), number(to, 64, what)};
	LLVMValueRef call = build_call(to, "llvm.bpf.btf.type.id", int_type(to, 64), arguments, 2);

	intrinsics_set_type(to->ir, call, type);
	return call;
}

/* LLVM takes the enumerator as text: its name, and its value as the program knows it. */
static LLVMValueRef add_text(struct intrinsics *to, const char *name, long long value)
{
	char *text = xasprintf("%s:%lld", name, value);
	LLVMValueRef bytes = llvm.ConstStringInContext2(to->ir->context, text, strlen(text), false);
	LLVMValueRef global = llvm.AddGlobal(to->module, llvm.TypeOf(bytes), "");

	llvm.SetInitializer(global, bytes);
	llvm.SetLinkage(global, LLVMPrivateLinkage);
	free(text);
	return global;
}

LLVMValueRef intrinsics_enum_value(struct intrinsics *to, LLVMMetadataRef type, const char *name,
				   long long value, unsigned what)
{
	LLVMValueRef arguments[] = {number(to, 32, to->count++), add_text(to, name, value),
				    number(to, 64, what)};
	LLVMValueRef call =
		build_call(to, "llvm.bpf.preserve.enum.value", int_type(to, 64), arguments, 3);

	intrinsics_set_type(to->ir, call, type);
	return call;
}

bool intrinsics_has(LLVMValueRef function)
{
	static const char *const fronts[] = {
		"llvm.preserve.struct.access.index.",
		"llvm.preserve.union.access.index.",
		"llvm.preserve.array.access.index.",
		"llvm.bpf.preserve.",
		"llvm.bpf.btf.type.id",
	};

	for (size_t i = 0; i < sizeof(fronts) / sizeof(*fronts); i++)
		if (text_starts_with(ir_name(function), fronts[i]))
			return true;
	return false;
}

void intrinsics_note_nameless(struct intrinsics *to, LLVMMetadataRef member)
{
	to->nameless = xreallocarray(to->nameless, to->nameless_count + 1, sizeof(*to->nameless));
	to->nameless[to->nameless_count++] = member;
}

void intrinsics_release(struct intrinsics *to)
{
	for (size_t i = 0; i < to->nameless_count; i++)
		metadata_rename(to->ir, to->nameless[i], "");
	free(to->nameless);
	identities_release(&to->types);
	arrays_release(&to->arrays);
	llvm.DisposeBuilder(to->at);
}
