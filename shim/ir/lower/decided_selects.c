/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Replaces choices that have been made. */
#include "ir/lower/decided_selects.h"

#include "ir/analysis/cfg.h"
#include "ir/analysis/packet_order.h"
#include "ir/llvm/module.h"
#include "ir/llvm/predicates.h"

/* How many dominating blocks are searched for branches, how deep in conditions that are made of
 * two, and how many instructions that have one use each are followed to where they are chosen. */
#define MAX_DOMINATORS 32
#define MAX_CONDITIONS 4
#define MAX_STEPS 4

enum answer {
	UNKNOWN,
	IS_FALSE,
	IS_TRUE
};

static enum answer answer_of(bool truth)
{
	return truth ? IS_TRUE : IS_FALSE;
}

/* The asked condition, where the comparison is true, or false: both are of the same operands, or
 * of two places in a packet with its end. */
static enum answer ask_compare(LLVMValueRef compare, bool truth, LLVMValueRef asked)
{
	if (!ir_is_opcode(compare, LLVMICmp) || !ir_is_opcode(asked, LLVMICmp))
		return UNKNOWN;
	if (llvm.GetOperand(compare, 0) != llvm.GetOperand(asked, 0) ||
	    llvm.GetOperand(compare, 1) != llvm.GetOperand(asked, 1)) {
		bool answer = false;
		return packet_order_tells(compare, truth, asked, &answer) ? answer_of(answer)
									  : UNKNOWN;
	}
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(asked);
	if (llvm.GetICmpPredicate(compare) == predicate)
		return answer_of(truth);
	return llvm.GetICmpPredicate(compare) == predicate_inverse(predicate) ? answer_of(!truth)
									      : UNKNOWN;
}

/* The second operand that is true, or false, as the whole condition and its first one are; 0: there
 * is none. */
static unsigned second_part(LLVMValueRef condition, bool truth)
{
	uint64_t arm;
	if (ir_is_opcode(condition, truth ? LLVMAnd : LLVMOr))
		return 1;
	/* "first and other" has a 0 in its last place, "first or other" a 1 before that. */
	if (ir_is_opcode(condition, LLVMSelect) &&
	    ir_constant(llvm.GetOperand(condition, truth ? 2 : 1), &arm) && arm != truth)
		return truth ? 1 : 2;
	return 0;
}

/* The asked condition, where the other one is true, or false. */
static enum answer ask(LLVMValueRef condition, bool truth, LLVMValueRef asked, int depth)
{
	if (condition == asked)
		return answer_of(truth);
	unsigned second = second_part(condition, truth);
	if (!second || depth > MAX_CONDITIONS)
		return ask_compare(condition, truth, asked);
	enum answer answer = ask(llvm.GetOperand(condition, 0), truth, asked, depth + 1);
	return answer != UNKNOWN ? answer
				 : ask(llvm.GetOperand(condition, second), truth, asked, depth + 1);
}

static enum answer ask_edge(LLVMBasicBlockRef from, LLVMBasicBlockRef to, LLVMValueRef asked)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(from);
	if (llvm.IsASwitchInst(branch) || llvm.GetNumSuccessors(branch) != 2 ||
	    llvm.GetSuccessor(branch, 0) == llvm.GetSuccessor(branch, 1))
		return UNKNOWN;
	return ask(llvm.GetCondition(branch), llvm.GetSuccessor(branch, 0) == to, asked, 0);
}

/* What the branches on every way from one block, which dominates the other, to that say. */
static enum answer ask_ways(struct cfg *cfg, size_t from, size_t to, LLVMValueRef asked)
{
	for (int i = 0; i < MAX_DOMINATORS && to != from; i++) {
		size_t idom = cfg_idom(cfg, to);
		if (to == 0 || idom == CFG_NONE)
			return UNKNOWN;
		enum answer answer = cfg_has_one_way_in(cfg, to)
					     ? ask_edge(cfg->blocks[idom], cfg->blocks[to], asked)
					     : UNKNOWN;
		if (answer != UNKNOWN)
			return answer;
		to = idom;
	}
	return UNKNOWN;
}

/* True for what does nothing but compute its result. */
static bool is_plain(LLVMValueRef value)
{
	switch (llvm.GetInstructionOpcode(value)) {
	case LLVMGetElementPtr:
	case LLVMPtrToInt:
	case LLVMIntToPtr:
		return true;
	case LLVMSelect: /* may choose by another condition */
		return false;
	default:
		return ir_is_arithmetic(value);
	}
}

/* The value goes, by this user and through what has one use each, to an arm of another choice by
 * the same condition alone: where that is not taken, what is computed there does not matter. */
static enum answer ask_chooser(LLVMValueRef value, LLVMValueRef user, LLVMValueRef asked)
{
	for (int i = 0; i < MAX_STEPS; i++) {
		if (ir_is_opcode(user, LLVMSelect)) {
			bool first = llvm.GetOperand(user, 1) == value;
			bool second = llvm.GetOperand(user, 2) == value;
			return llvm.GetOperand(user, 0) == asked && first != second
				       ? answer_of(first)
				       : UNKNOWN;
		}
		LLVMUseRef use = is_plain(user) ? llvm.GetFirstUse(user) : NULL;
		if (!use || llvm.GetNextUse(use))
			return UNKNOWN;
		value = user;
		user = llvm.GetUser(use);
	}
	return UNKNOWN;
}

/* A value that is one of two, by a condition. */
struct choice {
	LLVMValueRef value, condition, yes, no;
};

static bool find_choice(LLVMValueRef value, struct choice *choice)
{
	if (!ir_is_opcode(value, LLVMSelect) && !ir_is_opcode(value, LLVMZExt) &&
	    !ir_is_opcode(value, LLVMSExt))
		return false;
	LLVMTypeRef type = llvm.TypeOf(value);
	*choice = (struct choice){.value = value, .condition = llvm.GetOperand(value, 0)};
	LLVMTypeRef asked = llvm.TypeOf(choice->condition);
	if (llvm.GetTypeKind(asked) != LLVMIntegerTypeKind || llvm.GetIntTypeWidth(asked) != 1)
		return false;
	if (ir_is_opcode(value, LLVMSelect)) {
		choice->yes = llvm.GetOperand(value, 1);
		choice->no = llvm.GetOperand(value, 2);
		return true;
	}
	bool negative = ir_is_opcode(value, LLVMSExt);
	choice->yes = llvm.ConstInt(type, negative ? UINT64_MAX : 1, negative);
	choice->no = llvm.ConstInt(type, 0, false);
	return true;
}

/* What is chosen where the instruction takes its operand, the chosen value or what is computed from
 * it; NULL: that is not decided. */
static LLVMValueRef decide(struct cfg *cfg, const struct choice *choice, LLVMValueRef user,
			   unsigned operand)
{
	size_t from = cfg_index(cfg, llvm.GetInstructionParent(choice->value));
	LLVMBasicBlockRef block = llvm.GetInstructionParent(user);
	enum answer answer = UNKNOWN;

	if (llvm.IsAPHINode(user)) {
		LLVMBasicBlockRef before = llvm.GetIncomingBlock(user, operand);
		answer = ask_edge(before, block, choice->condition);
		block = before;
	}
	if (answer == UNKNOWN)
		answer = ask_ways(cfg, from, cfg_index(cfg, block), choice->condition);
	if (answer == UNKNOWN && llvm.GetOperand(user, operand) == choice->value)
		answer = ask_chooser(choice->value, user, choice->condition);
	return answer == UNKNOWN ? NULL : answer == IS_TRUE ? choice->yes : choice->no;
}

/* The instruction's operand is a choice. */
static bool take_choice(struct cfg *cfg, LLVMValueRef user, unsigned operand)
{
	struct choice choice;
	if (!find_choice(llvm.GetOperand(user, operand), &choice))
		return false;
	LLVMValueRef chosen = decide(cfg, &choice, user, operand);
	if (chosen)
		llvm.SetOperand(user, operand, chosen);
	return chosen != NULL;
}

/* A switch may have several edges to the phi's block. */
static void set_incoming(LLVMValueRef phi, LLVMBasicBlockRef from, LLVMValueRef value)
{
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		if (llvm.GetIncomingBlock(phi, i) == from)
			llvm.SetOperand(phi, i, value);
	}
}

/* The phi takes what is computed from a choice: where the edge comes from it is computed again,
 * from what is chosen. An iterator goes on by the same condition that ends it. */
static bool take_step(struct cfg *cfg, LLVMBuilderRef builder, LLVMValueRef phi, unsigned operand)
{
	struct choice choice;
	LLVMValueRef step = llvm.GetOperand(phi, operand);
	if (!llvm.IsAInstruction(step) || !is_plain(step))
		return false;
	for (unsigned i = 0; i < (unsigned)llvm.GetNumOperands(step); i++) {
		LLVMValueRef chosen = find_choice(llvm.GetOperand(step, i), &choice)
					      ? decide(cfg, &choice, phi, operand)
					      : NULL;
		if (!chosen)
			continue;
		LLVMBasicBlockRef from = llvm.GetIncomingBlock(phi, operand);
		LLVMValueRef decided = llvm.InstructionClone(step);
		llvm.PositionBuilderBefore(builder, llvm.GetBasicBlockTerminator(from));
		llvm.InsertIntoBuilder(builder, decided);
		llvm.SetOperand(decided, i, chosen);
		set_incoming(phi, from, decided);
		return true;
	}
	return false;
}

static int simplify_operands(struct cfg *cfg, LLVMBuilderRef builder, LLVMValueRef user)
{
	int changed = 0;
	for (unsigned i = 0; i < (unsigned)llvm.GetNumOperands(user); i++) {
		changed += take_choice(cfg, user, i) ||
			   (llvm.IsAPHINode(user) && take_step(cfg, builder, user, i));
	}
	return changed;
}

int decided_selects_simplify(struct ir *ir, LLVMModuleRef module)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		struct cfg cfg;
		if (llvm.IsDeclaration(f))
			continue;
		cfg_init(&cfg, f);
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at))
			changed += simplify_operands(&cfg, builder, at);
		cfg_release(&cfg);
	}
	llvm.DisposeBuilder(builder);
	return changed;
}
