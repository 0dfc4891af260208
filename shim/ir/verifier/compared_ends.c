/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "ir/verifier/compared_ends.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/address.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"

/* The operands behind a loop that are to be replaced. */
struct users {
	struct user {
		LLVMValueRef value;
		unsigned operand;
	} *at; /* owned */
	size_t count;
};

/* Where the use takes the value: a phi takes it at the end of the way to it. */
static LLVMBasicBlockRef place_of(LLVMValueRef user, unsigned operand)
{
	return llvm.IsAPHINode(user) ? llvm.GetIncomingBlock(user, operand)
				     : llvm.GetInstructionParent(user);
}

static void add_operands(struct users *users, LLVMValueRef user, LLVMValueRef end, struct cfg *cfg,
			 size_t behind)
{
	for (unsigned i = 0; i < (unsigned)llvm.GetNumOperands(user); i++) {
		if (llvm.GetOperand(user, i) != end ||
		    !cfg_dominates(cfg, behind, cfg_index(cfg, place_of(user, i))))
			continue;
		users->at = xreallocarray(users->at, users->count + 1, sizeof(*users->at));
		users->at[users->count++] = (struct user){user, i};
	}
}

/* A user of the number twice is met twice: its operands are added once. */
static void collect(struct users *users, LLVMValueRef end, struct cfg *cfg, size_t behind)
{
	for (LLVMUseRef use = llvm.GetFirstUse(end); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		bool known = false;
		for (size_t i = 0; i < users->count; i++)
			known |= users->at[i].value == user;
		if (!known)
			add_operands(users, user, end, cfg, behind);
	}
}

static void forget_in(struct shaper *shaper, LLVMValueRef end, uint64_t max, struct cfg *cfg,
		      size_t behind)
{
	struct users users = {0};
	collect(&users, end, cfg, behind);
	if (users.count) {
		LLVMValueRef at = llvm.GetFirstInstruction(cfg->blocks[behind]);
		while (llvm.IsAPHINode(at))
			at = llvm.GetNextInstruction(at);
		shape_stand_before(shaper, at);
		LLVMValueRef forgotten = shape_forget(shaper, opaque_copy(shaper->builder, end));
		uint64_t mask = max ? UINT64_MAX >> __builtin_clzll(max) : 0;
		LLVMValueRef known = llvm.BuildAnd(shaper->builder, forgotten,
						   shape_i64(shaper, (int64_t)mask), "");
		shape_note(shaper, at);
		for (size_t i = 0; i < users.count; i++)
			llvm.SetOperand(users.at[i].value, users.at[i].operand, known);
	}
	free(users.at);
}

/* In each block behind the loop that is reached from several of its exits, or from one. */
static void forget_end(struct shaper *shaper, const struct loop *loop, LLVMValueRef end)
{
	struct cfg *cfg = loop->cfg;
	uint64_t max = llvm.IsAInstruction(end) && shape_width(end) == 64 ? address_known_max(end)
									  : UINT64_MAX;
	if (max > UINT32_MAX)
		return;
	for (size_t block = 0; block < cfg->count; block++) {
		size_t above = block ? cfg_idom(cfg, block) : CFG_NONE;
		if (above != CFG_NONE && !loop->inside[block] && loop->inside[above])
			forget_in(shaper, end, max, cfg, block);
	}
}

void ends_forget_behind(struct shaper *shaper, const struct loop *loop)
{
	for (size_t i = 0; i < loop->count; i++) {
		LLVMValueRef branch =
			llvm.GetBasicBlockTerminator(loop->cfg->blocks[loop->blocks[i]]);
		if (llvm.GetNumSuccessors(branch) != 2 || llvm.IsASwitchInst(branch))
			continue;
		LLVMValueRef compare = llvm.GetCondition(branch);
		if (!ir_is_opcode(compare, LLVMICmp))
			continue;
		for (unsigned operand = 0; operand < 2; operand++) {
			LLVMValueRef end = llvm.GetOperand(compare, operand);
			if (loop_is_invariant(loop, end))
				forget_end(shaper, loop, end);
		}
	}
}
