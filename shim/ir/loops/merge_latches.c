/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loops with more than one way back. `continue` on a path where some variables have not changed
 * makes LLVM (loop-simplify, already in rustc) take those rounds for an inner loop of its own: a
 * loop of n rounds is then one of n times n. Both count by one counter, which the inner one takes
 * over and gives back; by that they are found, and are made one loop with one way back.
 */
#include "ir/loops/merge_latches.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/cfg.h"
#include "ir/llvm/module.h"

/* Two headers: all that the outer one does is to go to the inner one. */
struct nest {
	LLVMBasicBlockRef outer, inner;
};

static bool is_counted_up(LLVMValueRef value, LLVMValueRef counter)
{
	int64_t step;
	return llvm.IsAInstruction(value) && llvm.GetInstructionOpcode(value) == LLVMAdd &&
	       llvm.GetOperand(value, 0) == counter &&
	       ir_signed_constant(llvm.GetOperand(value, 1), &step) && step > 0;
}

static bool takes_counted_up(LLVMValueRef phi, LLVMValueRef counter)
{
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		if (is_counted_up(llvm.GetIncomingValue(phi, i), counter))
			return true;
	}
	return false;
}

/* The phi of the outer header that the inner one's phi starts from, when it is for that alone. */
static LLVMValueRef start_of(const struct nest *nest, LLVMValueRef phi)
{
	LLVMValueRef start = ir_incoming_from(phi, nest->outer);
	if (!start || !llvm.IsAPHINode(start) || llvm.GetInstructionParent(start) != nest->outer)
		return NULL;
	LLVMUseRef use = llvm.GetFirstUse(start);
	return llvm.GetNextUse(use) ? NULL : start;
}

static bool shares_counter(const struct nest *nest)
{
	bool shared = false;
	LLVMValueRef phi = llvm.GetFirstInstruction(nest->inner);
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		LLVMValueRef start = start_of(nest, phi);
		if (!start)
			return false;
		shared |= takes_counted_up(phi, phi) && takes_counted_up(start, phi);
	}
	return shared;
}

static bool find_inner(struct nest *nest)
{
	LLVMValueRef at = llvm.GetFirstInstruction(nest->outer);
	if (!llvm.IsAPHINode(at))
		return false;
	while (llvm.IsAPHINode(at))
		at = llvm.GetNextInstruction(at);
	/* A branch without a condition; LLVM 23 has given it another opcode. */
	if (at != llvm.GetBasicBlockTerminator(nest->outer) || llvm.GetNumOperands(at) != 1 ||
	    llvm.GetNumSuccessors(at) != 1)
		return false;
	nest->inner = llvm.GetSuccessor(at, 0);
	return nest->inner != nest->outer;
}

static bool goes_to(LLVMBasicBlockRef block, LLVMBasicBlockRef successor)
{
	LLVMValueRef end = llvm.GetBasicBlockTerminator(block);
	for (unsigned i = 0; i < llvm.GetNumSuccessors(end); i++) {
		if (llvm.GetSuccessor(end, i) == successor)
			return true;
	}
	return false;
}

static void redirect(LLVMBasicBlockRef block, LLVMBasicBlockRef from, LLVMBasicBlockRef to)
{
	LLVMValueRef end = llvm.GetBasicBlockTerminator(block);
	for (unsigned i = 0; i < llvm.GetNumSuccessors(end); i++) {
		if (llvm.GetSuccessor(end, i) == from)
			llvm.SetSuccessor(end, i, to);
	}
}

/* The blocks before a header that lie behind it. */
struct latches {
	LLVMBasicBlockRef *at;
	size_t count;
};

static bool has_latch(const struct latches *latches, LLVMBasicBlockRef block)
{
	for (size_t i = 0; i < latches->count; i++) {
		if (latches->at[i] == block)
			return true;
	}
	return false;
}

static struct latches find_latches(struct cfg *cfg, LLVMBasicBlockRef header)
{
	struct latches latches = {0};
	size_t index = cfg_index(cfg, header);
	for (size_t i = 0; i < cfg->count; i++) {
		if (!goes_to(cfg->blocks[i], header) || !cfg_dominates(cfg, index, i))
			continue;
		latches.at = xreallocarray(latches.at, latches.count + 1, sizeof(*latches.at));
		latches.at[latches.count++] = cfg->blocks[i];
	}
	return latches;
}

/* What goes back to the inner header must come from inside, and must not go to the outer one as
 * well. */
static bool can_join(struct cfg *cfg, const struct nest *nest)
{
	size_t outer = cfg_index(cfg, nest->outer);
	for (size_t i = 0; i < cfg->count; i++) {
		if (cfg->blocks[i] == nest->outer || !goes_to(cfg->blocks[i], nest->inner))
			continue;
		if (goes_to(cfg->blocks[i], nest->outer) || !cfg_dominates(cfg, outer, i))
			return false;
	}
	return true;
}

/* The phis of the outer header take what the inner one's take on its way back; those that have no
 * part in that keep their values. */
static void add_ways_back(const struct nest *nest, const struct latches *latches)
{
	LLVMValueRef inner = llvm.GetFirstInstruction(nest->inner);
	for (; llvm.IsAPHINode(inner); inner = llvm.GetNextInstruction(inner)) {
		LLVMValueRef start = start_of(nest, inner);
		for (unsigned i = 0; i < llvm.CountIncoming(inner); i++) {
			LLVMBasicBlockRef block = llvm.GetIncomingBlock(inner, i);
			LLVMValueRef value = llvm.GetIncomingValue(inner, i);
			if (block != nest->outer)
				llvm.AddIncoming(start, &value, &block, 1);
		}
	}
	LLVMValueRef phi = llvm.GetFirstInstruction(nest->outer);
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		for (size_t i = 0; i < latches->count; i++) {
			if (!ir_incoming_from(phi, latches->at[i]))
				llvm.AddIncoming(phi, &phi, &latches->at[i], 1);
		}
	}
}

static void join(struct cfg *cfg, const struct nest *nest)
{
	struct latches latches = find_latches(cfg, nest->inner);
	add_ways_back(nest, &latches);
	for (size_t i = 0; i < latches.count; i++)
		redirect(latches.at[i], nest->inner, nest->outer);
	free(latches.at);

	LLVMValueRef next;
	for (LLVMValueRef phi = llvm.GetFirstInstruction(nest->inner); llvm.IsAPHINode(phi);
	     phi = next) {
		next = llvm.GetNextInstruction(phi);
		llvm.ReplaceAllUsesWith(phi, ir_incoming_from(phi, nest->outer));
		llvm.InstructionEraseFromParent(phi);
	}
}

/* All ways back to the header go through one new block, or LLVM would split the loop again. */
static void make_one_latch(struct ir *ir, LLVMBasicBlockRef header, const struct latches *latches)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	LLVMBasicBlockRef latch =
		llvm.AppendBasicBlockInContext(ir->context, llvm.GetBasicBlockParent(header), "");
	llvm.PositionBuilderAtEnd(builder, latch);
	LLVMValueRef phi = llvm.GetFirstInstruction(header);
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		LLVMValueRef back = llvm.BuildPhi(builder, llvm.TypeOf(phi), "");
		for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
			LLVMBasicBlockRef block = llvm.GetIncomingBlock(phi, i);
			LLVMValueRef value = llvm.GetIncomingValue(phi, i);
			if (has_latch(latches, block))
				llvm.AddIncoming(back, &value, &block, 1);
		}
	}
	llvm.BuildBr(builder, header);
	llvm.DisposeBuilder(builder);
	for (size_t i = 0; i < latches->count; i++) {
		redirect(latches->at[i], header, latch);
		ir_drop_incoming(ir, header, latches->at[i]);
	}
	LLVMValueRef back = llvm.GetFirstInstruction(latch);
	for (phi = llvm.GetFirstInstruction(header); llvm.IsAPHINode(phi);
	     phi = llvm.GetNextInstruction(phi), back = llvm.GetNextInstruction(back))
		llvm.AddIncoming(phi, &back, &latch, 1);
}

/* One nest of the function, joined; false when there is none. */
static bool join_one(struct ir *ir, LLVMValueRef function)
{
	struct cfg cfg;
	struct nest nest;
	bool found = false;
	cfg_init(&cfg, function);
	for (size_t i = 0; i < cfg.count && !found; i++) {
		nest.outer = cfg.blocks[i];
		found = find_inner(&nest) && shares_counter(&nest) && can_join(&cfg, &nest);
	}
	if (found) {
		join(&cfg, &nest);
		struct latches latches = find_latches(&cfg, nest.outer);
		make_one_latch(ir, nest.outer, &latches);
		free(latches.at);
	}
	cfg_release(&cfg);
	return found;
}

int latches_merge(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		while (!llvm.IsDeclaration(f) && join_one(ir, f))
			changed++;
	}
	return changed;
}
