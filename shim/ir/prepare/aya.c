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

/* `#[cfg_attr(target_arch = "bpf", map)] pub static AYA_LOGS` of aya-log-ebpf. */
#define AYA_LOGS_PATH "12aya_log_ebpf13macro_support8AYA_LOGS"
#define AYA_LOGS "AYA_LOGS"

/* What unreachable!("value={value} lower={lower} upper={upper}") of aya-ebpf leaves behind:
 * format_args!() puts an argument as a byte 0xc0 and one or more others. */
#define BOUNDS_BEFORE "internal error: entered unreachable code: value=\xc0"
#define BOUNDS_BEHIND " upper=\xc0"

int aya_logs_convert(struct ir *ir, LLVMModuleRef module)
{
	LLVMValueRef value;
	for (value = llvm.GetFirstGlobal(module); value; value = llvm.GetNextGlobal(value)) {
		if (llvm.IsDeclaration(value) || !strstr(ir_name(value), AYA_LOGS_PATH))
			continue;
		llvm.SetValueName2(value, AYA_LOGS, strlen(AYA_LOGS));
		llvm.SetSection(value, "maps");
		names_add(&ir->keep, AYA_LOGS, strlen(AYA_LOGS));
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
