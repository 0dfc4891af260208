/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Counts the rounds of a loop: from zero, for a start that the verifier does not know makes a count
 * that it does not know. */
#include "ir/verifier/rounds_count.h"

#include "ir/llvm/module.h"

bool rounds_have(const struct loop *loop, size_t block)
{
	for (size_t i = 0; i < cfg_edges_to(loop->cfg, loop->header); i++) {
		size_t from = cfg_source(loop->cfg, loop->header, i);
		if (loop->inside[from] && !cfg_dominates(loop->cfg, block, from))
			return false;
	}
	return true;
}

LLVMValueRef rounds_count(struct shaper *shaper, const struct loop *loop, LLVMValueRef *more)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(shaper->ir->context);
	LLVMValueRef first = llvm.GetFirstInstruction(loop->cfg->blocks[loop->header]);
	LLVMValueRef next = first;
	while (llvm.IsAPHINode(next))
		next = llvm.GetNextInstruction(next);
	shape_stand_before(shaper, first);
	LLVMValueRef count = llvm.BuildPhi(shaper->builder, i64, "");
	shape_stand_before(shaper, next);
	*more = llvm.BuildAdd(shaper->builder, count, shape_i64(shaper, 1), "");
	for (size_t i = 0; i < cfg_edges_to(loop->cfg, loop->header); i++) {
		size_t from = cfg_source(loop->cfg, loop->header, i);
		LLVMBasicBlockRef block = loop->cfg->blocks[from];
		LLVMValueRef value = loop->inside[from] ? *more : shape_i64(shaper, 0);
		llvm.AddIncoming(count, &value, &block, 1);
	}
	return count;
}
