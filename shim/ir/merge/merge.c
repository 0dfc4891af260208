/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The merge is lazy. The program's own objects are parsed whole. A library member is opened only
 * when it defines something that is still missing, and then its bodies are not read: every
 * definition in it becomes linkonce, which LLVM's linker copies only when the destination refers to
 * it. Members are opened again as long as they have what is missing, so the order of the libraries
 * does not matter.
 */
#include "ir/merge/merge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/exitcode.h"
#include "base/message.h"
#include "base/names.h"
#include "base/text.h"
#include "input/input.h"
#include "ir/llvm/llvm.h"
#include "ir/llvm/module.h"
#include "ir/llvm/stage.h"
#include "ir/merge/layout.h"
#include "ir/merge/open.h"
#include "ir/relocs/units.h"

/* Libraries of the compiler: their debug info says nothing about the program, and code inlined from
 * a function without debug info gets the line of its call, which is the user's. */
static bool is_sysroot_library(const char *name)
{
	const char *slash = strrchr(name, '/');
	const char *base = slash ? slash + 1 : name;
	return text_starts_with(base, "libcore-") || text_starts_with(base, "liballoc-") ||
	       text_starts_with(base, "libcompiler_builtins-");
}

/* The module moves into ir->module, which is made of the first one. */
static int link_in(struct ir *ir, const struct input *in, LLVMModuleRef module)
{
	relocs_separate(module, (size_t)(in - ir->inputs->at));
	if (!ir->module) {
		ir->module = module;
		return 0;
	}
	unsigned errors_before = ir->errors;
	stage_enter("merging", in->name);
	ir->capture = true;
	LLVMBool failed = llvm.LinkModules2(ir->module, module); /* destroys 'module' in any case */
	ir->capture = false;
	stage_ours("merging");
	if (!failed && ir->errors == errors_before)
		return 0;
	return open_report_captured(ir, in, "cannot be merged");
}

static void set_target(struct ir *ir, LLVMModuleRef module)
{
	llvm.SetTarget(module, ir->triple);
	llvm.SetDataLayout(module, ir->data_layout);
}

/* ---- the program's own objects ---- */

static bool is_own(const struct input *in)
{
	return !in->library && (in->kind == INPUT_BITCODE || in->kind == INPUT_IR);
}

static int check_triple(const struct ir *ir, const struct input *in, LLVMModuleRef module)
{
	const struct diag_where where = {.file = in->name};
	if (layout_check(in, module) < 0)
		return -1;
	if (strcmp(ir->triple, layout_triple(module)) == 0)
		return 0;
	return diag_error_at(&where, "is %s, but the objects before it are %s",
			     layout_triple(module), ir->triple);
}

/* The first object decides; --target must agree. */
static int select_triple(struct ir *ir, const struct input *in, LLVMModuleRef module)
{
	const char *wants = ir->opts->target;
	const struct diag_where where = {.file = in->name};

	if (ir->triple)
		return check_triple(ir, in, module);
	if (layout_check(in, module) < 0)
		return -1;
	ir->triple = layout_triple(module);
	if (wants && strcmp(wants, "bpf") != 0 && strcmp(wants, ir->triple) != 0) {
		diag_error_at(
			&where, "was compiled for %s byte order, but --target %s was asked for",
			strcmp(ir->triple, "bpfel") == 0 ? "little-endian" : "big-endian", wants);
		diag_help("compile with --target %s-unknown-none", wants);
		return -1;
	}
	return ir_open_machine(ir);
}

/* 'failed': there was an error before, and what is linked does not matter any more. */
static int merge_object(struct ir *ir, const struct input *in, bool failed)
{
	LLVMModuleRef module = open_module(ir, in, false);
	if (!module)
		return -1;
	int err = select_triple(ir, in, module);
	if (err || failed) {
		llvm.DisposeModule(module);
		return err;
	}
	if (llvm.GetNamedMetadata(module, "llvm.dbg.cu", strlen("llvm.dbg.cu")))
		ir->debug_info = true;
	set_target(ir, module);
	return link_in(ir, in, module);
}

static int merge_own(struct ir *ir)
{
	bool failed = false;
	for (size_t i = 0; i < ir->inputs->count; i++) {
		const struct input *in = &ir->inputs->at[i];
		if (is_own(in) && merge_object(ir, in, failed) < 0)
			failed = true;
	}
	if (failed)
		return -1;
	if (ir->module && !ir->debug_info)
		llvm.StripModuleDebugInfo(ir->module);
	return 0;
}

/* Archives alone: an empty module that wants the exported names. */
static int start_empty(struct ir *ir)
{
	ir->triple = ir->opts->target && strcmp(ir->opts->target, "bpfeb") == 0 ? "bpfeb" : "bpfel";
	if (ir_open_machine(ir) < 0)
		return -1;
	ir->module = llvm.ModuleCreateWithNameInContext("archives", ir->context);
	set_target(ir, ir->module);
	return 0;
}

/* ---- libraries ---- */

/* The panic handler and its like, which rustc lists as well. */
static bool is_internal_of_rustc(const char *name)
{
	return strstr(name, "7___rustc");
}

/* For a host executable the export list is in rustc's symbols.o alone; with -C lto=thin it lists
 * nothing but rustc's own. */
static void collect_exports(struct ir *ir)
{
	for (size_t i = 0; i < ir->opts->exports.count; i++)
		names_add(&ir->exports, ir->opts->exports.at[i], strlen(ir->opts->exports.at[i]));
	for (size_t i = 0; i < ir->inputs->count; i++) {
		const struct input *in = &ir->inputs->at[i];
		if (in->kind != INPUT_SYMBOLS)
			continue;
		for (size_t n = 0; n < in->defines.count; n++) {
			if (is_internal_of_rustc(in->defines.at[n]))
				continue;
			names_add(&ir->exports, in->defines.at[n], strlen(in->defines.at[n]));
			ir->exports_given = true;
		}
	}
	ir->exports_given |= ir->opts->exports_given;
}

static bool is_exported(const struct ir *ir, const char *name)
{
	return names_has(&ir->exports, name);
}

static bool is_local(LLVMLinkage linkage)
{
	return linkage == LLVMInternalLinkage || linkage == LLVMPrivateLinkage;
}

static bool is_weak(LLVMLinkage linkage)
{
	return linkage == LLVMWeakAnyLinkage || linkage == LLVMLinkOnceAnyLinkage ||
	       linkage == LLVMExternalWeakLinkage;
}

/* What is exported comes along when the member is opened first; when it is opened again, that is
 * there already. */
static void make_lazy(const struct ir *ir, LLVMValueRef value, bool again)
{
	LLVMLinkage linkage = llvm.GetLinkage(value);
	if (llvm.IsDeclaration(value) || is_local(linkage) || linkage == LLVMAppendingLinkage ||
	    (is_exported(ir, ir_name(value)) && !again))
		return;
	llvm.SetLinkage(value, is_weak(linkage) ? LLVMLinkOnceAnyLinkage : LLVMLinkOnceODRLinkage);
}

/* A member may be opened twice, and then a variable of its own must still be one variable: it gets
 * a name that is the same both times. */
static void share_local_variable(const struct input *in, LLVMValueRef global)
{
	if (!is_local(llvm.GetLinkage(global)) || llvm.IsGlobalConstant(global))
		return;
	/* Not the whole path: the object must not depend on where it was built. */
	const char *slash = strrchr(in->name, '/');
	char *name = xasprintf("%s.%s", ir_name(global), slash ? slash + 1 : in->name);
	llvm.SetValueName2(global, name, strlen(name));
	llvm.SetLinkage(global, LLVMLinkOnceODRLinkage);
	llvm.SetVisibility(global, LLVMHiddenVisibility);
	free(name);
}

static void prepare_library(struct ir *ir, const struct input *in, LLVMModuleRef module, bool again)
{
	set_target(ir, module);
	/* Host libraries bring assembly for the host, such as references to __rust_probestack. */
	llvm.SetModuleInlineAsm2(module, "", 0);
	if (!ir->debug_info || is_sysroot_library(in->name))
		llvm.StripModuleDebugInfo(module);

	LLVMValueRef value;
	for (value = llvm.GetFirstFunction(module); value; value = llvm.GetNextFunction(value)) {
		make_lazy(ir, value, again);
		llvm.SetComdat(value, NULL);
	}
	for (value = llvm.GetFirstGlobal(module); value; value = llvm.GetNextGlobal(value)) {
		share_local_variable(in, value);
		make_lazy(ir, value, again);
		llvm.SetComdat(value, NULL);
	}
	for (value = llvm.GetFirstGlobalAlias(module); value;
	     value = llvm.GetNextGlobalAlias(value))
		make_lazy(ir, value, again);
}

static void add_if_missing(struct names *missing, LLVMValueRef value)
{
	const char *name = ir_name(value);
	if (llvm.IsDeclaration(value) && llvm.GetFirstUse(value) &&
	    !text_starts_with(name, "llvm."))
		names_add(missing, name, strlen(name));
}

/* What the program refers to and has not got, and exports that a library has to bring. */
static void collect_missing(const struct ir *ir, struct names *missing)
{
	LLVMValueRef value;
	for (value = llvm.GetFirstFunction(ir->module); value; value = llvm.GetNextFunction(value))
		add_if_missing(missing, value);
	for (value = llvm.GetFirstGlobal(ir->module); value; value = llvm.GetNextGlobal(value))
		add_if_missing(missing, value);
	for (size_t i = 0; i < ir->exports.count; i++) {
		const char *name = ir->exports.at[i];
		LLVMValueRef function = llvm.GetNamedFunction(ir->module, name);
		LLVMValueRef global = llvm.GetNamedGlobal(ir->module, name);
		if ((!function || llvm.IsDeclaration(function)) &&
		    (!global || llvm.IsDeclaration(global)))
			names_add(missing, name, strlen(name));
	}
}

/* True when the member defines a missing name that it has not failed to bring before; those names
 * go to 'tried'. A member without a symbol table might define anything: it is tried once. */
static bool is_needed(const struct input *in, const struct names *missing, struct names *tried)
{
	bool needed = false;
	if (!in->defines.count)
		return names_add(tried, in->name, strlen(in->name));
	for (size_t i = 0; i < missing->count; i++) {
		if (!names_has(&in->defines, missing->at[i]))
			continue;
		char *key = xasprintf("%s %s", in->name, missing->at[i]);
		if (names_add(tried, key, strlen(key)))
			needed = true;
		free(key);
	}
	return needed;
}

static int merge_member(struct ir *ir, const struct input *in, bool again)
{
	LLVMModuleRef module = open_module(ir, in, true);
	if (!module)
		return -1;
	if (check_triple(ir, in, module) < 0) {
		llvm.DisposeModule(module);
		return -1;
	}
	prepare_library(ir, in, module, again);
	diag_trace("linking %s", in->name);
	return link_in(ir, in, module);
}

static int merge_libraries(struct ir *ir)
{
	struct names tried = {0}, opened = {0};
	bool progress;
	int err = 0;

	do {
		progress = false;
		for (size_t i = 0; i < ir->inputs->count && !err; i++) {
			const struct input *in = &ir->inputs->at[i];
			if (!in->library || in->kind != INPUT_BITCODE)
				continue;
			struct names missing = {0};
			collect_missing(ir, &missing);
			if (is_needed(in, &missing, &tried)) {
				bool first = names_add(&opened, in->name, strlen(in->name));
				err = merge_member(ir, in, !first);
				progress = true;
			}
			names_release(&missing);
		}
	} while (progress && !err);
	names_release(&tried);
	names_release(&opened);
	return err;
}

int merge(struct ir *ir)
{
	collect_exports(ir);
	if (merge_own(ir) < 0 || (!ir->module && start_empty(ir) < 0) || merge_libraries(ir) < 0)
		return EXITCODE_INPUT;
	return EXITCODE_OK;
}
