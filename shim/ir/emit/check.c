/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Last checks of the IR: what code generation would report in its own words, at no line, or not at
 * all. */
#include "ir/emit/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/message.h"
#include "base/names.h"
#include "base/symbol.h"
#include "base/text.h"
#include "input/input.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/functions.h"
#include "ir/analysis/users.h"
#include "ir/emit/check_calls.h"
#include "ir/llvm/assembly.h"
#include "ir/llvm/metadata.h"
#include "ir/llvm/module.h"
#include "ir/llvm/source.h"
#include "ir/loops/endless.h"
#include "ir/prepare/helper_names.h"
#include "kernel/profile.h"
#include "kernel/version.h"

/* ---- symbols that nothing defines ---- */

/* Externs that loaders resolve by BTF stand in a section of their own. */
static bool is_resolved_by_loader(LLVMValueRef value)
{
	const char *section = llvm.GetSection(value);
	return section && (strcmp(section, ".ksyms") == 0 || strcmp(section, ".kconfig") == 0);
}

/* "", or ", called by 'f'" where that is not the program itself but what was inlined into it. */
static char *describe_user(struct ir *ir, LLVMValueRef value, LLVMValueRef user)
{
	LLVMMetadataRef location = ir_own_location(llvm.InstructionGetDebugLoc(user));
	char *function = location ? metadata_function(ir, location) : NULL;
	char *program = symbol_demangle(ir_where(user).function);
	char *text = function && strcmp(function, program) != 0
			     ? xasprintf(", %s by '%s'",
					 llvm.IsAFunction(value) ? "called" : "used", function)
			     : xstrdup("");
	free(program);
	free(function);
	return text;
}

/* What rustc makes of alloc's __rust_alloc and its kin (library/alloc/src/alloc.rs). */
static bool is_of_allocator(const char *symbol)
{
	return strstr(symbol, "__rust_alloc") || strstr(symbol, "__rust_realloc") ||
	       strstr(symbol, "__rust_dealloc") || strstr(symbol, "__rust_no_alloc_shim");
}

/* 'user' may be NULL: nothing but constants refer to it. */
static void report_undefined(struct ir *ir, LLVMValueRef value, LLVMValueRef user)
{
	char *name = symbol_demangle(ir_name(value));
	struct diag_where where = {0};
	if (user)
		where = ir_where(user);
	char *by = user ? describe_user(ir, value, user) : xstrdup("");

	const struct input *native = inputs_native_definition(ir->inputs, ir_name(value));
	if (native) {
		diag_error_at(&where, "'%s'%s is defined in '%s', which holds no bitcode", name, by,
			      native->name);
		diag_help("build that crate with -C linker-plugin-lto or -C embed-bitcode=yes");
	} else if (is_of_allocator(ir_name(value))) {
		diag_error_at(&where, "undefined symbol '%s'%s: there is no allocator", name, by);
		diag_help("use arrays and maps instead of Box, Vec and String, or define a "
			  "#[global_allocator]");
	} else if (!user || !helper_names_report(value, user)) {
		diag_error_at(&where, "undefined symbol '%s'%s", name, by);
		diag_help("link the crate or file that defines it");
	}
	free(by);
	free(name);
}

/* What was inlined at many places stands on one line all the same. */
static bool is_new_place(struct names *places, LLVMValueRef user)
{
	struct diag_where where = ir_where(user);
	char *place = where.file ? xasprintf("%s:%u:%u", where.file, where.line, where.column)
				 : xstrdup(where.function);
	bool fresh = names_add(places, place, strlen(place));
	free(place);
	return fresh;
}

/* Once for each place in the source that refers to it; LLVM keeps the newest use first. */
static void report_undefined_at_uses(struct ir *ir, LLVMValueRef value)
{
	struct users users = users_find(value, SIZE_MAX);
	struct names places = {0};
	for (size_t i = users.count; i-- > 0;)
		if (is_new_place(&places, users.at[i]))
			report_undefined(ir, value, users.at[i]);
	if (!users.count)
		report_undefined(ir, value, NULL);
	names_release(&places);
	users_release(&users);
}

static void check_undefined(struct ir *ir, LLVMValueRef value)
{
	if (llvm.IsDeclaration(value) && llvm.GetFirstUse(value) &&
	    !text_starts_with(ir_name(value), "llvm.") &&
	    !text_starts_with(ir_name(value), "__bpf_shim_") && !is_resolved_by_loader(value))
		report_undefined_at_uses(ir, value);
}

/* ---- what is left in the entry points ---- */

static void report_call(const struct ir *ir, LLVMValueRef call, LLVMValueRef callee)
{
	struct diag_where where = ir_where(call);
	char *name = symbol_demangle(ir_name(callee));
	/* rustc for the host and clang for BPF pass structures each in its own way. */
	if (llvm.GetCalledFunctionType(call) != llvm.GlobalGetValueType(callee)) {
		diag_error_at(&where,
			      "'%s' is called with other arguments or another result than it has",
			      name);
		diag_help("C for BPF and Rust for the host pass structures differently: pass "
			  "pointers to them");
	} else if (function_is_entry(ir, callee)) {
		diag_error_at(&where, "calls the program '%s'", name);
		diag_help("move what both need into a function without a section");
	} else {
		diag_error_at(&where, "the call of '%s' cannot be inlined (recursion)", name);
		diag_help("turn the recursion into a loop");
	}
	free(name);
}

/* core::fmt::write() goes through a table of the arguments' functions. */
static bool is_formatting(const struct diag_where *where)
{
	char *name = symbol_demangle(where->function);
	bool result = strstr(name, "core::fmt::") != NULL;
	free(name);
	return result;
}

static void report_indirect_call(LLVMValueRef call)
{
	struct diag_where where = ir_where(call);
	if (is_formatting(&where)) {
		/* Without a place: the functions of all the arguments are left, each with calls. */
		diag_error("'write!' of several parts cannot be followed");
		diag_help("write each argument by a 'write!' of its own, and text by write_str()");
		return;
	}
	diag_error_at(&where, "indirect call: BPF has no function pointers");
	diag_help("use generics instead of dyn and fn pointers, so that the callee is known");
}

/* A helper is called through its number: `inttoptr i64 1 to ptr`. */
static bool is_helper(LLVMValueRef callee)
{
	return llvm.IsAConstantExpr(callee) || llvm.IsAConstantInt(callee);
}

/* Whether a call, of what must be a helper, has its address. */
static bool goes_to_helper(LLVMValueRef function)
{
	for (LLVMUseRef use = llvm.GetFirstUse(function); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (llvm.IsACallInst(user) && is_helper(llvm.GetCalledValue(user)))
			return true;
	}
	return false;
}

/* Others were called, and could not be inlined: that is an error of its own. */
static bool stays_function(const struct ir *ir, LLVMValueRef function)
{
	return function_is_entry(ir, function) || function_is_subprogram(ir, function) ||
	       goes_to_helper(function);
}

static void check_call(const struct ir *ir, LLVMTargetDataRef layout, LLVMValueRef call)
{
	LLVMValueRef callee = llvm.GetCalledValue(call);
	LLVMValueRef function = llvm.IsAFunction(callee);
	if (function) {
		emit_check_intrinsic(call, function);
		if (!llvm.IsDeclaration(function) && !function_is_subprogram(ir, function))
			report_call(ir, call, function);
	} else if (!llvm.IsAInlineAsm(callee) && !is_helper(callee)) {
		report_indirect_call(call);
	}
	if (is_helper(callee))
		emit_check_helper_call(layout, call);
}

/* Entry points and subprograms have none left: this is a function whose address goes elsewhere, to
 * a helper as a rule. */
static void report_panic(const struct ir *ir, LLVMValueRef call)
{
	struct diag_where where = ir_where_panics(call);
	LLVMValueRef function = llvm.GetBasicBlockParent(llvm.GetInstructionParent(call));
	if (goes_to_helper(function)) {
		diag_error_at(&where, "a panic cannot end the program here: a helper calls this "
				      "function");
		diag_help("return instead: get(), checked_add() and wrapping_add() do not panic");
	} else if (function_is_global(ir, function)) {
		diag_error_at(&where,
			      "a panic cannot end the program here: the kernel verifies this "
			      "function by itself");
		diag_help("return instead: get(), checked_add() and wrapping_add() do not panic");
	} else {
		diag_error_at(&where, "a panic cannot end the program here: this function is known "
				      "by its address only");
		diag_help("use generics or 'match' instead of function pointers, so that it is "
			  "inlined");
	}
}

static bool is_float(LLVMTypeRef type)
{
	switch (llvm.GetTypeKind(type)) {
	case LLVMHalfTypeKind:
	case LLVMBFloatTypeKind:
	case LLVMFloatTypeKind:
	case LLVMDoubleTypeKind:
	case LLVMX86_FP80TypeKind:
	case LLVMFP128TypeKind:
	case LLVMPPC_FP128TypeKind:
		return true;
	default:
		return false;
	}
}

/* Those that only look at bits, or move them, are integer operations on BPF. */
static bool is_float_intrinsic(LLVMValueRef call)
{
	static const char *const bits[] = {"llvm.fabs.", "llvm.copysign.", "llvm.is.fpclass.",
					   "llvm.fake.use"};
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(call));
	if (!callee || !text_starts_with(ir_name(callee), "llvm."))
		return false;
	for (size_t i = 0; i < sizeof(bits) / sizeof(bits[0]); i++)
		if (text_starts_with(ir_name(callee), bits[i]))
			return false;
	return is_float(llvm.TypeOf(call)) ||
	       (llvm.GetNumArgOperands(call) && is_float(llvm.TypeOf(llvm.GetOperand(call, 0))));
}

static bool is_float_operation(LLVMValueRef at)
{
	if (llvm.IsACallInst(at))
		return is_float_intrinsic(at);
	switch (llvm.GetInstructionOpcode(at)) {
	case LLVMFAdd:
	case LLVMFSub:
	case LLVMFMul:
	case LLVMFDiv:
	case LLVMFRem:
	case LLVMFCmp:
	case LLVMFPToUI:
	case LLVMFPToSI:
	case LLVMUIToFP:
	case LLVMSIToFP:
	case LLVMFPTrunc:
	case LLVMFPExt:
		return true;
	default:
		return false;
	}
}

/* Code generation would name a library function and, after inlining, a line of core. */
static void report_float(LLVMValueRef at)
{
	struct diag_where where = ir_where(at);
	diag_error_at(&where, "floating point arithmetic is not possible in BPF");
	diag_help("use integers (fixed point) instead");
}

static void check_endless_loop(LLVMValueRef function)
{
	struct cfg cfg;
	size_t header;
	cfg_init(&cfg, function);
	if (cfg_find_endless(&cfg, &header) && !endless_is_switched_off(&cfg, header)) {
		LLVMValueRef last = llvm.GetBasicBlockTerminator(cfg.blocks[header]);
		struct diag_where where = ir_where(last);
		diag_error_at(&where, "endless loop");
		diag_help("a BPF program has to end: give the loop a way out");
	}
	cfg_release(&cfg);
}

/* Whether the loader would make a map of it, beside the maps of the program's own. */
static bool is_global_data(LLVMValueRef global)
{
	static const char *const sections[] = {".rodata", ".data", ".bss"};
	const char *section = llvm.GetSection(global);
	if (llvm.IsDeclaration(global) || text_starts_with(ir_name(global), "llvm."))
		return false;
	for (size_t i = 0; section && i < sizeof(sections) / sizeof(sections[0]); i++) {
		if (text_starts_with(section, sections[i]))
			return true;
	}
	return !section;
}

/* Named as in the source; a string that has no name by what it says. */
static char *describe_data(LLVMValueRef global)
{
	size_t size;
	const char *text = ir_string(global, &size);
	const char *name = ir_name(global);
	bool named = *name && !text_starts_with(name, "alloc_") &&
		     !text_starts_with(name, "anon.") && !text_starts_with(name, ".");
	if (named) {
		char *demangled = symbol_demangle(name);
		char *described = xasprintf("'%s'", demangled);
		free(demangled);
		return described;
	}
	return text ? xasprintf("the string \"%.*s\"", (int)strnlen(text, size), text)
		    : xstrdup("data without a name");
}

/* What could not be put into the code, for a kernel that has nothing else (rodata_lower.c). */
static void check_data(const struct ir *ir, LLVMValueRef global)
{
	LLVMValueRef user = users_any(global);
	if (ir->profile->global_data || !user || !is_global_data(global))
		return;
	struct diag_where where = ir_where_near(user);
	char *what = describe_data(global);
	unsigned since = PROFILE_SINCE(global_data, 1);
	bool constant = llvm.IsGlobalConstant(global);
	diag_error_at(&where, "%s is %s, which needs Linux %u.%u", what,
		      constant ? "a constant that does not fit into the code"
			       : "a variable outside of maps",
		      KERNEL_MAJOR(since), KERNEL_MINOR(since));
	diag_help("keep it in an array map");
	free(what);
}

static void check_thread_local(LLVMValueRef global)
{
	LLVMValueRef user = llvm.IsThreadLocal(global) ? users_any(global) : NULL;
	if (!user)
		return;
	struct diag_where where = ir_where(user);
	char *what = describe_data(global);
	diag_error_at(&where, "%s belongs to a thread, and BPF has no threads", what);
	diag_help("keep it in a per-cpu array map, or without thread_local");
	free(what);
}

int emit_check(struct ir *ir, LLVMModuleRef module)
{
	unsigned errors_before = diag_errors();
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	LLVMValueRef value;
	for (value = llvm.GetFirstFunction(module); value; value = llvm.GetNextFunction(value)) {
		check_undefined(ir, value);
		if (llvm.IsDeclaration(value))
			continue;
		if (stays_function(ir, value))
			emit_check_signature(ir, layout, value);
		check_endless_loop(value);
		for (LLVMValueRef at = ir_first_instruction(value); at;
		     at = ir_next_instruction(at)) {
			if (ir_calls(at, PANIC_MARKER))
				report_panic(ir, at);
			else if (is_float_operation(at))
				report_float(at);
			else if (llvm.IsACallInst(at))
				check_call(ir, layout, at);
		}
	}
	for (value = llvm.GetFirstGlobal(module); value; value = llvm.GetNextGlobal(value)) {
		check_undefined(ir, value);
		check_data(ir, value);
		check_thread_local(value);
	}
	assembly_check(ir, module);
	llvm.DisposeTargetData(layout);
	return diag_errors() == errors_before ? 0 : -1;
}
