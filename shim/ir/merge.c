/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The merge is lazy. The program's own objects are parsed whole. A library member is opened only
 * when it defines something that is still missing, and then its bodies are not read: every
 * definition in it becomes linkonce, which LLVM's linker copies only when the destination refers to
 * it. Members are opened again as long as they have what is missing, so the order of the libraries
 * does not matter.
 */
#include "ir/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/exitcode.h"
#include "ir/link.h"

static bool starts_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

/* Libraries of the compiler: their debug info says nothing about the program, and code inlined from
 * a function without debug info gets the line of its call, which is the user's. */
static bool is_sysroot_library(const char *name)
{
	const char *slash = strrchr(name, '/');
	const char *base = slash ? slash + 1 : name;
	return starts_with(base, "libcore-") || starts_with(base, "liballoc-") ||
	       starts_with(base, "libcompiler_builtins-");
}

/* Takes the text of the error that LLVM reported since capture was switched on. */
static int report_captured(struct ir *ir, const struct input *in, const char *what)
{
	const struct diag_where where = {.file = in->name};
	diag_error_at(&where, "%s: %s", what,
		      ir->captured.size ? ir->captured.data : "no reason given");
	ir->captured.size = 0;
	return -1;
}

static LLVMModuleRef open_module(struct ir *ir, const struct input *in, bool lazy)
{
	LLVMModuleRef module = NULL;
	LLVMMemoryBufferRef bytes = llvm.CreateMemoryBufferWithMemoryRange(
		(const char *)in->bytes, in->size, in->name, in->kind == INPUT_IR);
	unsigned errors_before = ir->errors;
	LLVMBool failed;

	worker_stage("reading bitcode", in->name);
	ir->capture = true;
	if (in->kind == INPUT_IR) {
		char *message = NULL;
		failed = llvm.ParseIRInContext(ir->context, bytes, &module, &message);
		if (failed)
			buf_printf(&ir->captured, "%s", message);
		llvm.DisposeMessage(message);
	} else if (lazy) {
		failed = llvm.GetBitcodeModuleInContext2(ir->context, bytes, &module);
		if (failed)
			llvm.DisposeMemoryBuffer(bytes);
	} else {
		failed = llvm.ParseBitcodeInContext2(ir->context, bytes, &module);
		llvm.DisposeMemoryBuffer(bytes);
	}
	ir->capture = false;
	if (!failed && ir->errors == errors_before)
		return module;
	report_captured(ir, in, "damaged bitcode");
	if (!failed)
		llvm.DisposeModule(module);
	return NULL;
}

/* The module moves into ir->module, which is made of the first one. */
static int link_in(struct ir *ir, const struct input *in, LLVMModuleRef module)
{
	if (!ir->module) {
		ir->module = module;
		return 0;
	}
	unsigned errors_before = ir->errors;
	worker_stage("merging", in->name);
	ir->capture = true;
	LLVMBool failed = llvm.LinkModules2(ir->module, module); /* destroys 'module' in any case */
	ir->capture = false;
	if (!failed && ir->errors == errors_before)
		return 0;
	return report_captured(ir, in, "cannot be merged");
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

/* Host bitcode is laid out for a little-endian machine: it can only become bpfel. */
static int select_triple(struct ir *ir, const struct input *in, LLVMModuleRef module)
{
	const char *has = llvm.GetTarget(module);
	const char *wants = ir->opts->target;
	const struct diag_where where = {.file = in->name};

	if (!starts_with(has, "bpf") || strcmp(has, "bpf") == 0)
		has = llvm.GetDataLayoutStr(module)[0] == 'E' ? "bpfeb" : "bpfel";
	if (wants && strcmp(wants, "bpf") != 0 && strcmp(wants, has) != 0) {
		diag_error_at(&where,
			      "was compiled for %s byte order, but --target %s was asked for",
			      strcmp(has, "bpfel") == 0 ? "little-endian" : "big-endian", wants);
		diag_help("compile with --target %s-unknown-none", wants);
		return -1;
	}
	const char *triple = strcmp(has, "bpfeb") == 0 ? "bpfeb" : "bpfel";
	if (!ir->triple)
		ir->triple = triple;
	if (strcmp(ir->triple, triple) == 0)
		return 0;
	return diag_error_at(&where, "is %s, but the objects before it are %s", triple, ir->triple);
}

static int merge_own(struct ir *ir)
{
	for (size_t i = 0; i < ir->inputs->count; i++) {
		const struct input *in = &ir->inputs->at[i];
		if (!is_own(in))
			continue;
		LLVMModuleRef module = open_module(ir, in, false);
		if (!module)
			return -1;
		if (select_triple(ir, in, module) < 0 ||
		    (!ir->machine && ir_open_machine(ir) < 0)) {
			llvm.DisposeModule(module);
			return -1;
		}
		if (llvm.GetNamedMetadata(module, "llvm.dbg.cu", strlen("llvm.dbg.cu")))
			ir->debug_info = true;
		set_target(ir, module);
		if (link_in(ir, in, module) < 0)
			return -1;
	}
	if (!ir->debug_info)
		llvm.StripModuleDebugInfo(ir->module);
	return 0;
}

/* ---- libraries ---- */

static bool is_exported(const struct ir *ir, const char *name)
{
	return names_has(&ir->opts->exports, name);
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

static void make_lazy(const struct ir *ir, LLVMValueRef value)
{
	LLVMLinkage linkage = llvm.GetLinkage(value);
	if (llvm.IsDeclaration(value) || is_local(linkage) || linkage == LLVMAppendingLinkage ||
	    is_exported(ir, ir_name(value)))
		return;
	llvm.SetLinkage(value, is_weak(linkage) ? LLVMLinkOnceAnyLinkage : LLVMLinkOnceODRLinkage);
}

/* A member may be opened twice, and then a variable of its own must still be one variable: it gets
 * a name that is the same both times. */
static void share_local_variable(const struct input *in, LLVMValueRef global)
{
	if (!is_local(llvm.GetLinkage(global)) || llvm.IsGlobalConstant(global))
		return;
	char *name = xasprintf("%s.%s", ir_name(global), in->name);
	llvm.SetValueName2(global, name, strlen(name));
	llvm.SetLinkage(global, LLVMLinkOnceODRLinkage);
	llvm.SetVisibility(global, LLVMHiddenVisibility);
	free(name);
}

static void prepare_library(struct ir *ir, const struct input *in, LLVMModuleRef module)
{
	set_target(ir, module);
	/* Host libraries bring assembly for the host, such as references to __rust_probestack. */
	llvm.SetModuleInlineAsm2(module, "", 0);
	if (!ir->debug_info || is_sysroot_library(in->name))
		llvm.StripModuleDebugInfo(module);

	LLVMValueRef value;
	for (value = llvm.GetFirstFunction(module); value; value = llvm.GetNextFunction(value)) {
		make_lazy(ir, value);
		llvm.SetComdat(value, NULL);
	}
	for (value = llvm.GetFirstGlobal(module); value; value = llvm.GetNextGlobal(value)) {
		share_local_variable(in, value);
		make_lazy(ir, value);
		llvm.SetComdat(value, NULL);
	}
	for (value = llvm.GetFirstGlobalAlias(module); value;
	     value = llvm.GetNextGlobalAlias(value))
		make_lazy(ir, value);
}

static void add_if_missing(struct names *missing, LLVMValueRef value)
{
	const char *name = ir_name(value);
	if (llvm.IsDeclaration(value) && llvm.GetFirstUse(value) && !starts_with(name, "llvm."))
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
	for (size_t i = 0; i < ir->opts->exports.count; i++) {
		const char *name = ir->opts->exports.at[i];
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

static int merge_member(struct ir *ir, const struct input *in)
{
	LLVMModuleRef module = open_module(ir, in, true);
	if (!module)
		return -1;
	prepare_library(ir, in, module);
	diag_trace("linking %s", in->name);
	return link_in(ir, in, module);
}

static int merge_libraries(struct ir *ir)
{
	struct names tried = {0};
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
				err = merge_member(ir, in);
				progress = true;
			}
			names_release(&missing);
		}
	} while (progress && !err);
	names_release(&tried);
	return err;
}

const struct input *merge_native_definition(const struct ir *ir, const char *symbol)
{
	for (size_t i = 0; i < ir->inputs->count; i++) {
		const struct input *in = &ir->inputs->at[i];
		if (in->kind == INPUT_NO_BITCODE && names_has(&in->defines, symbol))
			return in;
	}
	return NULL;
}

int merge(struct ir *ir)
{
	if (merge_own(ir) < 0 || merge_libraries(ir) < 0)
		return EXITCODE_INPUT;
	return EXITCODE_OK;
}
