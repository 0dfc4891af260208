/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What is left of a length. A slice that is cut short has the length "a - b", where b is not more
 * than a; the verifier does not compare two variables, takes the difference for negative, and then
 * for huge. The difference is compared with the greatest number that it can be, where a branch has
 * shown that b is not more than a: LLVM computes differences before that, too, and such a one is
 * poison wherever nothing reads it. Where the comparison fails there is 'unreachable'.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/address.h"
#include "ir/analysis/cfg.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/bounds_check.h"
#include "ir/verifier/greatest.h"
#include "ir/verifier/quirk.h"

/* Of larger numbers the verifier makes no use. */
#define MAX_LENGTH INT32_MAX

struct remainder_use {
	LLVMValueRef user;
	unsigned operand;
};

/* A difference at the first place where it is no poison. */
struct remainder {
	LLVMValueRef difference;
	LLVMValueRef next; /* the check comes before it */
	uint64_t max;
	struct remainder_use *uses; /* owned: those behind the check */
	size_t use_count;
};

struct remainders {
	struct remainder *at; /* owned */
	size_t count;
};

/* Whether something hangs on its range: a comparison, an address, or another round. */
static bool is_length(LLVMValueRef value)
{
	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use)) {
		switch (llvm.GetInstructionOpcode(llvm.GetUser(use))) {
		case LLVMICmp:
		case LLVMPHI:
		case LLVMGetElementPtr:
		case LLVMSub:
		case LLVMAdd:
			return true;
		default:
			break;
		}
	}
	return false;
}

/* "a - b" of variables, or of a constant and what the verifier takes for more than that. */
static bool is_candidate(LLVMValueRef at)
{
	uint64_t number;
	if (llvm.GetInstructionOpcode(at) != LLVMSub || !llvm.GetNUW(at) || shape_width(at) != 64 ||
	    llvm.IsAConstant(llvm.GetOperand(at, 1)) || !is_length(at))
		return false;
	return !ir_constant(llvm.GetOperand(at, 0), &number) ||
	       address_known_max(llvm.GetOperand(at, 1)) > number;
}

/* The place where the use reads its value: a phi does so at the end of another block. */
static LLVMBasicBlockRef use_block(const struct remainder_use *use)
{
	return llvm.IsAPHINode(use->user) ? llvm.GetIncomingBlock(use->user, use->operand)
					  : llvm.GetInstructionParent(use->user);
}

static void add_use(struct cfg *cfg, size_t block, struct remainder *remainder,
		    struct remainder_use use)
{
	if (llvm.GetOperand(use.user, use.operand) != remainder->difference ||
	    !cfg_dominates(cfg, block, cfg_index(cfg, use_block(&use))))
		return;
	remainder->uses =
		xreallocarray(remainder->uses, remainder->use_count + 1, sizeof(*remainder->uses));
	remainder->uses[remainder->use_count++] = use;
}

static void find_uses(struct cfg *cfg, size_t block, struct remainder *remainder)
{
	for (LLVMUseRef at = llvm.GetFirstUse(remainder->difference); at;
	     at = llvm.GetNextUse(at)) {
		LLVMValueRef user = llvm.GetUser(at);
		for (unsigned i = 0; i < (unsigned)llvm.GetNumOperands(user); i++)
			add_use(cfg, block, remainder, (struct remainder_use){user, i});
	}
}

/* Adds the difference as it is from the block on. */
static void add(struct remainders *found, struct cfg *cfg, LLVMValueRef difference, size_t block)
{
	LLVMBasicBlockRef where = cfg->blocks[block];
	struct remainder remainder = {
		.difference = difference,
		.next = llvm.GetInstructionParent(difference) == where
				? llvm.GetNextInstruction(difference)
				: shape_first_behind_phis(where),
		.max = greatest_of(cfg, llvm.GetOperand(difference, 0), where),
	};
	if (remainder.max > MAX_LENGTH)
		return;
	find_uses(cfg, block, &remainder);
	if (!remainder.use_count)
		return;
	found->at = xreallocarray(found->at, found->count + 1, sizeof(*found->at));
	found->at[found->count++] = remainder;
}

/* Adds it for each block that is the first to know, on its way, that nothing wraps around. */
static void collect_one(struct remainders *found, struct cfg *cfg, LLVMValueRef difference)
{
	LLVMValueRef a = llvm.GetOperand(difference, 0), b = llvm.GetOperand(difference, 1);
	size_t home = cfg_index(cfg, llvm.GetInstructionParent(difference));
	if (is_known_not_greater(cfg, b, a, home)) {
		add(found, cfg, difference, home);
		return;
	}
	for (size_t block = 0; block < cfg->count; block++) {
		if (block != home && cfg_dominates(cfg, home, block) &&
		    is_entered_not_greater(cfg, b, a, block) &&
		    !is_known_not_greater(cfg, b, a, cfg_idom(cfg, block)))
			add(found, cfg, difference, block);
	}
}

static void collect(struct shaper *shaper, struct remainders *found)
{
	struct cfg cfg;
	cfg_init(&cfg, shaper->function);
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at;
	     at = ir_next_instruction(at)) {
		if (is_candidate(at))
			collect_one(found, &cfg, at);
	}
	cfg_release(&cfg);
}

static void shape(struct shaper *shaper, const struct remainder *remainder)
{
	LLVMBuilderRef builder = shaper->builder;
	shape_split_before(shaper, remainder->next);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(remainder->difference));
	LLVMValueRef checked = opaque_copy(builder, remainder->difference);
	for (size_t i = 0; i < remainder->use_count; i++)
		llvm.SetOperand(remainder->uses[i].user, remainder->uses[i].operand, checked);
	LLVMValueRef max = shape_i64(shaper, (int64_t)remainder->max);
	shape_go_on_if(shaper, llvm.BuildICmp(builder, LLVMIntULE, checked, max, ""),
		       remainder->next);
	shape_note(shaper, remainder->difference);
}

void shape_remaining_lengths(struct shaper *shaper)
{
	struct remainders found = {0};
	collect(shaper, &found);
	for (size_t i = 0; i < found.count; i++) {
		shape(shaper, &found.at[i]);
		free(found.at[i].uses);
	}
	free(found.at);
}
