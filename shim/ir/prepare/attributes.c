/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Attributes: what the host left behind goes, and inlining becomes mandatory. */
#include "ir/prepare/attributes.h"

#include <string.h>

#include "base/text.h"
#include "ir/analysis/functions.h"
#include "ir/llvm/module.h"

/* Marks of the host and of "do not optimise"; alwaysinline beside noinline, and optnone without
 * noinline, are invalid IR, so they all go first. */
static void drop_attributes(LLVMValueRef function)
{
	static const char *const enums[] = {"noinline",    "optnone", "alwaysinline", "cold",
					    "nonlazybind", "uwtable", "minsize",      "optsize",
					    "sspstrong",   "sspreq",  "ssp",          "safestack"};
	static const char *const strings[] = {"target-cpu",  "target-features", "tune-cpu",
					      "probe-stack", "frame-pointer",   "stack-probe-size",
					      "stackrealign"};
	for (size_t i = 0; i < sizeof(enums) / sizeof(enums[0]); i++)
		ir_remove_attribute(function, enums[i]);
	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++)
		llvm.RemoveStringAttributeAtIndex(function,
						  (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
						  strings[i], (unsigned)strlen(strings[i]));
}

/* rustc puts noinline on the call sites of panics, where always-inline obeys it. */
static void drop_noinline_at_calls(LLVMValueRef function)
{
	unsigned noinline = llvm.GetEnumAttributeKindForName("noinline", strlen("noinline"));
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at)) {
		if (llvm.IsACallInst(at))
			llvm.RemoveCallSiteEnumAttribute(
				at, (LLVMAttributeIndex)LLVMAttributeFunctionIndex, noinline);
	}
}

int attributes_set(struct ir *ir, LLVMModuleRef module)
{
	bool for_size = ir->opts->opt_level == 's' || ir->opts->opt_level == 'z';
	int changed = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		drop_attributes(f);
		if (llvm.IsDeclaration(f))
			continue;
		llvm.SetPersonalityFn(f, NULL);
		drop_noinline_at_calls(f);
		/* .eh_frame comes from functions that may unwind; nothing unwinds any more. */
		ir_add_attribute(ir, f, "nounwind");
		if (for_size)
			ir_add_attribute(ir, f, "optsize");
		if (function_is_panic_handler(f) || function_is_subprogram(ir, f))
			ir_add_attribute(ir, f, "noinline");
		else if (!function_is_entry(ir, f))
			ir_add_attribute(ir, f, "alwaysinline");
		changed++;
	}
	return changed;
}

int attributes_forbid_jump_tables(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		ir_add_string_attribute(ir, f, "no-jump-tables", "true");
		changed++;
	}
	return changed;
}
