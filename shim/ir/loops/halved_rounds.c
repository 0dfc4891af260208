/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Computes what is left of a number without its half. */
#include "ir/loops/halved_rounds.h"

#include "ir/analysis/cfg.h"
#include "ir/analysis/largest.h"
#include "ir/llvm/module.h"

static bool is_constant(LLVMValueRef value, long long number)
{
	return llvm.IsAConstantInt(value) && llvm.GetIntTypeWidth(llvm.TypeOf(value)) <= 64 &&
	       llvm.ConstIntGetSExtValue(value) == number;
}

static bool is_half_of(LLVMValueRef value, LLVMValueRef number)
{
	return ir_is_opcode(value, LLVMLShr) && llvm.GetOperand(value, 0) == number &&
	       is_constant(llvm.GetOperand(value, 1), 1);
}

/* -1 - n / 2 */
static bool is_inverted_half_of(LLVMValueRef value, LLVMValueRef number)
{
	return ir_is_opcode(value, LLVMXor) && is_half_of(llvm.GetOperand(value, 0), number) &&
	       is_constant(llvm.GetOperand(value, 1), -1);
}

/* n - n / 2 is n / 2 + n % 2. */
static LLVMValueRef build_upper_half(LLVMBuilderRef builder, LLVMValueRef difference)
{
	LLVMValueRef number = llvm.GetOperand(difference, 0), half = llvm.GetOperand(difference, 1);
	LLVMValueRef one = llvm.ConstInt(llvm.TypeOf(number), 1, false);
	return llvm.BuildAdd(builder, half, llvm.BuildAnd(builder, number, one, ""), "");
}

/* n - 1 - n / 2 is (n - 1) / 2, which is rounded down: for 0, it is -1. */
static LLVMValueRef build_lower_half(LLVMBuilderRef builder, LLVMValueRef number)
{
	LLVMTypeRef type = llvm.TypeOf(number);
	LLVMValueRef less =
		llvm.BuildAdd(builder, number, llvm.ConstInt(type, UINT64_MAX, true), "");
	return llvm.BuildAShr(builder, less, llvm.ConstInt(type, 1, false), "");
}

/* n, where the sum is one of it and -1 - n / 2, and n is not negative as a signed number. */
static LLVMValueRef find_number(struct cfg *cfg, LLVMValueRef sum)
{
	for (unsigned i = 0; i < 2; i++) {
		LLVMValueRef number = llvm.GetOperand(sum, i);
		if (is_inverted_half_of(llvm.GetOperand(sum, !i), number) &&
		    llvm.GetIntTypeWidth(llvm.TypeOf(number)) == 64 &&
		    largest_value(cfg, llvm.GetInstructionParent(sum), number) <= INT64_MAX)
			return number;
	}
	return NULL;
}

static LLVMValueRef build(struct cfg *cfg, LLVMBuilderRef builder, LLVMValueRef at)
{
	llvm.PositionBuilderBefore(builder, at);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(at));
	if (ir_is_opcode(at, LLVMSub))
		return is_half_of(llvm.GetOperand(at, 1), llvm.GetOperand(at, 0))
			       ? build_upper_half(builder, at)
			       : NULL;
	LLVMValueRef number = ir_is_opcode(at, LLVMAdd) ? find_number(cfg, at) : NULL;
	return number ? build_lower_half(builder, number) : NULL;
}

static int compute_in_function(LLVMBuilderRef builder, LLVMValueRef function)
{
	struct cfg cfg;
	int changed = 0;
	LLVMValueRef next;

	cfg_init(&cfg, function);
	for (LLVMValueRef at = ir_first_instruction(function); at; at = next) {
		next = ir_next_instruction(at);
		LLVMValueRef instead = build(&cfg, builder, at);
		if (!instead)
			continue;
		llvm.ReplaceAllUsesWith(at, instead);
		llvm.InstructionEraseFromParent(at);
		changed++;
	}
	cfg_release(&cfg);
	return changed;
}

int halved_rounds_compute(struct ir *ir, LLVMModuleRef module)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f))
		changed += compute_in_function(builder, f);
	llvm.DisposeBuilder(builder);
	return changed;
}
