/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the kernel wants of global functions: kernel/bpf/btf.c, btf_prepare_func_args. */
#include "ir/merge/globals.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/names.h"
#include "base/symbol.h"
#include "base/text.h"
#include "cli/options.h"
#include "elf/btf/btf.h"
#include "ir/analysis/functions.h"
#include "ir/llvm/metadata.h"
#include "ir/llvm/module.h"
#include "ir/llvm/source.h"
#include "ir/merge/subprograms.h"
#include "ir/relocs/types.h"
#include "kernel/profile.h"

#define POINTER_BITS 64

/* What a function returns and takes, in debug info. */
struct prototype {
	LLVMMetadataRef node;   /* DISubroutineType */
	LLVMMetadataRef *types; /* owned: the result, NULL for none, and the arguments */
	unsigned count, list;   /* how many there are, and which operand has them */
};

static bool read_prototype(struct ir *ir, LLVMValueRef function, struct prototype *prototype)
{
	unsigned ignored;
	LLVMMetadataRef program = llvm.GetSubprogram(function);
	*prototype = (struct prototype){0};
	if (program)
		prototype->node =
			metadata_find(ir, program, LLVMDISubroutineTypeMetadataKind, &ignored);
	LLVMMetadataRef list = prototype->node
				       ? metadata_find(ir, prototype->node, LLVMMDTupleMetadataKind,
						       &prototype->list)
				       : NULL;
	if (!list)
		return false;
	prototype->types = metadata_operands(ir, list);
	prototype->count = metadata_count(ir, list);
	return prototype->count > 0;
}

static LLVMMetadataRef without_typedefs(struct ir *ir, LLVMMetadataRef type)
{
	while (type && type_is_typedef(type))
		type = metadata_base(ir, type);
	return type;
}

static bool is_number(struct ir *ir, LLVMMetadataRef type)
{
	type = without_typedefs(ir, type);
	return type && type_is_number(ir, type) && llvm.DITypeGetSizeInBits(type) > 0;
}

static bool has_known_size(struct ir *ir, LLVMMetadataRef pointer)
{
	size_t len;
	LLVMMetadataRef to = without_typedefs(ir, metadata_base(ir, pointer));
	const char *name = to ? type_name(to, &len) : NULL;
	return to && llvm.DITypeGetSizeInBits(to) > 0 && strcmp(name, "c_void") != 0;
}

static bool is_reference(LLVMMetadataRef type)
{
	size_t len;
	return type_is_pointer(type) && type_name(type, &len)[0] == '&';
}

static bool is_nonnull_structure(LLVMMetadataRef type)
{
	size_t len;
	const char *name = type_name(type, &len);
	return type_is_struct(type) && text_starts_with(name, "NonNull<");
}

/* Why the kernel cannot take an argument of this type, or NULL. */
static const char *find_obstacle_of(struct ir *ir, LLVMMetadataRef type)
{
	if (!type)
		return "an argument has no type";
	if (is_number(ir, type))
		return NULL;
	if (is_reference(type) && !ir->profile->nonnull)
		return "an argument is a reference, and only Linux 6.8 and later know those: "
		       "Option<&T> may be null";
	LLVMMetadataRef in_c = type_in_c(ir, type);
	if (!in_c || !type_is_pointer(in_c) || is_nonnull_structure(type))
		return "an argument is neither a number nor a pointer";
	return has_known_size(ir, in_c) ? NULL : "an argument points to memory of unknown size";
}

static const char *find_obstacle(struct ir *ir, LLVMValueRef function,
				 const struct prototype *prototype)
{
	const char *obstacle = subprogram_find_obstacle(function);

	if (obstacle)
		return obstacle;
	if (!prototype->count || !ir->opts->btf)
		return "it has no debug info of its arguments";
	if (prototype->count != llvm.CountParams(function) + 1)
		return "an argument is neither a number nor a pointer";
	if (!prototype->types[0] || !is_number(ir, prototype->types[0]))
		return "it does not return a number";
	for (unsigned i = 1; i < prototype->count && !obstacle; i++)
		obstacle = find_obstacle_of(ir, prototype->types[i]);
	return obstacle;
}

/* The kernel knows contexts by their names, and refuses tags for them (btf_ctx_prog_type). */
static bool is_context(const char *name)
{
	static const char *const names[] = {
		"__sk_buff",
		"xdp_md",
		"bpf_sock",
		"bpf_sock_addr",
		"bpf_sock_ops",
		"sk_msg_md",
		"bpf_user_pt_regs_t",
		"bpf_raw_tracepoint_args",
		"bpf_perf_event_data",
		"bpf_cgroup_dev_ctx",
		"bpf_sysctl",
		"bpf_sockopt",
		"sk_reuseport_md",
		"bpf_sk_lookup",
		"bpf_nf_ctx",
		"pt_regs",
		"user_pt_regs",
		"user_regs_struct",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* Whether the kernel needs to be told that the argument is never null. */
static bool is_nonnull(struct ir *ir, LLVMMetadataRef type)
{
	size_t len;
	LLVMMetadataRef to = is_reference(type) ? metadata_base(ir, type) : NULL;
	return to && !is_context(type_name(to, &len));
}

/* An Option<&T> is a pointer, too; the name tells the BTF of a &T. */
static LLVMMetadataRef describe(struct ir *ir, LLVMDIBuilderRef builder, LLVMMetadataRef type)
{
	if (is_nonnull(ir, type))
		return llvm.DIBuilderCreateTypedef(builder, type, BTF_NONNULL, strlen(BTF_NONNULL),
						   NULL, 0, NULL, 0);
	if (is_number(ir, type) || type_is_pointer(type))
		return type;
	LLVMMetadataRef pointer = type_in_c(ir, type);
	return llvm.DIBuilderCreatePointerType(builder, metadata_base(ir, pointer), POINTER_BITS, 0,
					       0, "", 0);
}

static void describe_in_c(struct ir *ir, LLVMModuleRef module, struct prototype *prototype)
{
	LLVMDIBuilderRef builder = llvm.CreateDIBuilder(module);

	for (unsigned i = 1; i < prototype->count; i++)
		prototype->types[i] = describe(ir, builder, prototype->types[i]);
	llvm.ReplaceMDNodeOperandWith(
		llvm.MetadataAsValue(ir->context, prototype->node), prototype->list,
		llvm.MDNodeInContext2(ir->context, prototype->types, prototype->count));
	llvm.DIBuilderFinalize(builder);
	llvm.DisposeDIBuilder(builder);
}

static void report(LLVMValueRef function, const char *readable, const char *obstacle)
{
	struct diag_where where = ir_where_function(function);

	diag_error_at(&where, "'%s' cannot be a global function: %s", readable, obstacle);
	diag_help("its arguments are numbers and pointers to structures, its result is a number");
}

static int make_global(struct ir *ir, LLVMModuleRef module, LLVMValueRef function,
		       const char *readable)
{
	struct prototype prototype;
	const char *name = ir_name(function);

	read_prototype(ir, function, &prototype);
	const char *obstacle = find_obstacle(ir, function, &prototype);
	if (obstacle) {
		report(function, readable, obstacle);
	} else {
		describe_in_c(ir, module, &prototype);
		names_add(&ir->globals, name, strlen(name));
		names_add(&ir->subprograms, name, strlen(name));
		/* No pass goes by what a weak function does: another may be linked in its place. */
		llvm.SetLinkage(function, LLVMWeakAnyLinkage);
		llvm.SetVisibility(function, LLVMDefaultVisibility);
		llvm.SetSection(function, "");
	}
	free(prototype.types);
	return obstacle ? -1 : 0;
}

/* How many functions of this name there are; -1 after reporting. */
static int select_named(struct ir *ir, LLVMModuleRef module, const char *wish)
{
	int count = 0, err = 0;

	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (llvm.IsDeclaration(f) || function_is_entry(ir, f) ||
		    function_is_panic_handler(f))
			continue;
		char *readable = symbol_demangle(ir_name(f));
		if (subprogram_is_named(wish, ir_name(f), readable)) {
			err |= make_global(ir, module, f, readable);
			count++;
		}
		free(readable);
	}
	if (count)
		return err ? -1 : count;
	diag_error("no function '%s' for --global", wish);
	diag_help("name a function that is not a program by its path, as in my_crate::parse");
	return -1;
}

int globals_select(struct ir *ir, LLVMModuleRef module)
{
	int count = 0, err = 0;

	for (size_t i = 0; i < ir->opts->global_names.count; i++) {
		int found = select_named(ir, module, ir->opts->global_names.at[i]);
		if (found < 0)
			err = -1;
		count += found;
	}
	return err ? err : count;
}
