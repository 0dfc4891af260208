/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Choices that belong together. A table of &str gives a pointer and a length, each chosen by the
 * same conditions; code generation makes a branch of each choice, and the verifier follows paths on
 * which one was chosen and not the other: the longest length with the shortest string. A condition
 * that chooses a pointer and something else becomes one branch.
 */
#include "ir/analysis/cfg.h"
#include "ir/llvm/llvm.h"
#include "ir/llvm/module.h"
#include "ir/verifier/quirk.h"

#define MAX_MATES 8

/* Selects of one block by one condition. */
struct group {
	LLVMValueRef first;
	LLVMValueRef mates[MAX_MATES]; /* behind the first one */
	unsigned count;
};

static bool is_select_by(LLVMValueRef at, LLVMValueRef condition)
{
	return llvm.IsASelectInst(at) && llvm.GetOperand(at, 0) == condition;
}

/* True when the value is there already where 'before' stands, in the same block as its user. */
static bool is_available(LLVMValueRef value, LLVMValueRef before)
{
	if (!llvm.IsAInstruction(value) ||
	    llvm.GetInstructionParent(value) != llvm.GetInstructionParent(before))
		return true;
	for (LLVMValueRef at = value; at; at = llvm.GetNextInstruction(at)) {
		if (at == before)
			return true;
	}
	return false;
}

/* ---- what belongs together, but stands apart ---- */

/* The value is there where the instruction stands, too. */
static bool is_there(struct cfg *cfg, LLVMValueRef value, LLVMValueRef at)
{
	if (!llvm.IsAInstruction(value))
		return true;
	size_t from = cfg_index(cfg, llvm.GetInstructionParent(value));
	size_t to = cfg_index(cfg, llvm.GetInstructionParent(at));
	return from == to ? is_available(value, at) : cfg_dominates(cfg, from, to);
}

/* A choice by the same condition in another block, which control comes through before. */
static LLVMValueRef find_mate_before(struct cfg *cfg, LLVMValueRef select)
{
	LLVMValueRef condition = llvm.GetOperand(select, 0);
	size_t block = cfg_index(cfg, llvm.GetInstructionParent(select));
	for (LLVMUseRef use = llvm.GetFirstUse(condition); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (!is_select_by(user, condition) ||
		    llvm.GetTypeKind(llvm.TypeOf(user)) == LLVMPointerTypeKind)
			continue;
		size_t other = cfg_index(cfg, llvm.GetInstructionParent(user));
		if (other != block && cfg_dominates(cfg, other, block) &&
		    is_there(cfg, llvm.GetOperand(select, 1), user) &&
		    is_there(cfg, llvm.GetOperand(select, 2), user))
			return user;
	}
	return NULL;
}

static bool is_used_between(LLVMValueRef value, LLVMValueRef end)
{
	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (!llvm.IsAPHINode(user) &&
		    llvm.GetInstructionParent(user) == llvm.GetInstructionParent(end) &&
		    is_available(user, end))
			return true;
	}
	return false;
}

/* A choice by the same condition behind, in the same block, of what is not there yet; the pointer
 * is not needed before. */
static LLVMValueRef find_mate_behind(LLVMValueRef select)
{
	LLVMValueRef at = llvm.GetNextInstruction(select);
	while (at && !is_select_by(at, llvm.GetOperand(select, 0)))
		at = llvm.GetNextInstruction(at);
	if (!at || (is_available(llvm.GetOperand(at, 1), select) &&
		    is_available(llvm.GetOperand(at, 2), select)))
		return NULL;
	return is_used_between(select, at) ? NULL : at;
}

/* LLVM moves the choice of the pointer behind a check of the length: it goes back in front of the
 * choice of the length. Where the length is chosen of one that is computed later, the choice of the
 * pointer goes there. */
static void gather(struct shaper *shaper)
{
	struct cfg cfg;
	LLVMValueRef next;
	cfg_init(&cfg, shaper->function);
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at; at = next) {
		next = ir_next_instruction(at);
		bool is_choice = llvm.IsASelectInst(at) &&
				 llvm.GetTypeKind(llvm.TypeOf(at)) == LLVMPointerTypeKind;
		LLVMValueRef mate = is_choice ? find_mate_before(&cfg, at) : NULL;
		if (is_choice && !mate)
			mate = find_mate_behind(at);
		if (!mate)
			continue;
		llvm.PositionBuilderBefore(shaper->builder, mate);
		llvm.InstructionRemoveFromParent(at);
		llvm.InsertIntoBuilder(shaper->builder, at);
	}
	cfg_release(&cfg);
}

/* ---- one branch for a group ---- */

static void find_group(LLVMValueRef first, struct group *group)
{
	*group = (struct group){.first = first};
	for (LLVMValueRef at = llvm.GetNextInstruction(first); at && group->count < MAX_MATES;
	     at = llvm.GetNextInstruction(at)) {
		if (is_select_by(at, llvm.GetOperand(first, 0)) &&
		    is_available(llvm.GetOperand(at, 1), first) &&
		    is_available(llvm.GetOperand(at, 2), first))
			group->mates[group->count++] = at;
	}
}

static void replace_by_phi(struct shaper *shaper, LLVMValueRef select, LLVMBasicBlockRef yes,
			   LLVMBasicBlockRef no)
{
	LLVMValueRef values[] = {llvm.GetOperand(select, 1), llvm.GetOperand(select, 2)};
	LLVMBasicBlockRef blocks[] = {yes, no};
	LLVMValueRef phi = llvm.BuildPhi(shaper->builder, llvm.TypeOf(select), "");
	llvm.AddIncoming(phi, values, blocks, 2);
	llvm.ReplaceAllUsesWith(select, phi);
	llvm.InstructionEraseFromParent(select);
}

/* The block of the selects becomes four: what is before them, an empty one for "true", one for the
 * phis, and the rest. (Before the rest's first instruction there may be debug records, and a phi
 * must not come behind one.) */
static void branch(struct shaper *shaper, const struct group *group)
{
	LLVMContextRef context = shaper->ir->context;
	LLVMBasicBlockRef rest = llvm.GetInstructionParent(group->first);
	LLVMValueRef condition = llvm.GetOperand(group->first, 0);
	LLVMMetadataRef line = llvm.InstructionGetDebugLoc(group->first);

	shape_note(shaper, group->first);
	LLVMBasicBlockRef head = ir_split_block(shaper->ir, shaper->builder, group->first);
	LLVMBasicBlockRef yes = llvm.InsertBasicBlockInContext(context, rest, "");
	LLVMBasicBlockRef join = llvm.InsertBasicBlockInContext(context, rest, "");
	llvm.SetCurrentDebugLocation2(shaper->builder, line);
	llvm.BuildCondBr(shaper->builder, condition, yes, join);
	llvm.PositionBuilderAtEnd(shaper->builder, yes);
	llvm.BuildBr(shaper->builder, join);
	llvm.PositionBuilderAtEnd(shaper->builder, join);
	for (unsigned i = 0; i < group->count; i++)
		replace_by_phi(shaper, group->mates[i], yes, head);
	replace_by_phi(shaper, group->first, yes, head);
	llvm.BuildBr(shaper->builder, rest);
}

void shape_paired_selects(struct shaper *shaper)
{
	LLVMValueRef next;
	gather(shaper);
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at; at = next) {
		struct group group;
		next = ir_next_instruction(at);
		if (!llvm.IsASelectInst(at) ||
		    llvm.GetTypeKind(llvm.TypeOf(at)) != LLVMPointerTypeKind)
			continue;
		find_group(at, &group);
		/* Its mates go, and 'next' may be one of them. */
		while (next && is_select_by(next, llvm.GetOperand(at, 0)))
			next = ir_next_instruction(next);
		if (group.count)
			branch(shaper, &group);
	}
}
