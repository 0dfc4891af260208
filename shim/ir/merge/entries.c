/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Entry points and internalising. */
#include "ir/merge/entries.h"

#include <string.h>

#include "base/diag.h"
#include "base/names.h"
#include "base/text.h"
#include "ir/llvm/module.h"

/* Names that a list of LLVM's holds: rustc puts #[used] statics, which are private otherwise, into
 * one, clang into the other what is marked "used", as programs and maps in C are (SEC). */
static void collect_used(struct ir *ir, const char *list_name, bool with_section)
{
	LLVMValueRef used = llvm.GetNamedGlobal(ir->module, list_name);
	LLVMValueRef list = used ? llvm.GetInitializer(used) : NULL;
	int count = list ? llvm.GetNumOperands(list) : 0;
	for (int i = 0; i < count; i++) {
		LLVMValueRef value = llvm.GetOperand(list, (unsigned)i);
		if (with_section && (!llvm.IsAGlobalValue(value) || !llvm.GetSection(value)))
			continue;
		const char *name = ir_name(value);
		names_add(&ir->keep, name, strlen(name));
	}
}

static bool has_program_section(LLVMValueRef function)
{
	const char *section = llvm.GetSection(function);
	return section && !text_starts_with(section, ".text");
}

static bool is_external(LLVMValueRef value)
{
	LLVMLinkage linkage = llvm.GetLinkage(value);
	return linkage == LLVMExternalLinkage || linkage == LLVMWeakAnyLinkage ||
	       linkage == LLVMWeakODRLinkage;
}

/* Without an export list (fat LTO, a shell) everything that is still visible is exported. */
static bool is_exported(const struct ir *ir, LLVMValueRef value)
{
	if (ir->exports_given)
		return names_has(&ir->exports, ir_name(value));
	return is_external(value) && llvm.GetVisibility(value) == LLVMDefaultVisibility;
}

static bool must_stay(const struct ir *ir, LLVMValueRef value)
{
	return is_exported(ir, value) || names_has(&ir->keep, ir_name(value));
}

static void make_internal(LLVMValueRef value)
{
	llvm.SetLinkage(value, LLVMInternalLinkage);
	llvm.SetVisibility(value, LLVMDefaultVisibility);
}

/* Loaders find programs and maps by GLOBAL symbols. */
static void make_global(LLVMValueRef value)
{
	llvm.SetLinkage(value, LLVMExternalLinkage);
	llvm.SetVisibility(value, LLVMDefaultVisibility);
}

static void select_function(struct ir *ir, LLVMValueRef function)
{
	if (llvm.IsDeclaration(function))
		return;
	if (must_stay(ir, function) && has_program_section(function)) {
		const char *name = ir_name(function);
		names_add(&ir->entries, name, strlen(name));
		make_global(function);
		diag_trace("program '%s' in section '%s'", name, llvm.GetSection(function));
		return;
	}
	make_internal(function);
}

static void select_global(struct ir *ir, LLVMValueRef global)
{
	if (llvm.IsDeclaration(global) || llvm.GetLinkage(global) == LLVMAppendingLinkage)
		return;
	if (must_stay(ir, global))
		make_global(global);
	else
		make_internal(global);
}

int entries_select(struct ir *ir, LLVMModuleRef module)
{
	LLVMValueRef value;
	collect_used(ir, "llvm.used", false);
	collect_used(ir, "llvm.compiler.used", true);
	for (value = llvm.GetFirstFunction(module); value; value = llvm.GetNextFunction(value))
		select_function(ir, value);
	for (value = llvm.GetFirstGlobal(module); value; value = llvm.GetNextGlobal(value))
		select_global(ir, value);
	for (value = llvm.GetFirstGlobalAlias(module); value;
	     value = llvm.GetNextGlobalAlias(value))
		make_internal(value);
	if (ir->entries.count)
		return 0;
	diag_error("no program in the inputs: no exported function has a section of its own");
	diag_help(
		"give the entry point #[unsafe(no_mangle)] and #[unsafe(link_section = \"xdp\")]");
	return -1;
}
