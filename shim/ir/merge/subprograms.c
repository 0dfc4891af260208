/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Functions that stay functions. */
#include "ir/merge/subprograms.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/names.h"
#include "base/symbol.h"
#include "base/text.h"
#include "cli/options.h"
#include "ir/analysis/functions.h"
#include "ir/llvm/module.h"

/* Arguments travel in r1 to r5 (Linux Documentation/bpf/standardization/abi.rst). */
#define MAX_ARGUMENTS 5

static bool fits_register(LLVMTypeRef type)
{
	LLVMTypeKind kind = llvm.GetTypeKind(type);
	return kind == LLVMPointerTypeKind ||
	       (kind == LLVMIntegerTypeKind && llvm.GetIntTypeWidth(type) <= 64);
}

/* Whether calls lead from one function to the other; 'seen' has those that were looked through. */
static bool calls_lead(LLVMValueRef from, LLVMValueRef to, struct names *seen)
{
	for (LLVMValueRef at = ir_first_instruction(from); at; at = ir_next_instruction(at)) {
		LLVMValueRef callee =
			llvm.IsACallInst(at) ? llvm.IsAFunction(llvm.GetCalledValue(at)) : NULL;
		if (callee == to)
			return true;
		if (callee && !llvm.IsDeclaration(callee) && !function_is_panic_handler(callee) &&
		    names_add(seen, ir_name(callee), strlen(ir_name(callee))) &&
		    calls_lead(callee, to, seen))
			return true;
	}
	return false;
}

/* The kernel takes no recursion; unfolded, it may have an end. */
static bool is_recursive(LLVMValueRef function)
{
	struct names seen = {0};
	bool recursive = calls_lead(function, function, &seen);
	names_release(&seen);
	return recursive;
}

const char *subprogram_find_obstacle(LLVMValueRef function)
{
	LLVMTypeRef type = llvm.GlobalGetValueType(function);
	LLVMTypeRef result = llvm.GetReturnType(type);
	LLVMTypeRef arguments[MAX_ARGUMENTS];

	if (llvm.CountParams(function) > MAX_ARGUMENTS)
		return "it takes more than five arguments";
	if (llvm.GetTypeKind(result) != LLVMVoidTypeKind && !fits_register(result))
		return "it returns more than 64 bits";
	llvm.GetParamTypes(type, arguments);
	for (unsigned i = 0; i < llvm.CountParams(function); i++) {
		if (!fits_register(arguments[i]))
			return "an argument is not of 64 bits at the most";
	}
	return is_recursive(function) ? "it calls itself" : NULL;
}

/* core's own noinline functions are its panics, and generic code that was never the user's wish. */
static bool is_of_compiler(const char *readable)
{
	static const char *const starts[] = {
		"core::", "<core::", "alloc::", "<alloc:", "<&T as ", "compiler_builtins::"};
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		if (text_starts_with(readable, starts[i]))
			return true;
	}
	return false;
}

bool subprogram_is_named(const char *wish, const char *symbol, const char *readable)
{
	size_t wish_len = strlen(wish), len = strlen(readable);
	if (strcmp(wish, symbol) == 0 || strcmp(wish, readable) == 0)
		return true;
	return len > wish_len + 2 && strcmp(readable + len - wish_len, wish) == 0 &&
	       memcmp(readable + len - wish_len - 2, "::", 2) == 0;
}

/* 'found' gets the wishes that the function fulfils; NULL: nobody asks. */
static bool is_wanted_by_name(const struct ir *ir, const char *symbol, const char *readable,
			      struct names *found)
{
	bool wanted = false;
	for (size_t i = 0; i < ir->opts->subprogram_names.count; i++) {
		const char *wish = ir->opts->subprogram_names.at[i];
		if (!subprogram_is_named(wish, symbol, readable))
			continue;
		if (found)
			names_add(found, wish, strlen(wish));
		wanted = true;
	}
	return wanted;
}

/* One that was asked for by its name does not go without a word. */
static void tell_inlined(const struct ir *ir, LLVMValueRef function, const char *why)
{
	char *readable = symbol_demangle(ir_name(function));
	if (is_wanted_by_name(ir, ir_name(function), readable, NULL))
		diag_warning("'%s' of --subprogram is inlined: %s", readable, why);
	else
		diag_trace("'%s' is inlined: %s", readable, why);
	free(readable);
}

static bool is_wanted(const struct ir *ir, LLVMValueRef function, const char *readable)
{
	if (ir->opts->subprograms == SUBPROGRAMS_NONE || is_of_compiler(readable))
		return false;
	return ir_has_attribute(function, "noinline") || names_has(&ir->exports, ir_name(function));
}

static void select_function(struct ir *ir, LLVMValueRef function, struct names *found)
{
	const char *name = ir_name(function);
	if (llvm.IsDeclaration(function) || function_is_entry(ir, function) ||
	    function_is_panic_handler(function) || function_is_global(ir, function))
		return;
	char *readable = symbol_demangle(name);
	if (is_wanted_by_name(ir, name, readable, found) || is_wanted(ir, function, readable)) {
		const char *obstacle = subprogram_find_obstacle(function);
		if (obstacle) {
			tell_inlined(ir, function, obstacle);
		} else {
			names_add(&ir->subprograms, name, strlen(name));
			/* Visible, so that no pass changes how it is called. */
			llvm.SetLinkage(function, LLVMExternalLinkage);
			llvm.SetVisibility(function, LLVMHiddenVisibility);
			llvm.SetSection(function, "");
		}
	}
	free(readable);
}

int subprograms_select(struct ir *ir, LLVMModuleRef module)
{
	struct names found = {0};
	int err = 0;

	/* A habit does not keep a program from an old kernel. */
	if (!ir->profile->calls)
		return 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f))
		select_function(ir, f, &found);
	for (size_t i = 0; i < ir->opts->subprogram_names.count; i++) {
		const char *wish = ir->opts->subprogram_names.at[i];
		if (names_has(&found, wish))
			continue;
		err = diag_error("no function '%s' for --subprogram", wish);
		diag_help("name a function that is not a program by its path, as in "
			  "my_crate::parse");
	}
	names_release(&found);
	return err;
}

void subprogram_give_up(struct ir *ir, LLVMValueRef function, const char *why)
{
	tell_inlined(ir, function, why);
	ir_remove_attribute(function, "noinline");
	ir_add_attribute(ir, function, "alwaysinline");
	llvm.SetVisibility(function, LLVMDefaultVisibility);
	llvm.SetLinkage(function, LLVMInternalLinkage);
}

bool subprograms_give_up_panics(struct ir *ir, LLVMModuleRef module)
{
	bool changed = false;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (llvm.IsDeclaration(f) || !function_is_subprogram(ir, f) ||
		    function_is_global(ir, f) || !function_can_panic(f))
			continue;
		subprogram_give_up(ir, f, "it can panic");
		changed = true;
	}
	return changed;
}

/* BPF's code generation refuses results that travel through memory by name; a pointer to where they
 * go is an argument as any other. */
static void make_plain_arguments(LLVMValueRef function)
{
	unsigned kind = llvm.GetEnumAttributeKindForName("sret", strlen("sret"));
	unsigned count = llvm.CountParams(function);

	for (LLVMAttributeIndex i = 1; i <= count; i++)
		llvm.RemoveEnumAttributeAtIndex(function, i, kind);
	for (LLVMUseRef use = llvm.GetFirstUse(function); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		for (LLVMAttributeIndex i = 1; llvm.IsACallInst(user) && i <= count; i++)
			llvm.RemoveCallSiteEnumAttribute(user, i, kind);
	}
}

int subprograms_make_static(struct ir *ir, LLVMModuleRef module)
{
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (llvm.IsDeclaration(f) || !function_is_subprogram(ir, f))
			continue;
		make_plain_arguments(f);
		llvm.SetVisibility(f, LLVMDefaultVisibility);
		llvm.SetLinkage(f, function_is_global(ir, f) ? LLVMExternalLinkage
							     : LLVMInternalLinkage);
	}
	return 0;
}
