/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loads in the blocks that use what they read. A header that is copied whole, as a struct, becomes
 * a load for each of its fields, all before the first check of one of them: what is turned down has
 * read them for nothing, and the others are kept on the stack until they are used. LLVM's
 * instcombine moves a load by one block only, and its pass "sink" moves computations to where ways
 * join again, which the verifier walks once for each way. Here something moves from a block to one
 * that control enters from there alone, so it runs no more often than before, and is not walked
 * more often, either. Where that takes too much stack, or the verifier does not follow, the plan
 * takes it back.
 */
#include "ir/spill/late_loads.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/memory.h"
#include "ir/analysis/plan.h"
#include "ir/llvm/module.h"

struct late {
	struct cfg cfg;
	LLVMBuilderRef builder;
	int changed;
};

/* No load moves behind it. */
static bool may_write(LLVMValueRef at)
{
	if (llvm.IsACallInst(at))
		return memory_is_lifetime(at) || !memory_is_harmless_intrinsic(at);
	return llvm.IsAStoreInst(at) || llvm.IsAAtomicRMWInst(at) ||
	       llvm.IsAAtomicCmpXchgInst(at) || llvm.IsAFenceInst(at);
}

static bool is_plain_load(LLVMValueRef at)
{
	return llvm.IsALoadInst(at) && !llvm.GetVolatile(at) &&
	       llvm.GetOrdering(at) == LLVMAtomicOrderingNotAtomic;
}

static bool is_cheap(LLVMValueRef at)
{
	switch (llvm.GetInstructionOpcode(at)) {
	case LLVMZExt:
	case LLVMSExt:
	case LLVMTrunc:
	case LLVMIntToPtr:
	case LLVMGetElementPtr:
	case LLVMAdd:
	case LLVMSub:
	case LLVMShl:
	case LLVMLShr:
	case LLVMAShr:
	case LLVMAnd:
	case LLVMOr:
	case LLVMXor:
		return true;
	default:
		return false;
	}
}

/* Of one value and constants: that value is kept in the place of the result. */
static bool is_made_of_one(LLVMValueRef at)
{
	int count = llvm.GetNumOperands(at), values = 0;
	for (int i = 0; i < count; i++)
		values += !llvm.IsAConstant(llvm.GetOperand(at, (unsigned)i));
	return values <= 1 && is_cheap(at);
}

/* Whether control comes to the uses of a value only through a block. */
static bool is_used_behind(struct late *late, LLVMValueRef at, size_t block)
{
	for (LLVMUseRef use = llvm.GetFirstUse(at); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (llvm.IsAPHINode(user) ||
		    !cfg_dominates(&late->cfg, block,
				   cfg_index(&late->cfg, llvm.GetInstructionParent(user))))
			return false;
	}
	return true;
}

/* The successor of a block through which control comes to all uses of the value, and to which it
 * comes from this block alone; CFG_NONE: there is none. */
static size_t next_block(struct late *late, LLVMValueRef at, size_t block)
{
	LLVMValueRef end = llvm.GetBasicBlockTerminator(late->cfg.blocks[block]);
	unsigned count = llvm.GetNumSuccessors(end);
	for (unsigned i = 0; i < count; i++) {
		size_t next = cfg_index(&late->cfg, llvm.GetSuccessor(end, i));
		if (cfg_edges_to(&late->cfg, next) == 1 && is_used_behind(late, at, next))
			return next;
	}
	return CFG_NONE;
}

/* From the last to the first, so that what a moved one is made of can follow it. */
static void move_from(struct late *late, size_t block)
{
	bool written = false;
	LLVMValueRef before;
	for (LLVMValueRef at = llvm.GetLastInstruction(late->cfg.blocks[block]); at; at = before) {
		before = llvm.GetPreviousInstruction(at);
		written = written || may_write(at);
		if (!llvm.GetFirstUse(at) ||
		    !(is_made_of_one(at) || (is_plain_load(at) && !written)))
			continue;
		size_t next = next_block(late, at, block);
		if (next == CFG_NONE)
			continue;
		LLVMValueRef place = llvm.GetFirstInstruction(late->cfg.blocks[next]);
		while (llvm.IsAPHINode(place))
			place = llvm.GetNextInstruction(place);
		llvm.InstructionRemoveFromParent(at);
		llvm.PositionBuilderBefore(late->builder, place);
		llvm.SetCurrentDebugLocation2(late->builder, llvm.InstructionGetDebugLoc(at));
		llvm.InsertIntoBuilder(late->builder, at);
		late->changed++;
	}
}

/* The blocks to which control comes by one edge form trees below those to which it comes by more:
 * what has moved to a block moves on from there. */
static void move_down(struct late *late)
{
	size_t *stack = xcalloc(late->cfg.count, sizeof(*stack));
	size_t depth = 0;
	for (size_t root = 0; root < late->cfg.count; root++) {
		if (cfg_edges_to(&late->cfg, root) == 1)
			continue;
		stack[depth++] = root;
		while (depth) {
			size_t block = stack[--depth];
			move_from(late, block);
			LLVMValueRef end = llvm.GetBasicBlockTerminator(late->cfg.blocks[block]);
			unsigned count = llvm.GetNumSuccessors(end);
			for (unsigned i = 0; i < count; i++) {
				size_t next = cfg_index(&late->cfg, llvm.GetSuccessor(end, i));
				if (cfg_edges_to(&late->cfg, next) == 1)
					stack[depth++] = next;
			}
		}
	}
	free(stack);
}

static int place_in_function(struct ir *ir, LLVMValueRef function)
{
	struct late late = {.builder = llvm.CreateBuilderInContext(ir->context)};
	cfg_init(&late.cfg, function);
	move_down(&late);
	cfg_release(&late.cfg);
	llvm.DisposeBuilder(late.builder);
	return late.changed;
}

int late_loads_place(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (LLVMValueRef function = llvm.GetFirstFunction(module); function;
	     function = llvm.GetNextFunction(function)) {
		if (!llvm.IsDeclaration(function) &&
		    !names_has(&ir->plan->early, ir_name(function)))
			changed += place_in_function(ir, function);
	}
	return changed;
}
