/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What follows from a number that is known on each way in. A search that was unrolled ends with a
 * phi of the place where it ended, one constant for each exit; LLVM folds each later comparison of
 * that place into a phi of its own, "true here, false there", and so for every round of the next
 * loop: rounds times rounds of values to set. One phi is enough: the others are comparisons with
 * it, or sums.
 */
#include "ir/verifier/constant_phis.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/llvm/rewrite.h"

/* From so few ways in on, constants cost less than what is made of them. */
#define FEW_WAYS 4

/* A phi of which all values are constants. */
struct known {
	LLVMValueRef phi;
	unsigned count; /* ways in */
	unsigned width; /* bits */
};

static bool read_known(LLVMValueRef phi, struct known *known)
{
	if (llvm.GetTypeKind(llvm.TypeOf(phi)) != LLVMIntegerTypeKind)
		return false;
	*known = (struct known){.phi = phi,
				.count = llvm.CountIncoming(phi),
				.width = llvm.GetIntTypeWidth(llvm.TypeOf(phi))};
	for (unsigned i = 0; i < known->count; i++) {
		if (!llvm.IsAConstantInt(llvm.GetIncomingValue(phi, i)))
			return false;
	}
	return known->width <= 64;
}

static uint64_t value_at(const struct known *known, unsigned way)
{
	return llvm.ConstIntGetZExtValue(llvm.GetIncomingValue(known->phi, way));
}

/* LLVM keeps the phis of a block in one order of ways, but does not promise it. */
static bool is_same_order(const struct known *a, const struct known *b)
{
	for (unsigned i = 0; i < a->count; i++) {
		if (llvm.GetIncomingBlock(a->phi, i) != llvm.GetIncomingBlock(b->phi, i))
			return false;
	}
	return a->count == b->count;
}

/* The numbers for which a truth holds, or does not. */
struct interval {
	uint64_t least, most;
	bool any;
};

static void add_number(struct interval *range, uint64_t number)
{
	if (!range->any || number < range->least)
		range->least = number;
	if (!range->any || number > range->most)
		range->most = number;
	range->any = true;
}

static bool is_one(const struct interval *range)
{
	return range->any && range->least == range->most;
}

/* True when the range's numbers and those of the other are apart. */
static bool is_outside(const struct known *number, const struct known *truth, bool holds,
		       const struct interval *range)
{
	for (unsigned i = 0; i < number->count; i++) {
		uint64_t at = value_at(number, i);
		if ((value_at(truth, i) != 0) == holds && at >= range->least && at <= range->most)
			return false;
	}
	return true;
}

static LLVMValueRef compare(LLVMBuilderRef builder, LLVMIntPredicate predicate,
			    const struct known *number, uint64_t with)
{
	return llvm.BuildICmp(builder, predicate, number->phi,
			      llvm.ConstInt(llvm.TypeOf(number->phi), with, false), "");
}

/* The comparison of 'number' that is true on the same ways as 'truth'; NULL: there is none. */
static LLVMValueRef build_comparison(LLVMBuilderRef builder, const struct known *number,
				     const struct known *truth)
{
	struct interval yes = {0}, no = {0};
	for (unsigned i = 0; i < number->count; i++)
		add_number(value_at(truth, i) ? &yes : &no, value_at(number, i));
	if (!yes.any || !no.any)
		return NULL;
	if (is_one(&yes) && is_outside(number, truth, false, &yes))
		return compare(builder, LLVMIntEQ, number, yes.least);
	if (is_one(&no) && is_outside(number, truth, true, &no))
		return compare(builder, LLVMIntNE, number, no.least);
	if (yes.most < no.least)
		return compare(builder, LLVMIntULT, number, no.least);
	if (yes.least > no.most)
		return compare(builder, LLVMIntUGT, number, no.most);
	return NULL;
}

/* 'number' and a constant, where that is 'sum' on each way; else NULL. */
static LLVMValueRef build_sum(LLVMBuilderRef builder, const struct known *number,
			      const struct known *sum)
{
	uint64_t mask = number->width == 64 ? UINT64_MAX : (UINT64_C(1) << number->width) - 1;
	uint64_t difference = (value_at(sum, 0) - value_at(number, 0)) & mask;
	for (unsigned i = 1; i < number->count; i++) {
		if (((value_at(sum, i) - value_at(number, i)) & mask) != difference)
			return NULL;
	}
	LLVMValueRef constant = llvm.ConstInt(llvm.TypeOf(number->phi), difference, false);
	return llvm.BuildAdd(builder, number->phi, constant, "");
}

static LLVMValueRef build_from(LLVMBuilderRef builder, const struct known *number,
			       const struct known *known)
{
	if (number->width == 1 || !is_same_order(number, known))
		return NULL;
	if (known->width == 1)
		return build_comparison(builder, number, known);
	return known->width == number->width ? build_sum(builder, number, known) : NULL;
}

/* Replaces what follows from the number; returns how many phis went. */
static int follow(LLVMBuilderRef builder, const struct known *number, struct known *all,
		  size_t count)
{
	int changed = 0;
	for (size_t i = 0; i < count; i++) {
		if (!all[i].phi || all[i].phi == number->phi)
			continue;
		LLVMValueRef value = build_from(builder, number, &all[i]);
		if (!value)
			continue;
		llvm.ReplaceAllUsesWith(all[i].phi, value);
		llvm.InstructionEraseFromParent(all[i].phi);
		all[i].phi = NULL;
		changed++;
	}
	return changed;
}

static int follow_in_block(LLVMBuilderRef builder, LLVMBasicBlockRef block)
{
	struct known *all = NULL, known;
	size_t count = 0;
	int changed = 0;
	LLVMValueRef at = llvm.GetFirstInstruction(block);
	for (; llvm.IsAPHINode(at); at = llvm.GetNextInstruction(at)) {
		if (!read_known(at, &known) || known.count < FEW_WAYS)
			continue;
		all = xreallocarray(all, count + 1, sizeof(*all));
		all[count++] = known;
	}
	llvm.PositionBuilderBefore(builder, at);
	for (size_t i = 0; i < count; i++) {
		if (all[i].phi)
			changed += follow(builder, &all[i], all, count);
	}
	free(all);
	return changed;
}

int constant_phis_coalesce(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each_block(ir, module, follow_in_block);
}
