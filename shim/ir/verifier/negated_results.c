/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What an LSM program returns is 0, or an error from -4095 on (check_return_code() since Linux
 * 6.12). "if x { -1 } else { 0 }" is the sign extension of x to LLVM, and code generation negates
 * x, of which the verifier keeps no bounds: the two constants are chosen by a branch instead.
 */
#include "base/text.h"
#include "ir/analysis/functions.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/quirk.h"

static bool is_of_lsm(const struct shaper *shaper)
{
	const char *section = llvm.GetSection(shaper->function);
	return section && function_is_entry(shaper->ir, shaper->function) &&
	       (text_starts_with(section, "lsm/") || text_starts_with(section, "lsm.s/"));
}

static bool is_sign_of_condition(LLVMValueRef at)
{
	return llvm.GetInstructionOpcode(at) == LLVMSExt &&
	       shape_width(llvm.GetOperand(at, 0)) == 1;
}

void shape_negated_results(struct shaper *shaper)
{
	LLVMValueRef next;

	if (!is_of_lsm(shaper))
		return;
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at; at = next) {
		next = ir_next_instruction(at);
		if (!is_sign_of_condition(at))
			continue;
		shape_stand_before(shaper, at);
		LLVMValueRef ones = opaque_copy(shaper->builder, shape_i64(shaper, -1));
		LLVMValueRef chosen = llvm.BuildSelect(shaper->builder, llvm.GetOperand(at, 0),
						       ones, shape_i64(shaper, 0), "");
		if (shape_width(at) != 64)
			chosen = llvm.BuildTrunc(shaper->builder, chosen, llvm.TypeOf(at), "");
		shape_note(shaper, at);
		llvm.ReplaceAllUsesWith(at, chosen);
		llvm.InstructionEraseFromParent(at);
	}
}
