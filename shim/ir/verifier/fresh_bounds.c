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

struct index {
	LLVMValueRef gep;
	unsigned operand;
	uint64_t max;
};

struct indices {
	struct index *at; /* owned */
	size_t count;
};

static void collect_of(struct indices *indices, struct cfg *cfg, LLVMValueRef gep)
{
	for (unsigned i = 1; i < (unsigned)llvm.GetNumOperands(gep); i++) {
		LLVMValueRef value = llvm.GetOperand(gep, i);
		if (llvm.IsAConstantInt(value) || shape_width(value) != 64)
			continue;
		uint64_t max = largest_value(cfg, llvm.GetInstructionParent(gep), value);
		if (max > MOST)
			continue;
		indices->at = xreallocarray(indices->at, indices->count + 1, sizeof(*indices->at));
		indices->at[indices->count++] = (struct index){gep, i, max};
	}
}

static void collect(struct indices *indices, LLVMValueRef function)
{
	struct cfg cfg;
	cfg_init(&cfg, function);
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at))
		if (llvm.GetInstructionOpcode(at) == LLVMGetElementPtr)
			collect_of(indices, &cfg, at);
	cfg_release(&cfg);
}

static void bound_again(struct shaper *shaper, const struct index *index)
{
	LLVMValueRef value = llvm.GetOperand(index->gep, index->operand);
	shape_stand_before(shaper, index->gep);
	LLVMValueRef fresh;
	if ((index->max & (index->max + 1)) == 0)
		fresh = llvm.BuildAnd(shaper->builder, opaque_copy(shaper->builder, value),
				      shape_i64(shaper, (int64_t)index->max), "");
	else
		fresh = opaque_bounded(shaper->builder, value, (unsigned)index->max);
	llvm.SetOperand(index->gep, index->operand, fresh);
	shape_note(shaper, index->gep);
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
