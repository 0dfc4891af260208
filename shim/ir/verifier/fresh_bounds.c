/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Indices whose bounds old verifiers forget: behind an exclusive or, an arithmetic shift or a shift
 * by a register, in a 32-bit move, and in a slot of the stack. The index is bounded once more right
 * before the address is made of it: by a mask where its largest value is one, by a comparison
 * elsewhere. The number is what it was, for none is larger.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/largest.h"
#include "ir/analysis/plan.h"
#include "ir/llvm/llvm.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/quirk.h"

/* What is larger is no index into anything that a program has (BPF_MAX_VAR_OFF). */
#define MOST ((UINT64_C(1) << 29) - 1)

/* How many sums are followed to an address. */
#define MAX_SUMS 4

struct index {
	LLVMValueRef user; /* makes an address of it */
	unsigned operand;
	uint64_t max;
};

struct indices {
	struct index *at; /* owned */
	size_t count;
};

static void add(struct indices *indices, struct cfg *cfg, LLVMValueRef user, unsigned operand)
{
	LLVMValueRef value = llvm.GetOperand(user, operand);
	if (llvm.IsAConstantInt(value) || shape_width(value) != 64)
		return;
	uint64_t max = largest_value(cfg, llvm.GetInstructionParent(user), value);
	if (max > MOST)
		return;
	indices->at = xreallocarray(indices->at, indices->count + 1, sizeof(*indices->at));
	indices->at[indices->count++] = (struct index){user, operand, max};
}

/* A sum that becomes an address: one part of it is another address. */
static bool is_address_sum(LLVMValueRef at, int depth)
{
	if (llvm.GetInstructionOpcode(at) != LLVMAdd || shape_width(at) != 64)
		return false;
	for (LLVMUseRef use = llvm.GetFirstUse(at); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		/* The end of a packet is compared with sums that no access follows, too. */
		if (llvm.IsAIntToPtrInst(user) || llvm.GetInstructionOpcode(user) == LLVMICmp ||
		    (depth < MAX_SUMS && is_address_sum(user, depth + 1)))
			return true;
	}
	return false;
}

static void collect(struct indices *indices, LLVMValueRef function)
{
	struct cfg cfg;
	cfg_init(&cfg, function);
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at)) {
		unsigned first = llvm.GetInstructionOpcode(at) == LLVMGetElementPtr ? 1 : 0;
		if (!first && !is_address_sum(at, 0))
			continue;
		for (unsigned i = first; i < (unsigned)llvm.GetNumOperands(at); i++)
			add(indices, &cfg, at, i);
	}
	cfg_release(&cfg);
}

static void bound_again(struct shaper *shaper, const struct index *index)
{
	LLVMValueRef value = llvm.GetOperand(index->user, index->operand);
	shape_stand_before(shaper, index->user);
	LLVMValueRef fresh;
	if ((index->max & (index->max + 1)) == 0)
		fresh = llvm.BuildAnd(shaper->builder, opaque_copy(shaper->builder, value),
				      shape_i64(shaper, (int64_t)index->max), "");
	else
		fresh = opaque_bounded(shaper->builder, value, (unsigned)index->max);
	llvm.SetOperand(index->user, index->operand, fresh);
	shape_note(shaper, index->user);
}

void shape_fresh_bounds(struct shaper *shaper)
{
	struct indices indices = {0};

	if (!names_has(&shaper->ir->plan->fresh, ir_name(shaper->function)))
		return;
	collect(&indices, shaper->function);
	for (size_t i = 0; i < indices.count; i++)
		bound_again(shaper, &indices.at[i]);
	free(indices.at);
}
