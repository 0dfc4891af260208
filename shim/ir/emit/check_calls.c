/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Calls and signatures that BPF has nothing for. */
#include "ir/emit/check_calls.h"

#include <string.h>

#include "base/diag.h"
#include "base/message.h"
#include "base/text.h"
#include "ir/analysis/functions.h"
#include "ir/llvm/module.h"
#include "ir/llvm/source.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- intrinsics ---- */

/* Host intrinsics without a meaning here are gone already (rewrite_host.c). */
static const char *foreign_machine(const char *name)
{
	static const char *const machines[] = {
		"aarch64", "amdgcn", "arm",  "dx",  "hexagon", "loongarch", "mips", "nvvm",  "ppc",
		"r600",    "riscv",  "s390", "spv", "ve",      "wasm",      "x86",  "xcore",
	};
	for (size_t i = 0; i < COUNT(machines); i++) {
		size_t len = strlen(machines[i]);
		if (strncmp(name, machines[i], len) == 0 && name[len] == '.')
			return machines[i];
	}
	return NULL;
}

/* What LLVM has for machines at large, but not for BPF, or makes a constant for it. */
static bool is_missing(const char *name)
{
	static const char *const missing[] = {
		"addressofreturnaddress",
		"adjust.trampoline",
		"clear_cache",
		"debugtrap",
		"eh.dwarf.cfa",
		"eh.return.",
		"eh.sjlj.",
		"eh.unwind.init",
		"frameaddress",
		"get.fpenv",
		"get.fpmode",
		"init.trampoline",
		"localaddress",
		"localescape",
		"localrecover",
		"pcmarker",
		"read_register",
		"read_volatile_register",
		"readcyclecounter",
		"readsteadycounter",
		"reset.fpenv",
		"reset.fpmode",
		"returnaddress",
		"set.fpenv",
		"set.fpmode",
		"set.rounding",
		"sponentry",
		"swift.",
		"thread.pointer",
		"vscale",
		"write_register",
	};
	for (size_t i = 0; i < COUNT(missing); i++)
		if (text_starts_with(name, missing[i]))
			return true;
	return false;
}

/* LLVM's name without its types; a name that it does not know as it is. */
static const char *base_name(LLVMValueRef callee)
{
	unsigned id = llvm.GetIntrinsicID(callee);
	size_t len;
	return (id ? llvm.IntrinsicGetName(id, &len) : ir_name(callee)) + strlen("llvm.");
}

void emit_check_intrinsic(LLVMValueRef call, LLVMValueRef callee)
{
	if (!text_starts_with(ir_name(callee), "llvm."))
		return;
	const char *name = ir_name(callee) + strlen("llvm.");
	const char *machine = foreign_machine(name);
	bool missing = is_missing(name) || !llvm.GetIntrinsicID(callee);
	if (!machine && !missing)
		return;
	struct diag_where where = ir_where(call);
	if (machine) {
		diag_error_at(&where, "'%s' is an instruction of %s, not of BPF", base_name(callee),
			      machine);
		diag_help("use portable code instead of core::arch");
	} else {
		diag_error_at(&where, "BPF has no instruction for '%s'", base_name(callee));
		diag_help("leave it out, or ask a helper, as bpf_ktime_get_ns() for the time");
	}
}

/* ---- registers ---- */

/* From 23 on, LLVM passes what has no place in registers in ways that no kernel here knows. */

static uint64_t registers_of(LLVMTargetDataRef layout, LLVMTypeRef type)
{
	return (llvm.ABISizeOfType(layout, type) + 7) / 8;
}

static bool is_too_wide(LLVMTargetDataRef layout, LLVMTypeRef result)
{
	return llvm.GetTypeKind(result) != LLVMVoidTypeKind && registers_of(layout, result) > 1;
}

void emit_check_helper_call(LLVMTargetDataRef layout, LLVMValueRef call)
{
	static const char help[] = "helpers take up to five arguments of 64 bits each, and return "
				   "64 bits: pass a pointer to what is larger";
	struct diag_where where = ir_where(call);
	uint64_t registers = 0;
	for (unsigned i = 0; i < llvm.GetNumArgOperands(call); i++)
		registers += registers_of(layout, llvm.TypeOf(llvm.GetOperand(call, i)));
	if (registers > 5) {
		diag_error_at(&where, "a helper is called with more than five arguments");
		diag_help(help);
	}
	if (is_too_wide(layout, llvm.TypeOf(call))) {
		diag_error_at(&where, "a helper is called for a result of more than 64 bits");
		diag_help(help);
	}
}

static void report_signature(const struct ir *ir, LLVMValueRef function, const char *does)
{
	bool program = function_is_entry(ir, function);
	struct diag_where where = ir_where(ir_first_instruction(function));
	diag_error_at(&where, "%s %s", program ? "the program" : "a function that is not inlined",
		      does);
	if (program)
		diag_help("give it the form extern \"C\" fn(ctx: *mut T) -> u32");
	else
		diag_help("pass pointers to what is larger, up to five arguments in all");
}

void emit_check_signature(const struct ir *ir, LLVMTargetDataRef layout, LLVMValueRef function)
{
	LLVMTypeRef type = llvm.GlobalGetValueType(function);
	unsigned count = llvm.CountParamTypes(type);
	uint64_t registers = 0;
	for (unsigned i = 0; i < count; i++)
		registers += registers_of(layout, llvm.TypeOf(llvm.GetParam(function, i)));
	if (registers > 5)
		report_signature(ir, function, "takes more than five arguments");
	if (llvm.IsFunctionVarArg(type))
		report_signature(ir, function, "takes any number of arguments");
	if (is_too_wide(layout, llvm.GetReturnType(type)) ||
	    (count && ir_param_has_attribute(function, 0, "sret")))
		report_signature(ir, function, "returns more than 64 bits");
}
