/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The way from a structure to one of its fields. Each member and element on the way is a call of an
 * intrinsic, and all calls in a row become one relocation. A pointer on the way ends a row: behind
 * it, another one begins.
 */
#include "ir/relocs/access.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "ir/llvm/metadata.h"
#include "ir/llvm/module.h"
#include "ir/relocs/types.h"

/* uapi/linux/bpf.h; loaders put the older probe_read in their place where a kernel has only that.
 */
#define HELPER_PROBE_READ_USER 112
#define HELPER_PROBE_READ_KERNEL 113

static bool report_unreadable(const struct access *access)
{
	diag_error_at(&access->site->where, "cannot read the path '%s'", access->site->path);
	diag_help("write it as in real_parent.comm[2]");
	return false;
}

static bool report_no_match(const struct access *access, const char *field, size_t len)
{
	size_t record_len;
	const char *record = type_name(access->type, &record_len);

	diag_error_at(&access->site->where,
		      "no field of the kernel can match '%.*s' of '%.*s': its type is Rust's own",
		      (int)len, field, (int)record_len, record);
	diag_help("write it as C has it: with numbers, arrays, raw pointers and structures that "
		  "are repr(C)");
	return false;
}

/* ---- pointers on the way ---- */

static LLVMValueRef stack_slot(const struct access *access)
{
	LLVMValueRef call = access->site->call;
	LLVMValueRef function = llvm.GetBasicBlockParent(llvm.GetInstructionParent(call));
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(access->to->ir->context);

	llvm.PositionBuilderBefore(builder,
				   llvm.GetFirstInstruction(llvm.GetFirstBasicBlock(function)));
	LLVMValueRef slot = llvm.BuildAlloca(
		builder, llvm.PointerTypeInContext(access->to->ir->context, 0), "");
	llvm.DisposeBuilder(builder);
	return slot;
}

/* The helper leaves 0 where it cannot read, and then the next one cannot, either. */
static LLVMValueRef probe_pointer(const struct access *access, unsigned helper)
{
	LLVMContextRef context = access->to->ir->context;
	LLVMBuilderRef at = access->to->at;
	LLVMTypeRef i64 = llvm.Int64TypeInContext(context);
	LLVMTypeRef pointer = llvm.PointerTypeInContext(context, 0);
	LLVMTypeRef arguments[] = {pointer, i64, pointer};
	LLVMTypeRef type = llvm.FunctionType(i64, arguments, 3, false);
	LLVMValueRef callee = llvm.ConstIntToPtr(llvm.ConstInt(i64, helper, false), pointer);
	LLVMValueRef slot = stack_slot(access);
	LLVMValueRef values[] = {slot, llvm.ConstInt(i64, sizeof(uint64_t), false),
				 access->address};

	llvm.BuildCall2(at, type, callee, values, 3, "");
	return llvm.BuildLoad2(at, pointer, slot, "");
}

static LLVMValueRef follow(const struct access *access)
{
	LLVMTypeRef pointer = llvm.PointerTypeInContext(access->to->ir->context, 0);

	switch (access->site->kind->follow) {
	case FOLLOW_LOADS:
		return llvm.BuildLoad2(access->to->at, pointer, access->address, "");
	case FOLLOW_KERNEL:
		return probe_pointer(access, HELPER_PROBE_READ_KERNEL);
	case FOLLOW_USER:
		return probe_pointer(access, HELPER_PROBE_READ_USER);
	default:
		return NULL;
	}
}

/* When there is a pointer before the field, the walk goes on behind it. */
static bool pass_pointer(struct access *access, const char *field, size_t len)
{
	if (!type_is_pointer(access->type))
		return true;
	LLVMMetadataRef target = metadata_base(access->to->ir, access->type);
	LLVMValueRef address = follow(access);
	if (!address) {
		diag_error_at(&access->site->where,
			      "there is a pointer before '%.*s', and this macro follows none",
			      (int)len, field);
		diag_help("follow it by read!() or load!(), and go on from there");
		return false;
	}
	target = target ? type_of_field_in_c(access->to->ir, target) : NULL;
	if (!target)
		return report_no_match(access, field, len);
	access->address = address;
	access->type = access->name = identity_first(access->to->ir, &access->to->types, target);
	return true;
}

/* ---- members and elements ---- */

/* The type inside a member, as C has it, which the member has from then on. */
static LLVMMetadataRef take_type(const struct access *access, LLVMMetadataRef member)
{
	struct intrinsics *to = access->to;
	LLVMMetadataRef type = type_take_in_c(to->ir, member);

	if (!type || !type_is_array(type))
		return type;
	type = arrays_nested(&to->arrays, type);
	metadata_set_base(to->ir, member, arrays_flat(&to->arrays, to->ir, to->module, type));
	return type;
}

static bool enter_member(struct access *access, const char *field, size_t len)
{
	struct ir *ir = access->to->ir;
	struct member member;
	size_t record_len;

	if (!pass_pointer(access, field, len))
		return false;
	const char *record = type_name(access->type, &record_len);
	if (!type_is_record(access->type) ||
	    !type_find_member(ir, access->type, field, len, &member)) {
		diag_error_at(&access->site->where, "'%.*s' has no field '%.*s'", (int)record_len,
			      record, (int)len, field);
		diag_help("name a field of the structure itself, not of what it can be used as");
		return false;
	}
	if (!type_is_in_order(ir, access->type)) {
		diag_error_at(&access->site->where, "'%.*s' is not repr(C)", (int)record_len,
			      record);
		diag_help("give it #[repr(C)]: loaders count its fields in their order");
		return false;
	}
	LLVMMetadataRef type = take_type(access, member.node);
	if (!type)
		return report_no_match(access, field, len);
	if (type_is_name_of_bindgen(field, len))
		intrinsics_note_nameless(access->to, member.node);
	access->address = intrinsics_member(access->to, access->address, access->name,
					    type_is_union(access->type), member.index);
	access->type = access->name = type;
	access->is_element = false;
	return true;
}

static bool enter_element(struct access *access, unsigned long index)
{
	struct ir *ir = access->to->ir;

	if (!type_is_array(access->type)) {
		diag_error_at(&access->site->where, "index %lu of what is no array", index);
		diag_help("an index goes with an array in the structure: read a pointer, and "
			  "add() to it");
		return false;
	}
	uint64_t length = type_length(ir, access->type);
	LLVMMetadataRef type = type_take_in_c(ir, access->type);
	if (!type)
		return report_no_match(access, access->site->path, strlen(access->site->path));
	if (length && index >= length) {
		diag_error_at(&access->site->where, "index %lu of an array of %llu elements", index,
			      (unsigned long long)length);
		diag_help("declare the array as long as it is in the kernel");
		return false;
	}
	access->address =
		intrinsics_element(access->to, access->address, access->type, (unsigned)index);
	access->type = access->name = type;
	access->is_element = true;
	return true;
}

/* ---- the text of a path ---- */

static bool is_name_char(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static const char *skip_blanks(const char *text)
{
	return text + strspn(text, " \t\n");
}

/* A field's name, which goes to *end. */
static bool walk_name(struct access *access, const char *text, const char **end)
{
	size_t len = 0;

	if (text[0] == 'r' && text[1] == '#')
		text += 2;
	while (is_name_char(text[len]))
		len++;
	*end = text + len;
	return len ? enter_member(access, text, len) : report_unreadable(access);
}

static int base_of(const char *digits)
{
	if (digits[0] != '0')
		return 10;
	return digits[1] == 'x' ? 16 : digits[1] == 'o' ? 8 : digits[1] == 'b' ? 2 : 10;
}

/* A number as Rust has it: with its base before it, '_' in it, a type behind it. */
static bool read_number(const char *text, size_t len, unsigned long *number)
{
	char *digits = xcalloc(len + 1, 1), *end;
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		if (text[i] != '_' && text[i] != ' ')
			digits[count++] = text[i];
	int base = base_of(digits);
	const char *start = digits + (base == 10 ? 0 : 2);
	*number = strtoul(start, &end, base);
	bool whole = end != start && (!*end || strcmp(end, "usize") == 0);
	free(digits);
	return whole && *number <= UINT32_MAX;
}

/* An index that is no number as it stands in the text is an argument of the call. */
static bool read_argument(const struct access *access, unsigned at, unsigned long *index)
{
	unsigned first = access->site->kind->form == SITE_FIELD ? 1 : 2;
	LLVMValueRef call = access->site->call, value = NULL;

	if (at < SITE_INDEXES && first + at < llvm.GetNumArgOperands(call))
		value = llvm.GetOperand(call, first + at);
	if (!value || !llvm.IsAConstantInt(value))
		return false;
	*index = llvm.ConstIntGetZExtValue(value);
	return *index <= UINT32_MAX;
}

/* How long the text is up to the ']' that closes it. */
static size_t length_of_index(const char *text)
{
	unsigned depth = 0;
	size_t len = 0;

	for (; text[len] && (depth || text[len] != ']'); len++)
		depth += text[len] == '[' ? 1U : text[len] == ']' ? -1U : 0U;
	return len;
}

/* What stands between '[' and ']'. */
static bool walk_index(struct access *access, const char *text, const char **end)
{
	size_t len = length_of_index(text);
	unsigned at = access->indexes++;
	unsigned long index;

	if (!text[len] || (!read_number(text, len, &index) && !read_argument(access, at, &index)))
		return report_unreadable(access);
	*end = text + len + 1;
	return enter_element(access, index);
}

bool access_walk(struct access *access)
{
	const char *at = skip_blanks(access->site->path);
	bool walks = walk_name(access, at, &at);

	for (at = skip_blanks(at); walks && *at; at = skip_blanks(at)) {
		if (*at == '.')
			walks = walk_name(access, skip_blanks(at + 1), &at);
		else if (*at == '[')
			walks = walk_index(access, at + 1, &at);
		else
			walks = report_unreadable(access);
	}
	return walks;
}
