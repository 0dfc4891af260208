/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Counts the rounds of a loop: from zero, for a start that the verifier does not know makes a count
 * that it does not know. */
#include "ir/verifier/rounds_count.h"

#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"

static bool is_one(LLVMValueRef value)
{
	uint64_t number;
	return ir_constant(value, &number) && number == 1;
}

static bool is_start_or_step(const struct loop *loop, LLVMValueRef phi, unsigned edge)
{
	uint64_t number;
	LLVMValueRef value = llvm.GetIncomingValue(phi, edge);
	if (!loop->inside[cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, edge))])
		return ir_constant(value, &number) && number == 0;
	return llvm.IsAInstruction(value) && llvm.GetInstructionOpcode(value) == LLVMAdd &&
	       llvm.GetOperand(value, 0) == phi && is_one(llvm.GetOperand(value, 1));
}

bool rounds_is_counter(const struct loop *loop, LLVMValueRef value)
{
	bool counts = llvm.IsAPHINode(value) &&
		      llvm.GetInstructionParent(value) == loop->cfg->blocks[loop->header];
	for (unsigned i = 0; counts && i < llvm.CountIncoming(value); i++)
		counts = is_start_or_step(loop, value, i);
	return counts;
}

bool rounds_have(const struct loop *loop, size_t block)
{
	for (size_t i = 0; i < cfg_edges_to(loop->cfg, loop->header); i++) {
		size_t from = cfg_source(loop->cfg, loop->header, i);
		if (loop->inside[from] && !cfg_dominates(loop->cfg, block, from))
			return false;
	}
	return true;
}

static LLVMValueRef build_phi(struct shaper *shaper, const struct loop *loop)
{
	shape_stand_before(shaper, llvm.GetFirstInstruction(loop->cfg->blocks[loop->header]));
	return llvm.BuildPhi(shaper->builder, llvm.Int64TypeInContext(shaper->ir->context), "");
}

static void add_edges(const struct loop *loop, LLVMValueRef phi, LLVMValueRef start,
		      LLVMValueRef next)
{
	for (size_t i = 0; i < cfg_edges_to(loop->cfg, loop->header); i++) {
		size_t from = cfg_source(loop->cfg, loop->header, i);
		LLVMBasicBlockRef block = loop->cfg->blocks[from];
		llvm.AddIncoming(phi, loop->inside[from] ? &next : &start, &block, 1);
	}
}

LLVMValueRef rounds_count(struct shaper *shaper, const struct loop *loop, const struct loop *outer,
			  LLVMValueRef *more)
{
	LLVMValueRef start = shape_i64(shaper, 0);
	LLVMValueRef outer_count = outer ? build_phi(shaper, outer) : NULL;
	LLVMValueRef count = build_phi(shaper, loop);
	LLVMValueRef next = count;
	while (llvm.IsAPHINode(next))
		next = llvm.GetNextInstruction(next);
	shape_stand_before(shaper, next);
	/* Code generation would take it for the sum of two counts: of the outer loop's rounds, and
	 * of those of the inner one since. */
	LLVMValueRef known = outer ? opaque_copy(shaper->builder, count) : count;
	*more = llvm.BuildAdd(shaper->builder, known, shape_i64(shaper, 1), "");
	if (outer)
		add_edges(outer, outer_count, start, *more);
	add_edges(loop, count, outer ? outer_count : start, *more);
	return count;
}
