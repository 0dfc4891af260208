/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Numbers that choose several things. A pointer is chosen by "n == 2", and its length, or whether
 * it is long, by another comparison of n; where the first was false the verifier still takes n for
 * any of its values, 2 as well. Before the first comparison the ways of all values of a small
 * number part, and n is a constant on each: all that is chosen by it belongs together.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/address.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/largest.h"
#include "ir/llvm/module.h"
#include "ir/verifier/quirk.h"
#include "ir/verifier/split_classes.h"
#include "ir/verifier/split_orders.h"

/* The largest of the numbers: each value makes the verifier walk what is behind once more. */
#define MAX_NUMBER 15
#define MAX_STEPS 8

struct choice {
	LLVMValueRef number;
	LLVMBasicBlockRef block; /* of the first comparison */
	unsigned compares;
	bool of_pointer;
};

struct choices {
	struct choice *at; /* owned */
	size_t count;
};

/* What the value is computed from, by steps that have one value for one. */
static LLVMValueRef source_of(LLVMValueRef value)
{
	for (int i = 0; i < MAX_STEPS && llvm.IsAInstruction(value); i++) {
		switch (llvm.GetInstructionOpcode(value)) {
		case LLVMZExt:
			value = llvm.GetOperand(value, 0);
			break;
		case LLVMOr:
		case LLVMXor:
		case LLVMAdd:
		case LLVMSub:
		case LLVMMul:
		case LLVMShl:
			if (llvm.IsAConstantInt(llvm.GetOperand(value, 0)))
				value = llvm.GetOperand(value, 1);
			else if (llvm.IsAConstantInt(llvm.GetOperand(value, 1)))
				value = llvm.GetOperand(value, 0);
			else
				return value;
			break;
		case LLVMCall:
			/* An opaque copy. */
			if (!llvm.IsAInlineAsm(llvm.GetCalledValue(value)) ||
			    llvm.GetNumOperands(value) != 2)
				return value;
			value = llvm.GetOperand(value, 0);
			break;
		default:
			return value;
		}
	}
	return value;
}

/* A constant or a variable: what is chosen from a packet has no length of its own. */
static bool is_object(LLVMValueRef pointer)
{
	LLVMValueRef base = address_base(pointer);
	return llvm.IsAGlobalVariable(base) || llvm.IsAAllocaInst(base);
}

/* A pointer to an object, or to another one, or to what is chosen in this way. */
static bool chooses_object(LLVMValueRef choice)
{
	if (llvm.GetTypeKind(llvm.TypeOf(choice)) != LLVMPointerTypeKind)
		return false;
	for (int depth = 0; depth < MAX_STEPS; depth++) {
		LLVMValueRef before = NULL;
		for (unsigned i = llvm.IsASelectInst(choice) ? 1 : 0;
		     i < (unsigned)llvm.GetNumOperands(choice); i++) {
			LLVMValueRef operand = llvm.GetOperand(choice, i);
			if (is_object(operand))
				return true;
			if (llvm.IsASelectInst(operand))
				before = operand;
		}
		if (!before)
			return false;
		choice = before;
	}
	return false;
}

static bool has_pointer_phi(LLVMBasicBlockRef block)
{
	for (LLVMValueRef at = llvm.GetFirstInstruction(block); at && llvm.IsAPHINode(at);
	     at = llvm.GetNextInstruction(at)) {
		if (chooses_object(at))
			return true;
	}
	return false;
}

static bool leads_to_pointer_phi(LLVMValueRef terminator)
{
	for (unsigned i = 0; i < llvm.GetNumSuccessors(terminator); i++) {
		if (has_pointer_phi(llvm.GetSuccessor(terminator, i)))
			return true;
	}
	return false;
}

/* A pointer is chosen by the comparison: by a select, or by the way that is taken. */
static bool chooses_pointer(LLVMValueRef compare)
{
	for (LLVMUseRef use = llvm.GetFirstUse(compare); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (llvm.IsASelectInst(user) && chooses_object(user))
			return true;
		if (llvm.GetBasicBlockTerminator(llvm.GetInstructionParent(user)) == user &&
		    leads_to_pointer_phi(user))
			return true;
	}
	return false;
}

static void add(struct choices *choices, LLVMValueRef at, LLVMValueRef compared, bool of_pointer)
{
	LLVMValueRef number = source_of(compared);
	if (!llvm.IsAInstruction(number) || !shape_width(number))
		return;
	for (size_t i = 0; i < choices->count; i++) {
		if (choices->at[i].number != number)
			continue;
		choices->at[i].compares++;
		choices->at[i].of_pointer |= of_pointer;
		return;
	}
	choices->at = xreallocarray(choices->at, choices->count + 1, sizeof(*choices->at));
	choices->at[choices->count++] =
		(struct choice){number, llvm.GetInstructionParent(at), 1, of_pointer};
}

/* The first select by the comparison in its block chooses no pointer: paired_selects.c takes those
 * that stand behind one that does. */
static bool chooses_number_first(LLVMValueRef compare)
{
	for (LLVMValueRef at = llvm.GetNextInstruction(compare); at;
	     at = llvm.GetNextInstruction(at)) {
		if (llvm.IsASelectInst(at) && llvm.GetOperand(at, 0) == compare)
			return llvm.GetTypeKind(llvm.TypeOf(at)) != LLVMPointerTypeKind;
	}
	return false;
}

/* A comparison that chooses twice, and not only by selects that stand together. */
static bool chooses_apart(LLVMValueRef compare)
{
	unsigned uses = 0, branches = 0;
	for (LLVMUseRef use = llvm.GetFirstUse(compare); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		uses++;
		branches += llvm.GetBasicBlockTerminator(llvm.GetInstructionParent(user)) == user;
	}
	return uses > 1 && (branches || chooses_number_first(compare));
}

static void collect(struct choices *choices, LLVMValueRef function)
{
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at)) {
		if (llvm.GetInstructionOpcode(at) == LLVMICmp && chooses_apart(at)) {
			add(choices, at, at, chooses_pointer(at));
			add(choices, at, at, false);
		}
		if (llvm.GetInstructionOpcode(at) == LLVMICmp &&
		    llvm.IsAConstantInt(llvm.GetOperand(at, 1)))
			add(choices, at, llvm.GetOperand(at, 0), chooses_pointer(at));
		else if (llvm.IsASwitchInst(at))
			add(choices, at, llvm.GetOperand(at, 0), leads_to_pointer_phi(at));
	}
}

/* ---- the change ---- */

/* Where the number is known to be small: at once, or where it is compared first. */
static LLVMValueRef find_place(struct cfg *cfg, const struct choice *choice, uint64_t *largest)
{
	LLVMBasicBlockRef home = llvm.GetInstructionParent(choice->number);
	*largest = largest_value(cfg, home, choice->number);
	if (*largest <= MAX_NUMBER)
		return llvm.IsAPHINode(choice->number) ? shape_first_behind_phis(home)
						       : llvm.GetNextInstruction(choice->number);
	*largest = largest_value(cfg, choice->block, choice->number);
	return choice->block == home ? NULL : shape_first_behind_phis(choice->block);
}

static void replace_behind(struct cfg *cfg, const struct choice *choice, LLVMBasicBlockRef block,
			   LLVMValueRef constant)
{
	size_t from = cfg_index(cfg, block);
	LLVMUseRef next;
	for (LLVMUseRef use = llvm.GetFirstUse(choice->number); use; use = next) {
		LLVMValueRef user = llvm.GetUser(use);
		next = llvm.GetNextUse(use);
		for (unsigned i = 0; i < (unsigned)llvm.GetNumOperands(user); i++) {
			LLVMBasicBlockRef where = llvm.IsAPHINode(user)
							  ? llvm.GetIncomingBlock(user, i)
							  : llvm.GetInstructionParent(user);
			if (llvm.GetOperand(user, i) == choice->number &&
			    cfg_dominates(cfg, from, cfg_index(cfg, where)))
				llvm.SetOperand(user, i, constant);
		}
	}
}

/* Parts the ways at the builder, which stands at the end of a block; they meet in 'rest'. */
static void build_ways(struct shaper *shaper, LLVMValueRef number, LLVMValueRef phi,
		       uint64_t largest)
{
	LLVMBuilderRef builder = shaper->builder;
	LLVMContextRef context = shaper->ir->context;
	LLVMBasicBlockRef rest = llvm.GetInstructionParent(phi);
	for (uint64_t i = 0; i <= largest; i++) {
		LLVMValueRef constant = llvm.ConstInt(llvm.TypeOf(number), i, false);
		LLVMBasicBlockRef way = llvm.InsertBasicBlockInContext(context, rest, "");
		LLVMBasicBlockRef others = NULL;
		if (i < largest) {
			others = llvm.InsertBasicBlockInContext(context, rest, "");
			LLVMValueRef is = llvm.BuildICmp(builder, LLVMIntEQ, number, constant, "");
			llvm.BuildCondBr(builder, is, way, others);
		} else {
			llvm.BuildBr(builder, way);
		}
		llvm.PositionBuilderAtEnd(builder, way);
		llvm.BuildBr(builder, rest);
		llvm.AddIncoming(phi, &constant, &way, 1);
		if (others)
			llvm.PositionBuilderAtEnd(builder, others);
	}
}

static void split(struct shaper *shaper, const struct choice *choice)
{
	struct cfg cfg;
	uint64_t largest;
	cfg_init(&cfg, shaper->function);
	LLVMValueRef next = find_place(&cfg, choice, &largest);
	if (next && largest && largest <= MAX_NUMBER) {
		LLVMBuilderRef builder = shaper->builder;
		LLVMBasicBlockRef rest = llvm.GetInstructionParent(next);
		LLVMMetadataRef line = llvm.InstructionGetDebugLoc(next);
		/* A block of its own: there can be debug records before 'next'. */
		LLVMBasicBlockRef join =
			llvm.AppendBasicBlockInContext(shaper->ir->context, shaper->function, "");
		llvm.PositionBuilderAtEnd(builder, join);
		llvm.SetCurrentDebugLocation2(builder, line);
		LLVMValueRef phi = llvm.BuildPhi(builder, llvm.TypeOf(choice->number), "");
		replace_behind(&cfg, choice, rest, phi);
		LLVMBasicBlockRef head = ir_split_block(shaper->ir, builder, next);
		llvm.SetCurrentDebugLocation2(builder, line);
		llvm.PositionBuilderAtEnd(builder, join);
		llvm.BuildBr(builder, rest);
		llvm.PositionBuilderAtEnd(builder, head);
		build_ways(shaper, choice->number, phi, largest);
		shape_note(shaper, phi);
	}
	cfg_release(&cfg);
}

static bool is_small(struct shaper *shaper, const struct choice *choice)
{
	struct cfg cfg;
	uint64_t largest;
	cfg_init(&cfg, shaper->function);
	bool small = find_place(&cfg, choice, &largest) && largest && largest <= MAX_NUMBER;
	cfg_release(&cfg);
	return small;
}

static bool is_of_several(const struct choice *choice)
{
	return choice->compares > 1 && choice->of_pointer;
}

/* Splits the first number that is not small; false when there is none. */
static bool split_large(struct shaper *shaper)
{
	struct choices choices = {0};
	bool found = false;
	collect(&choices, shaper->function);
	for (size_t i = 0; i < choices.count && !found; i++) {
		const struct choice *choice = &choices.at[i];
		found = is_of_several(choice) && !is_small(shaper, choice) &&
			split_classes(shaper, choice->number, choice->block);
	}
	free(choices.at);
	return found;
}

/* One that is of the order of two values; false when there is none. */
static bool split_order(struct shaper *shaper)
{
	for (LLVMValueRef at = ir_first_instruction(shaper->function); at;
	     at = ir_next_instruction(at)) {
		if (ir_is_opcode(at, LLVMICmp) && chooses_pointer(at) && split_orders(shaper, at))
			return true;
	}
	return false;
}

void shape_split_choices(struct shaper *shaper)
{
	struct choices choices = {0};
	while (split_order(shaper))
		continue;
	while (split_large(shaper))
		continue;
	collect(&choices, shaper->function);
	for (size_t i = 0; i < choices.count; i++) {
		if (is_of_several(&choices.at[i]))
			split(shaper, &choices.at[i]);
	}
	free(choices.at);
}
