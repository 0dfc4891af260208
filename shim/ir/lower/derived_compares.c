/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Comparisons of what a number is made of. For a function f that never falls, as those are that
 * only widen, add, multiply, divide or shift, or subtract and saturate, and that does not wrap: x <
 * K is f(x) < f(K) wherever f(K - 1) is below f(K). The other unsigned predicates, and "equal",
 * follow in the same way.
 */
#include "ir/lower/derived_compares.h"

#include "base/text.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/largest.h"
#include "ir/llvm/module.h"

/* Steps from a number to what is made of it. */
#define MAX_STEPS 8

struct derived {
	LLVMValueRef steps[MAX_STEPS]; /* each made of the one before and a constant */
	unsigned count;
};

static bool is_intrinsic(LLVMValueRef at, const char *name)
{
	return llvm.IsACallInst(at) && llvm.IsAFunction(llvm.GetCalledValue(at)) &&
	       text_starts_with(ir_name(llvm.GetCalledValue(at)), name);
}

static bool is_wide_at_most_64(LLVMValueRef value)
{
	LLVMTypeRef type = llvm.TypeOf(value);
	return llvm.GetTypeKind(type) == LLVMIntegerTypeKind && llvm.GetIntTypeWidth(type) <= 64;
}

/* What the step makes of *number, which it writes there; false: it is no step, or wraps. */
static bool apply(LLVMValueRef step, uint64_t *number)
{
	uint64_t constant, all = ir_all_bits(step);

	if (ir_is_opcode(step, LLVMZExt))
		return true;
	if (llvm.GetNumOperands(step) < 2 || !ir_constant(llvm.GetOperand(step, 1), &constant))
		return false;
	if (is_intrinsic(step, "llvm.usub.sat.")) {
		*number = *number > constant ? *number - constant : 0;
		return true;
	}
	switch (llvm.GetInstructionOpcode(step)) {
	case LLVMAdd:
		return !__builtin_add_overflow(*number, constant, number) && *number <= all;
	case LLVMMul:
		return !__builtin_mul_overflow(*number, constant, number) && *number <= all;
	case LLVMShl:
		return constant < 64 &&
		       !__builtin_mul_overflow(*number, UINT64_C(1) << constant, number) &&
		       *number <= all;
	case LLVMLShr:
		*number = constant < 64 ? *number >> constant : 0;
		return true;
	case LLVMUDiv:
		*number = constant ? *number / constant : 0;
		return constant;
	default:
		return false;
	}
}

static bool apply_all(const struct derived *derived, uint64_t *number)
{
	for (unsigned i = 0; i < derived->count; i++) {
		if (!apply(derived->steps[i], number))
			return false;
	}
	return true;
}

static bool is_step(LLVMValueRef user, LLVMValueRef number)
{
	uint64_t one = 1;
	return llvm.IsAInstruction(user) && llvm.GetOperand(user, 0) == number &&
	       is_wide_at_most_64(user) && apply(user, &one);
}

static bool is_compared(LLVMValueRef user, LLVMValueRef number, uint64_t *bound)
{
	return ir_is_opcode(user, LLVMICmp) && llvm.GetOperand(user, 0) == number &&
	       ir_constant(llvm.GetOperand(user, 1), bound);
}

/* The only step that leads on from the number, when it is compared, and else used for nothing. */
static LLVMValueRef only_step(LLVMValueRef number)
{
	LLVMValueRef step = NULL;
	uint64_t bound;
	for (LLVMUseRef use = llvm.GetFirstUse(number); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (is_compared(user, number, &bound))
			continue;
		if (step || !is_step(user, number))
			return NULL;
		step = user;
	}
	return step;
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

/* What is made of the number, where nothing else is, as far as it is there before the comparison.
 */
static struct derived follow(struct cfg *cfg, LLVMValueRef number, LLVMValueRef compare)
{
	struct derived derived = {.count = 0};
	for (LLVMValueRef step = only_step(number);
	     step && derived.count < MAX_STEPS && is_behind(cfg, compare, step);
	     step = only_step(step))
		derived.steps[derived.count++] = step;
	return derived;
}

/* Whether what is made of 'number' and of the one above differ. */
static bool differs_above(const struct derived *derived, uint64_t number)
{
	uint64_t above = number + 1;
	return apply_all(derived, &number) && apply_all(derived, &above) && number < above;
}

/* Does the comparison with 'bound', of numbers up to 'largest', say the same of what is made of
 * both? */
static bool says_the_same(const struct derived *derived, LLVMIntPredicate predicate, uint64_t bound,
			  uint64_t largest)
{
	bool below = bound > 0 && differs_above(derived, bound - 1);
	bool above = bound < largest && differs_above(derived, bound);
	switch (predicate) {
	case LLVMIntULT:
	case LLVMIntUGE:
		return below;
	case LLVMIntULE:
	case LLVMIntUGT:
		return above;
	case LLVMIntEQ:
	case LLVMIntNE:
		return (below || bound == 0) && (above || bound == largest);
	default:
		return false;
	}
}

/* Of numbers that the comparison had not to do with the step may have been poison. */
static void drop_flags(LLVMValueRef step)
{
	switch (llvm.GetInstructionOpcode(step)) {
	case LLVMAdd:
	case LLVMMul:
	case LLVMShl:
		llvm.SetNSW(step, false);
		llvm.SetNUW(step, false);
		break;
	case LLVMLShr:
	case LLVMUDiv:
		llvm.SetExact(step, false);
		break;
	case LLVMZExt:
		llvm.SetNNeg(step, false);
		break;
	default:
		break;
	}
}

/* A load widens what it loads: both are in one register already. */
static bool is_widened_load(LLVMValueRef step)
{
	return ir_is_opcode(step, LLVMZExt) && ir_is_opcode(llvm.GetOperand(step, 0), LLVMLoad);
}

/* The comparison of what is made of the number, or NULL. */
static LLVMValueRef compare_again(struct ir *ir, struct cfg *cfg, LLVMValueRef compare)
{
	LLVMValueRef number = llvm.GetOperand(compare, 0);
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
	uint64_t bound;

	if (!llvm.IsAInstruction(number) || !is_wide_at_most_64(number) ||
	    !is_compared(compare, number, &bound))
		return NULL;
	struct derived derived = follow(cfg, number, compare);
	if (!derived.count || (derived.count == 1 && is_widened_load(derived.steps[0])))
		return NULL;
	uint64_t largest = largest_value(cfg, llvm.GetInstructionParent(compare), number);
	uint64_t most = largest;
	if (bound > largest || !apply_all(&derived, &most) ||
	    !says_the_same(&derived, predicate, bound, largest) || !apply_all(&derived, &bound))
		return NULL;
	for (unsigned i = 0; i < derived.count; i++)
		drop_flags(derived.steps[i]);
	LLVMValueRef value = derived.steps[derived.count - 1];
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	llvm.PositionBuilderBefore(builder, compare);
	LLVMValueRef fresh = llvm.BuildICmp(builder, predicate, value,
					    llvm.ConstInt(llvm.TypeOf(value), bound, false), "");
	llvm.DisposeBuilder(builder);
	return fresh;
}

static int restore(struct ir *ir, LLVMValueRef function)
{
	struct cfg cfg;
	int changed = 0;

	cfg_init(&cfg, function);
	for (LLVMValueRef at = ir_first_instruction(function), next; at; at = next) {
		next = ir_next_instruction(at);
		LLVMValueRef fresh =
			ir_is_opcode(at, LLVMICmp) ? compare_again(ir, &cfg, at) : NULL;
		if (!fresh)
			continue;
		llvm.ReplaceAllUsesWith(at, fresh);
		llvm.InstructionEraseFromParent(at);
		changed++;
	}
	cfg_release(&cfg);
	return changed;
}

int derived_compares_restore(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f))
		changed += restore(ir, f);
	return changed;
}
