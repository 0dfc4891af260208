/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Types of one name. LLVM keeps what it makes of an access in a table by the name of the type and
 * by numbers (BPFAbstractMemberAccess::GEPGlobals). Where two crates, or two units of C, have
 * different types of one name, the second would get the first one's relocations: silently wrong.
 * Loaders take "task_struct___2" for task_struct (libbpf's bpf_core_essential_name_len).
 */
#include "ir/relocs/flavours.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/names.h"
#include "ir/llvm/metadata.h"
#include "ir/llvm/module.h"
#include "ir/relocs/identity.h"
#include "ir/relocs/intrinsics.h"
#include "ir/relocs/types.h"

#define SEPARATOR "___"

struct flavours {
	struct ir *ir;
	struct identities types; /* that have been looked at */
	struct names sources;    /* their names in the source */
	struct names taken;      /* all names in the module, and those given */
	int renamed;
};

typedef void (*show_type)(struct flavours *flavours, LLVMMetadataRef type);

static char *copy_name(LLVMMetadataRef type)
{
	size_t len;
	const char *name = type_name(type, &len);
	return xstrndup(name, len);
}

/* A flavour of a flavour would not be one: its name goes on in another way. */
static void give_flavour(struct flavours *flavours, LLVMMetadataRef type, const char *name)
{
	const char *between = strstr(name, SEPARATOR) ? "_" : SEPARATOR;
	char *flavour = NULL;

	for (unsigned number = 2; !flavour; number++) {
		flavour = xasprintf("%s%s%u", name, between, number);
		if (names_add(&flavours->taken, flavour, strlen(flavour)))
			break;
		free(flavour);
		flavour = NULL;
	}
	diag_trace("type '%s' becomes '%s': there is another one", name, flavour);
	metadata_rename(flavours->ir, type, flavour);
	flavours->renamed++;
	free(flavour);
}

static void separate(struct flavours *flavours, LLVMMetadataRef type)
{
	size_t before = flavours->types.count;

	identity_first(flavours->ir, &flavours->types, type);
	if (flavours->types.count == before)
		return;
	char *name = copy_name(type);
	if (!names_add(&flavours->sources, name, strlen(name)))
		give_flavour(flavours, type, name);
	free(name);
}

static void take_name(struct flavours *flavours, LLVMMetadataRef type)
{
	char *name = copy_name(type);
	names_add(&flavours->taken, name, strlen(name));
	free(name);
}

/* ---- types that LLVM knows by a typedef ---- */

/* C's typedefs of structures without a name: LLVM looks for them in the types of a function's
 * arguments and variables, behind pointers, too (CheckAnonRecordType). */
static void show_typedefs(struct flavours *flavours, LLVMMetadataRef type, show_type show)
{
	while (type && llvm.GetMetadataKind(type) == LLVMDIDerivedTypeMetadataKind) {
		if (type_is_typedef(type))
			show(flavours, type);
		type = metadata_base(flavours->ir, type);
	}
}

/* All types in a list, and those of the variables in it. */
static void show_list(struct flavours *flavours, LLVMMetadataRef list, show_type show)
{
	unsigned count = metadata_count(flavours->ir, list);

	for (unsigned i = 0; i < count; i++) {
		LLVMMetadataRef node = metadata_operand(flavours->ir, list, i);
		if (node && llvm.GetMetadataKind(node) == LLVMDILocalVariableMetadataKind)
			node = metadata_variable_type(flavours->ir, node);
		if (node && metadata_is_type(node))
			show_typedefs(flavours, node, show);
	}
}

static void show_function(struct flavours *flavours, LLVMValueRef function, show_type show)
{
	struct ir *ir = flavours->ir;
	LLVMMetadataRef program = llvm.GetSubprogram(function), list;
	LLVMMetadataRef type;
	unsigned at;

	if (!program)
		return;
	type = metadata_find(ir, program, LLVMDISubroutineTypeMetadataKind, &at);
	list = type ? metadata_find(ir, type, LLVMMDTupleMetadataKind, &at) : NULL;
	if (list)
		show_list(flavours, list, show);
	list = metadata_list(ir, program, LLVMDILocalVariableMetadataKind);
	if (list)
		show_list(flavours, list, show);
}

/* ---- the walk over all intrinsics ---- */

static void show_call(struct flavours *flavours, LLVMValueRef call, bool *nameless, show_type show)
{
	LLVMMetadataRef type = intrinsics_type(flavours->ir, call);
	size_t len;

	if (!type || type_is_array(type))
		return;
	type_name(type, &len);
	if (len)
		show(flavours, type);
	else
		*nameless = true;
}

static void each_type(struct flavours *flavours, LLVMModuleRef module, show_type show)
{
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		bool nameless = false;
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at)) {
			LLVMValueRef callee = llvm.IsACallInst(at)
						      ? llvm.IsAFunction(llvm.GetCalledValue(at))
						      : NULL;
			if (callee && intrinsics_has(callee))
				show_call(flavours, at, &nameless, show);
		}
		if (nameless)
			show_function(flavours, f, show);
	}
}

int flavours_separate(struct ir *ir, LLVMModuleRef module)
{
	struct flavours flavours = {.ir = ir};

	each_type(&flavours, module, take_name);
	each_type(&flavours, module, separate);
	identities_release(&flavours.types);
	names_release(&flavours.sources);
	names_release(&flavours.taken);
	return flavours.renamed;
}
