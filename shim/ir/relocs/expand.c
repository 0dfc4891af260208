/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * CO-RE relocations of Rust. rustc knows nothing of them, so the macros of target-spec/btf leave
 * calls behind (site.h), and these become what clang writes for the same in C. What a site asks for
 * is never guessed: what no relocation can tell is an error at the macro's line.
 */
#include "ir/relocs/expand.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/text.h"
#include "ir/llvm/metadata.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/relocs/access.h"
#include "ir/relocs/match.h"
#include "ir/relocs/needs.h"
#include "ir/relocs/site.h"
#include "ir/relocs/synthetic.h"
#include "ir/relocs/types.h"

/* Numbers of fields that not all fields have (BTF.h). */
enum {
	FIELD_SIGNED = 3,
	FIELD_LSHIFT = 4,
	FIELD_RSHIFT = 5,
};
#define TYPE_MATCHES 2 /* BPFCORE.h */

/* ---- the type ---- */

static LLVMMetadataRef type_of_anchor(struct ir *ir, LLVMValueRef call)
{
	LLVMValueRef anchor = llvm.GetNumArgOperands(call) ? llvm.GetOperand(call, 0) : NULL;
	LLVMMetadataRef function =
		anchor && llvm.IsAFunction(anchor) ? llvm.GetSubprogram(anchor) : NULL;
	LLVMMetadataRef list =
		function ? metadata_list(ir, function, LLVMDITemplateTypeParameterMetadataKind)
			 : NULL;
	LLVMMetadataRef parameter = list ? metadata_operand(ir, list, 0) : NULL;
	unsigned count = parameter ? metadata_count(ir, parameter) : 0;

	for (unsigned i = 0; i < count; i++) {
		LLVMMetadataRef found = metadata_operand(ir, parameter, i);
		if (found && metadata_is_type(found))
			return found;
	}
	return NULL;
}

static bool report_foreign_type(const struct site *site)
{
	size_t len;
	const char *name = type_name(site->type, &len);

	diag_error_at(&site->where, "no type of the kernel can match '%.*s'", (int)len, name);
	diag_help("use a structure, a union or an enum that is repr(C) and has a name of the "
		  "kernel's");
	return false;
}

/* ---- what is made of a site ---- */

static bool has_this_number(struct ir *ir, const struct access *access)
{
	const struct site *site = access->site;
	LLVMMetadataRef type = access->type;
	unsigned number = site->kind->number;
	bool is_of_bits = site->kind->form == SITE_BITS || number >= FIELD_SIGNED;

	if (is_of_bits && access->is_element) {
		diag_error_at(
			&site->where,
			"'%s' is an element of an array: it has no sign and no bits for loaders",
			site->path);
		diag_help("read it by read!() or load!(): it is no bit field");
		return false;
	}
	if (number == FIELD_SIGNED && !type_is_number(ir, type)) {
		diag_error_at(&site->where, "'%s' is no number: it has no sign", site->path);
		diag_help("ask for the sign of an integer, a bool or an enum");
		return false;
	}
	if ((number == FIELD_LSHIFT || number == FIELD_RSHIFT) &&
	    llvm.DITypeGetSizeInBits(type) > 64) {
		diag_error_at(&site->where, "'%s' has more than 64 bits", site->path);
		diag_help("only numbers can be bit fields");
		return false;
	}
	return true;
}

/* Loaders refuse a relocation of a load of a bit field: the offset must be a number of its own. */
static LLVMValueRef add_offset(const struct intrinsics *to, const struct site *site,
			       LLVMValueRef offset)
{
	LLVMTypeRef byte = llvm.Int8TypeInContext(to->ir->context);
	LLVMValueRef base = llvm.GetOperand(site->call, 1);

	return opaque_copy(to->at, llvm.BuildGEP2(to->at, byte, base, &offset, 1, ""));
}

static LLVMValueRef expand_field(struct intrinsics *to, const struct site *site)
{
	bool is_place = site->kind->form == SITE_PLACE;
	LLVMMetadataRef type = type_in_c(to->ir, site->type);
	LLVMTypeRef pointer = llvm.PointerTypeInContext(to->ir->context, 0);
	struct access access = {.to = to, .site = site};

	if (!type || !type_is_record(type) || !type_has_name_of_c(type)) {
		report_foreign_type(site);
		return NULL;
	}
	type = identity_first(to->ir, &to->types, type);
	access.type = access.name = type;
	if (site->is_typedef)
		access.name = synthetic_typedef(to->ir, to->module, type, &access.type);
	access.address = is_place ? llvm.GetOperand(site->call, 1) : llvm.ConstNull(pointer);
	if (!access_walk(&access))
		return NULL;
	if (is_place)
		return access.address;
	if (!has_this_number(to->ir, &access))
		return NULL;
	LLVMValueRef number = intrinsics_field_info(to, access.address, site->kind->number);
	return site->kind->form == SITE_BITS ? add_offset(to, site, number) : number;
}

static LLVMValueRef expand_type(struct intrinsics *to, const struct site *site)
{
	bool any =
		site->kind->form == SITE_ID && site->kind->number == 0; /* of the program's BTF */
	LLVMMetadataRef type = any ? site->type : type_in_c(to->ir, site->type), ignored;

	if (!type || (!any && !site->is_typedef && !type_is_record(type) && !type_is_enum(type)) ||
	    (!any && !type_has_name_of_c(type))) {
		report_foreign_type(site);
		return NULL;
	}
	type = identity_first(to->ir, &to->types, type);
	if (site->kind->form == SITE_TYPE && site->kind->number == TYPE_MATCHES)
		match_prepare(to, type);
	if (site->is_typedef)
		type = synthetic_typedef(to->ir, to->module, type, &ignored);
	return site->kind->form == SITE_ID ? intrinsics_type_id(to, type, site->kind->number)
					   : intrinsics_type_info(to, type, site->kind->number);
}

/* An enum of Rust's; or what bindgen makes of an enum of C by choice: a module of its name, with
 * numbers of the names of its enumerators, and then the path alone tells what they were. */
static LLVMMetadataRef find_enum(struct intrinsics *to, const struct site *site,
				 const struct enum_path *path, long long value)
{
	if (!type_is_enum(site->type) && path->type && type_is_number(to->ir, site->type))
		return synthetic_enum(to->ir, to->module, path, value, site->type);
	if (!type_is_enum(site->type)) {
		report_foreign_type(site);
		return NULL;
	}
	if (!type_has_enumerator(to->ir, site->type, path->enumerator)) {
		diag_error_at(&site->where, "'%s' is not the name of an enumerator", site->path);
		diag_help("name the enumerator itself, not a constant that has its value");
		return NULL;
	}
	return identity_first(to->ir, &to->types, site->type);
}

/* The path is that of the enumerator. */
static LLVMValueRef expand_enum(struct intrinsics *to, const struct site *site)
{
	LLVMValueRef value = llvm.GetOperand(site->call, 1), made = NULL;
	LLVMMetadataRef ignored;
	struct enum_path path;

	if (!synthetic_read_path(&path, site->path) || !llvm.IsAConstantInt(value))
		return NULL;
	long long number = llvm.ConstIntGetSExtValue(value);
	LLVMMetadataRef type = find_enum(to, site, &path, number);
	if (type && site->is_typedef)
		type = synthetic_typedef(to->ir, to->module, type, &ignored);
	if (type)
		made = intrinsics_enum_value(to, type, path.enumerator, number, site->kind->number);
	synthetic_release_path(&path);
	return made;
}

static LLVMValueRef expand(struct intrinsics *to, const struct site *site)
{
	switch (site->kind->form) {
	case SITE_FIELD:
	case SITE_PLACE:
	case SITE_BITS:
		return expand_field(to, site);
	case SITE_TYPE:
	case SITE_ID:
		return expand_type(to, site);
	default:
		return expand_enum(to, site);
	}
}

/* ---- all of them ---- */

/* Finds the type of the site; false after reporting. */
static bool complete(struct ir *ir, struct site *site)
{
	if (!site->kind) {
		diag_error_at(&site->where, "a CO-RE access of a kind that is not known");
		diag_help("take the crate 'btf' of this bpf-shim");
		return false;
	}
	if (!relocs_have_btf(ir, &site->where))
		return false;
	site->type = type_of_anchor(ir, site->call);
	if (!site->type) {
		diag_error_at(&site->where, "debug info does not tell the type of a CO-RE access");
		diag_help("set 'debug = 2' in the profile that is built");
	}
	return site->type;
}

/* The function around the call is the macro's: it does not stay one, whatever is asked for. */
static void inline_around(LLVMValueRef call)
{
	LLVMBasicBlockRef block = llvm.GetInstructionParent(call);
	ir_remove_attribute(llvm.GetBasicBlockParent(block), "noinline");
}

/* Gives what uses the call what is asked for. */
static void expand_call(struct intrinsics *to, struct site *site, LLVMValueRef call)
{
	LLVMValueRef made = NULL;

	site->call = call;
	inline_around(call);
	if (llvm.GetFirstUse(call) && complete(to->ir, site)) {
		llvm.PositionBuilderBefore(to->at, call);
		llvm.SetCurrentDebugLocation2(to->at, llvm.InstructionGetDebugLoc(call));
		made = expand(to, site);
	}
	if (!made)
		made = llvm.GetPoison(llvm.TypeOf(call));
	llvm.ReplaceAllUsesWith(call, made);
	llvm.InstructionEraseFromParent(call);
}

/* All calls of one callee. What else uses it keeps it, and it is an undefined symbol then. */
static int expand_callee(struct intrinsics *to, LLVMValueRef callee)
{
	struct site site;
	LLVMUseRef next;
	int count = 0;

	site_read(&site, callee);
	for (LLVMUseRef use = llvm.GetFirstUse(callee); use; use = next) {
		LLVMValueRef call = llvm.GetUser(use);
		next = llvm.GetNextUse(use);
		if (!llvm.IsACallInst(call) || llvm.GetCalledValue(call) != callee)
			continue;
		expand_call(to, &site, call);
		count++;
	}
	site_release(&site);
	return count;
}

int relocs_expand(struct ir *ir, LLVMModuleRef module)
{
	struct intrinsics to = {.ir = ir, .module = module};
	int count = 0;

	to.at = llvm.CreateBuilderInContext(ir->context);
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f))
		if (site_is_callee(f))
			count += expand_callee(&to, f);
	intrinsics_release(&to);
	return count;
}
