/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What loaders find in the running kernel: its functions and variables (.ksyms) and its
 * configuration (.kconfig). Loaders want BTF of each, but rustc tells nothing of the types of an
 * extern "C" declaration and takes no section for it. A static that holds the address of an extern
 * says both: the section by its own, the type by its debug info. The extern gets them, and LLVM
 * then makes of it what it makes of clang's, with symbol, relocations and BTF.
 */
#include "ir/prepare/externs.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/names.h"
#include "base/symbol.h"
#include "base/text.h"
#include "ir/llvm/metadata.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/llvm/rewrite.h"

/* Behind the section's name: the kernel may lack it, and its address is then 0. */
#define WEAK ".weak"

/* The section that loaders know, or NULL. */
static const char *section_for_loaders(LLVMValueRef value, bool *weak)
{
	static const char *const known[] = {".ksyms", ".kconfig"};
	const char *section = llvm.GetSection(value);

	for (size_t i = 0; section && i < sizeof(known) / sizeof(known[0]); i++) {
		size_t len = strlen(known[i]);
		if (strncmp(section, known[i], len) != 0)
			continue;
		*weak = strcmp(section + len, WEAK) == 0;
		if (*weak || !section[len])
			return known[i];
	}
	return NULL;
}

static bool is_extern(LLVMValueRef value)
{
	return (llvm.IsAFunction(value) || llvm.IsAGlobalVariable(value)) &&
	       llvm.IsDeclaration(value);
}

/* What a static is initialised with. rustc may put an address alone into a structure. */
static LLVMValueRef initial_value(LLVMValueRef holder)
{
	LLVMValueRef value = llvm.GetInitializer(holder);

	if (value && llvm.GetTypeKind(llvm.TypeOf(value)) == LLVMStructTypeKind &&
	    llvm.GetNumOperands(value) == 1)
		value = llvm.GetOperand(value, 0);
	return value;
}

static void describe(struct ir *ir, LLVMModuleRef module, LLVMValueRef value,
		     LLVMMetadataRef variable, LLVMMetadataRef type)
{
	LLVMDIBuilderRef builder = llvm.CreateDIBuilder(module);
	LLVMMetadataRef file = llvm.DIVariableGetFile(variable);
	unsigned line = llvm.DIVariableGetLine(variable);
	const char *name = ir_name(value);

	if (llvm.IsAFunction(value)) {
		llvm.SetSubprogram(value,
				   llvm.DIBuilderCreateFunction(builder, file, name, strlen(name),
								"", 0, file, line, type, false,
								false, 0, LLVMDIFlagZero, false));
	} else {
		LLVMMetadataRef none = llvm.DIBuilderCreateExpression(builder, NULL, 0);
		LLVMMetadataRef node = llvm.DIBuilderCreateGlobalVariableExpression(
			builder, file, name, strlen(name), "", 0, file, line, type, false, none,
			NULL, 0);
		llvm.GlobalSetMetadata(
			value, llvm.GetMDKindIDInContext(ir->context, "dbg", strlen("dbg")), node);
	}
	llvm.DIBuilderFinalize(builder);
	llvm.DisposeDIBuilder(builder);
}

static bool fits(LLVMValueRef value, LLVMMetadataRef type)
{
	bool function = llvm.GetMetadataKind(type) == LLVMDISubroutineTypeMetadataKind;
	return function == (llvm.IsAFunction(value) != NULL);
}

static void take_extern(struct ir *ir, LLVMModuleRef module, LLVMValueRef holder,
			const char *section, bool weak)
{
	LLVMValueRef value = initial_value(holder);
	LLVMMetadataRef variable = metadata_variable(holder), type = NULL;
	char *name = symbol_demangle(ir_name(holder));

	if (variable)
		type = metadata_pointee(ir, metadata_variable_type(ir, variable));
	if (!is_extern(value)) {
		diag_error("the static '%s' in section '%s' does not hold the address of an extern",
			   name, section);
		diag_help(
			"declare the extern in an extern \"C\" block, and let the static be it: a "
			"function pointer, or a reference");
	} else if (!type || !fits(value, type)) {
		diag_error("debug info does not tell the type of '%s', which '%s' names",
			   ir_name(value), name);
		diag_help("set 'debug = 2' in the profile that is built");
	} else {
		describe(ir, module, value, variable, type);
		llvm.SetSection(value, section);
		if (weak)
			llvm.SetLinkage(value, LLVMExternalWeakLinkage);
	}
	/* What reads it sees through it; nothing of it is to stay. */
	llvm.SetSection(holder, "");
	llvm.SetLinkage(holder, LLVMInternalLinkage);
	free(name);
}

/* LLVM's list of what must stay, without the statics that have done their work. */
static void forget(LLVMModuleRef module, const struct names *holders, const char *list_name)
{
	LLVMValueRef list = llvm.GetNamedGlobal(module, list_name);
	LLVMValueRef array = list ? llvm.GetInitializer(list) : NULL;
	unsigned count = array ? (unsigned)llvm.GetNumOperands(array) : 0, kept = 0;
	LLVMValueRef *values = xcalloc(count + 1, sizeof(*values));

	for (unsigned i = 0; i < count; i++) {
		LLVMValueRef value = llvm.GetOperand(array, i);
		if (!names_has(holders, ir_name(value)))
			values[kept++] = value;
	}
	if (kept < count) {
		LLVMTypeRef element = llvm.TypeOf(llvm.GetOperand(array, 0));
		llvm.DeleteGlobal(list);
		if (kept) {
			list = llvm.AddGlobal(module, llvm.ArrayType2(element, kept), list_name);
			llvm.SetInitializer(list, llvm.ConstArray2(element, values, kept));
			llvm.SetLinkage(list, LLVMAppendingLinkage);
			llvm.SetSection(list, "llvm.metadata");
		}
	}
	free(values);
}

int externs_set_sections(struct ir *ir, LLVMModuleRef module)
{
	struct names holders = {0};
	bool weak;

	for (LLVMValueRef g = llvm.GetFirstGlobal(module); g; g = llvm.GetNextGlobal(g)) {
		const char *section = section_for_loaders(g, &weak);
		if (!section || llvm.IsDeclaration(g))
			continue;
		names_add(&holders, ir_name(g), strlen(ir_name(g)));
		take_extern(ir, module, g, section, weak);
	}
	if (holders.count) {
		forget(module, &holders, "llvm.used");
		forget(module, &holders, "llvm.compiler.used");
	}
	names_release(&holders);
	return 0;
}

/* Whether the address is compared with null. */
static bool asks_for_null(LLVMValueRef user)
{
	if (!llvm.IsAICmpInst(user) || !llvm.IsNull(llvm.GetOperand(user, 1)))
		return false;
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(user);
	return predicate == LLVMIntEQ || predicate == LLVMIntNE;
}

/* A number that is 0 where the kernel lacks the extern. Code generation makes one comparison of
 * two, of what is or'ed, and the verifier forbids that to addresses. */
static LLVMValueRef build_presence(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef value)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(ir->context);
	LLVMValueRef null = llvm.ConstNull(llvm.TypeOf(value));
	LLVMValueRef there = llvm.BuildICmp(builder, LLVMIntNE, value, null, "");

	return opaque_copy(builder, llvm.BuildZExt(builder, there, i64, ""));
}

/* Comparisons of what is read with null become questions after the number. */
static void replace_questions(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef read,
			      LLVMValueRef value)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(ir->context);
	LLVMValueRef presence = NULL;
	LLVMUseRef next;

	for (LLVMUseRef use = llvm.GetFirstUse(read); use; use = next) {
		LLVMValueRef user = llvm.GetUser(use);
		next = llvm.GetNextUse(use);
		if (!asks_for_null(user))
			continue;
		if (!presence)
			presence = build_presence(ir, builder, value);
		llvm.PositionBuilderBefore(builder, user);
		llvm.ReplaceAllUsesWith(user, llvm.BuildICmp(builder, llvm.GetICmpPredicate(user),
							     presence, llvm.ConstNull(i64), ""));
		llvm.SetOperand(user, 0, llvm.ConstNull(llvm.TypeOf(value)));
	}
	llvm.PositionBuilderBefore(builder, read);
}

/* Whether a weak extern is there can only be asked by a volatile read: of an extern's address,
 * rustc knows that it is not null. */
static bool read_holder(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
			LLVMValueRef at)
{
	(void)module;
	bool weak;
	LLVMValueRef from = llvm.IsALoadInst(at) ? llvm.GetOperand(at, 0) : NULL;

	if (!from || !llvm.IsAGlobalVariable(from) || !llvm.IsGlobalConstant(from) ||
	    llvm.IsDeclaration(from))
		return false;
	LLVMValueRef value = initial_value(from);
	if (!value || !is_extern(value) || !section_for_loaders(value, &weak) ||
	    llvm.TypeOf(at) != llvm.TypeOf(value))
		return false;
	if (llvm.GetLinkage(value) == LLVMExternalWeakLinkage)
		replace_questions(ir, builder, at, value);
	return rewrite_replace(at, value);
}

int externs_replace_reads(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, read_holder);
}
