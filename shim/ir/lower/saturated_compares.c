/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Comparisons of what a saturating difference is made of. For "d", the number "x" less a constant
 * C, and not below 0: x < K is d < K - C wherever K is above C, for a smaller x makes a d of 0. The
 * other unsigned predicates, and "equal", follow in the same way.
 */
#include "ir/lower/saturated_compares.h"

#include "base/text.h"
#include "ir/analysis/cfg.h"
#include "ir/llvm/module.h"

static bool is_saturated_difference(LLVMValueRef at, uint64_t *less)
{
	if (!llvm.IsACallInst(at) || !llvm.IsAFunction(llvm.GetCalledValue(at)) ||
	    llvm.GetTypeKind(llvm.TypeOf(at)) != LLVMIntegerTypeKind)
		return false;
	return text_starts_with(ir_name(llvm.GetCalledValue(at)), "llvm.usub.sat.") &&
	       ir_constant(llvm.GetOperand(at, 1), less);
}

/* Does the comparison with 'bound' say the same of the difference, when that is compared with
 * 'bound' - 'less'? */
static bool says_the_same(LLVMIntPredicate predicate, uint64_t bound, uint64_t less)
{
	switch (predicate) {
	case LLVMIntULT:
	case LLVMIntUGE:
	case LLVMIntEQ:
	case LLVMIntNE:
		return bound > less;
	case LLVMIntULE:
	case LLVMIntUGT:
		return bound >= less;
	default:
		return false;
	}
}

static bool is_compare(LLVMValueRef at, LLVMValueRef number, uint64_t less)
{
	uint64_t bound;
	return ir_is_opcode(at, LLVMICmp) && llvm.GetOperand(at, 0) == number &&
	       ir_constant(llvm.GetOperand(at, 1), &bound) &&
	       says_the_same(llvm.GetICmpPredicate(at), bound, less);
}

/* Is the number compared, and else only made wider, for the difference? What is known of it then
 * serves nothing else. */
static bool is_only_compared(LLVMValueRef number, LLVMValueRef difference, uint64_t less)
{
	for (LLVMUseRef use = llvm.GetFirstUse(number); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (user == difference || is_compare(user, number, less))
			continue;
		if (!ir_is_opcode(user, LLVMZExt) || llvm.GetOperand(difference, 0) != user ||
		    !is_only_compared(user, difference, less))
			return false;
	}
	return true;
}

static bool is_behind(struct cfg *cfg, LLVMValueRef at, LLVMValueRef first)
{
	LLVMBasicBlockRef block = llvm.GetInstructionParent(at);
	if (block != llvm.GetInstructionParent(first))
		return cfg_dominates(cfg, cfg_index(cfg, llvm.GetInstructionParent(first)),
				     cfg_index(cfg, block));
	while (first && first != at)
		first = llvm.GetNextInstruction(first);
	return first;
}

static void compare_in_place_of(struct ir *ir, LLVMValueRef compare, LLVMValueRef difference,
				uint64_t less)
{
	uint64_t bound = 0;
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);

	ir_constant(llvm.GetOperand(compare, 1), &bound);
	llvm.PositionBuilderBefore(builder, compare);
	LLVMValueRef fresh =
		llvm.BuildICmp(builder, llvm.GetICmpPredicate(compare), difference,
			       llvm.ConstInt(llvm.TypeOf(difference), bound - less, false), "");
	llvm.DisposeBuilder(builder);
	llvm.ReplaceAllUsesWith(compare, fresh);
	llvm.InstructionEraseFromParent(compare);
}

static int compare_again(struct ir *ir, struct cfg *cfg, LLVMValueRef number,
			 LLVMValueRef difference, uint64_t less)
{
	int changed = 0;
	for (LLVMUseRef use = llvm.GetFirstUse(number), next; use; use = next) {
		LLVMValueRef user = llvm.GetUser(use);
		next = llvm.GetNextUse(use);
		if (!is_compare(user, number, less) || !is_behind(cfg, user, difference))
			continue;
		compare_in_place_of(ir, user, difference, less);
		changed++;
	}
	return changed;
}

static int restore(struct ir *ir, struct cfg *cfg, LLVMValueRef difference, uint64_t less)
{
	LLVMValueRef wide = llvm.GetOperand(difference, 0);
	LLVMValueRef number = ir_is_opcode(wide, LLVMZExt) ? llvm.GetOperand(wide, 0) : wide;
	if (!llvm.IsAInstruction(number) || !is_only_compared(number, difference, less))
		return 0;
	int changed = compare_again(ir, cfg, number, difference, less);
	return number == wide ? changed : changed + compare_again(ir, cfg, wide, difference, less);
}

static int restore_in_function(struct ir *ir, LLVMValueRef function)
{
	struct cfg cfg;
	uint64_t less;
	int changed = 0;

	cfg_init(&cfg, function);
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at))
		if (is_saturated_difference(at, &less))
			changed += restore(ir, &cfg, at, less);
	cfg_release(&cfg);
	return changed;
}

static bool has_saturated_differences(LLVMModuleRef module)
{
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f))
		if (text_starts_with(ir_name(f), "llvm.usub.sat.") && llvm.GetFirstUse(f))
			return true;
	return false;
}

int saturated_compares_restore(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	if (!has_saturated_differences(module))
		return 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f))
		changed += restore_in_function(ir, f);
	return changed;
}
