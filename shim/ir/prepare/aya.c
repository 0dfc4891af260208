/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What aya's crates do differently when they are compiled for a host, "for doc tests" or "for
 * macOS", as their comments say: aya-log's map is no map, and check_bounds_signed() of aya-ebpf is
 * unreachable!().
 */
#include "ir/prepare/aya.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/message.h"
#include "base/names.h"
#include "base/text.h"
#include "ir/analysis/functions.h"
#include "ir/llvm/module.h"
#include "ir/llvm/source.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* `#[cfg_attr(target_arch = "bpf", map)] pub static ...` of aya-log-ebpf: where each map stands,
 * and the name that the loader knows it by. */
static const struct log_map {
	const char *path, *name;
} log_maps[] = {
	{"12aya_log_ebpf13macro_support8AYA_LOGS", "AYA_LOGS"},
	/* Before aya-log 0.2. */
	{"12aya_log_ebpf8AYA_LOGS", "AYA_LOGS"},
	{"12aya_log_ebpf11AYA_LOG_BUF", "AYA_LOG_BUF"},
};

/* What unreachable!("value={value} lower={lower} upper={upper}") of aya-ebpf leaves behind:
 * format_args!() puts an argument as a byte 0xc0 and one or more others. */
#define BOUNDS_BEFORE "internal error: entered unreachable code: value=\xc0"
#define BOUNDS_BEHIND " upper=\xc0"

/* The name of aya-log's map; NULL when the variable is something else. */
static const char *log_map_name(LLVMValueRef variable)
{
	for (size_t i = 0; i < COUNT(log_maps); i++) {
		if (strstr(ir_name(variable), log_maps[i].path))
			return log_maps[i].name;
	}
	return NULL;
}

int aya_logs_convert(struct ir *ir, LLVMModuleRef module)
{
	LLVMValueRef value;
	for (value = llvm.GetFirstGlobal(module); value; value = llvm.GetNextGlobal(value)) {
		const char *name = llvm.IsDeclaration(value) ? NULL : log_map_name(value);
		if (!name)
			continue;
		llvm.SetValueName2(value, name, strlen(name));
		llvm.SetSection(value, "maps");
		names_add(&ir->keep, name, strlen(name));
	}
	return 0;
}

static bool is_message_of_bounds(LLVMValueRef global)
{
	size_t size;
	const char *bytes = ir_string(global, &size);
	return bytes && memmem(bytes, size, BOUNDS_BEFORE, strlen(BOUNDS_BEFORE)) &&
	       memmem(bytes, size, BOUNDS_BEHIND, strlen(BOUNDS_BEHIND));
}

/* Reports every program that reaches the instruction, at the place in the program. */
static unsigned report_bounds(struct ir *ir, LLVMValueRef at, unsigned depth)
{
	LLVMValueRef function = llvm.GetBasicBlockParent(llvm.GetInstructionParent(at));
	if (function_is_entry(ir, function)) {
		struct diag_where where = ir_where(at);
		diag_error_at(&where, "check_bounds_signed() of aya-ebpf panics outside the BPF "
				      "target");
		diag_help("read strings by the functions of aya_ebpf::helpers::generated, and "
			  "compare lengths yourself");
		return 1;
	}
	unsigned reported = 0;
	for (LLVMUseRef use = llvm.GetFirstUse(function); use && depth; use = llvm.GetNextUse(use))
		if (llvm.IsAInstruction(llvm.GetUser(use)))
			reported += report_bounds(ir, llvm.GetUser(use), depth - 1);
	return reported;
}

int aya_bounds_report(struct ir *ir, LLVMModuleRef module)
{
	enum {
		DEEPEST = 16
	}; /* calls; recursion ends there */
	LLVMValueRef value;
	for (value = llvm.GetFirstGlobal(module); value; value = llvm.GetNextGlobal(value)) {
		if (!is_message_of_bounds(value))
			continue;
		for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use))
			if (llvm.IsAInstruction(llvm.GetUser(use)))
				report_bounds(ir, llvm.GetUser(use), DEEPEST);
	}
	return 0;
}
