/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Finds loops that are entered with a choice of ends, one of which is where they start. */
#include "ir/loops/first_rounds.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/loop.h"
#include "ir/llvm/changed.h"
#include "ir/llvm/module.h"

#define MAX_CHOICES 64 /* elements of a table of addresses: pointer_tables.c */
/* A counter of 64 bits with steps up to this one comes back to its start after 2^52 rounds. */
#define MAX_STEP 4096

/* A loop that would not end if start and end were equal. */
struct entered {
	LLVMBasicBlockRef from, header;
	LLVMValueRef start, end;
};

/* ---- numbers that are chosen ---- */

struct choices {
	LLVMValueRef at[MAX_CHOICES];
	unsigned count;
};

static void add_choice(struct choices *choices, LLVMValueRef value)
{
	for (unsigned i = 0; i < choices->count; i++)
		if (choices->at[i] == value)
			return;
	if (choices->count < MAX_CHOICES)
		choices->at[choices->count++] = value;
}

static bool is_number(LLVMValueRef value, uint64_t number)
{
	return llvm.IsAConstantInt(value) && llvm.GetIntTypeWidth(llvm.TypeOf(value)) <= 64 &&
	       llvm.ConstIntGetZExtValue(value) == number;
}

/* Zero stays so in these. */
static bool keeps_zero(LLVMValueRef value)
{
	if (ir_is_opcode(value, LLVMZExt) || ir_is_opcode(value, LLVMSExt))
		return true;
	return (ir_is_opcode(value, LLVMShl) || ir_is_opcode(value, LLVMMul)) &&
	       llvm.IsAConstantInt(llvm.GetOperand(value, 1));
}

/* True for a condition as a number, and for a number that is one of those chosen from. */
static bool leads_to(struct choices *choices, LLVMValueRef value, uint64_t number)
{
	if (is_number(value, number))
		return true;
	if (llvm.IsASelectInst(value) || llvm.IsAPHINode(value)) {
		unsigned first = llvm.IsASelectInst(value) ? 1 : 0;
		for (unsigned i = first; i < (unsigned)llvm.GetNumOperands(value); i++)
			add_choice(choices, llvm.GetOperand(value, i));
	} else if (number == 0 && keeps_zero(value)) {
		add_choice(choices, llvm.GetOperand(value, 0));
		return llvm.GetIntTypeWidth(llvm.TypeOf(llvm.GetOperand(value, 0))) == 1;
	}
	return false;
}

static bool may_be(LLVMValueRef value, uint64_t number)
{
	struct choices choices = {.at = {value}, .count = 1};
	if (llvm.IsAConstantInt(value))
		return false;
	for (unsigned i = 0; i < choices.count; i++)
		if (leads_to(&choices, choices.at[i], number))
			return true;
	return false;
}

/* ---- loops ---- */

/* Neither an intrinsic nor inline assembly. */
static bool is_of_program(LLVMValueRef callee)
{
	LLVMValueRef function = llvm.IsAFunction(callee);
	return !llvm.IsAInlineAsm(callee) && !(function && llvm.GetIntrinsicID(function));
}

/* A helper may end the program, as a tail call does. */
static bool calls(const struct loop *loop)
{
	for (size_t i = 0; i < loop->count; i++) {
		LLVMValueRef at = llvm.GetFirstInstruction(loop->cfg->blocks[loop->blocks[i]]);
		for (; at; at = llvm.GetNextInstruction(at))
			if (llvm.IsACallInst(at) && is_of_program(llvm.GetCalledValue(at)))
				return true;
	}
	return false;
}

static bool leaves(const struct loop *loop, LLVMValueRef branch, unsigned edge)
{
	return !loop->inside[cfg_index(loop->cfg, llvm.GetSuccessor(branch, edge))];
}

/* The comparison by which alone the loop ends, when its operands are equal; NULL for another loop.
 */
static LLVMValueRef find_equality(const struct loop *loop)
{
	for (size_t i = 0; i < loop->count; i++) {
		LLVMValueRef branch =
			llvm.GetBasicBlockTerminator(loop->cfg->blocks[loop->blocks[i]]);
		if (llvm.GetNumSuccessors(branch) != 2 || llvm.IsASwitchInst(branch) ||
		    leaves(loop, branch, 0) == leaves(loop, branch, 1))
			continue;
		LLVMValueRef condition = llvm.GetCondition(branch);
		if (!llvm.IsAICmpInst(condition))
			return NULL;
		LLVMIntPredicate wanted = leaves(loop, branch, 0) ? LLVMIntEQ : LLVMIntNE;
		return llvm.GetICmpPredicate(condition) == wanted ? condition : NULL;
	}
	return NULL;
}

static bool is_step(LLVMValueRef value)
{
	if (!llvm.IsAConstantInt(value) || llvm.GetIntTypeWidth(llvm.TypeOf(value)) != 64)
		return false;
	long long step = llvm.ConstIntGetSExtValue(value);
	return step && step <= MAX_STEP && step >= -MAX_STEP;
}

/* The same sum of the counter and a step. */
static bool is_next(LLVMValueRef value, LLVMValueRef next)
{
	return value == next || (ir_is_opcode(value, LLVMAdd) &&
				 llvm.GetOperand(value, 0) == llvm.GetOperand(next, 0) &&
				 llvm.GetOperand(value, 1) == llvm.GetOperand(next, 1));
}

/* 'next' is the counter after a round. */
static bool find_counter(const struct loop *loop, LLVMValueRef next, struct entered *entered)
{
	if (!ir_is_opcode(next, LLVMAdd) || !is_step(llvm.GetOperand(next, 1)))
		return false;
	LLVMValueRef phi = llvm.GetOperand(next, 0);
	entered->header = loop->cfg->blocks[loop->header];
	if (!llvm.IsAPHINode(phi) || llvm.GetInstructionParent(phi) != entered->header ||
	    llvm.CountIncoming(phi) != 2)
		return false;
	unsigned outside = is_next(llvm.GetIncomingValue(phi, 0), next) ? 1 : 0;
	entered->from = llvm.GetIncomingBlock(phi, outside);
	entered->start = llvm.GetIncomingValue(phi, outside);
	return is_next(llvm.GetIncomingValue(phi, !outside), next) &&
	       !loop->inside[cfg_index(loop->cfg, entered->from)];
}

/* The end is so far behind the start; NULL where it is no such sum. */
static LLVMValueRef find_distance(LLVMValueRef start, LLVMValueRef end)
{
	while (ir_is_opcode(end, LLVMAdd) && is_number(llvm.GetOperand(end, 1), 0))
		end = llvm.GetOperand(end, 0);
	if (!ir_is_opcode(end, LLVMAdd))
		return NULL;
	for (unsigned i = 0; i < 2; i++)
		if (llvm.GetOperand(end, i) == start)
			return llvm.GetOperand(end, !i);
	return NULL;
}

static bool may_start_at_end(const struct entered *entered)
{
	LLVMValueRef start = entered->start, end = entered->end;
	LLVMValueRef distance = find_distance(start, end);
	if (distance)
		return may_be(distance, 0);
	if (llvm.IsAConstantInt(start))
		return may_be(end, llvm.ConstIntGetZExtValue(start));
	return llvm.IsAConstantInt(end) && may_be(start, llvm.ConstIntGetZExtValue(end));
}

static bool find_entered(const struct loop *loop, struct entered *entered)
{
	LLVMValueRef equality = loop->latches == 1 && loop->exits == 1 ? find_equality(loop) : NULL;
	if (!equality)
		return false;
	for (unsigned i = 0; i < 2; i++) {
		entered->end = llvm.GetOperand(equality, !i);
		if (loop_is_invariant(loop, entered->end) &&
		    find_counter(loop, llvm.GetOperand(equality, i), entered))
			return may_start_at_end(entered) && !calls(loop);
	}
	return false;
}

/* ---- the check ---- */

static void build_check(struct ir *ir, const struct entered *entered)
{
	LLVMValueRef function = llvm.GetBasicBlockParent(entered->header);
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(entered->from);
	LLVMBasicBlockRef between = llvm.AppendBasicBlockInContext(ir->context, function, "");
	LLVMBasicBlockRef endless = llvm.AppendBasicBlockInContext(ir->context, function, "");
	LLVMMetadataRef line = llvm.InstructionGetDebugLoc(branch);
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);

	ir_note_changed(ir, "first-rounds", line);
	for (unsigned i = 0; i < llvm.GetNumSuccessors(branch); i++)
		if (llvm.GetSuccessor(branch, i) == entered->header)
			llvm.SetSuccessor(branch, i, between);
	ir_replace_incoming(ir, entered->header, entered->from, between);
	llvm.PositionBuilderAtEnd(builder, endless);
	llvm.SetCurrentDebugLocation2(builder, line);
	llvm.BuildUnreachable(builder);
	llvm.PositionBuilderAtEnd(builder, between);
	llvm.SetCurrentDebugLocation2(builder, line);
	LLVMValueRef equal = llvm.BuildICmp(builder, LLVMIntEQ, entered->start, entered->end, "");
	llvm.BuildCondBr(builder, equal, endless, entered->header);
	llvm.DisposeBuilder(builder);
}

static int check_function(struct ir *ir, LLVMValueRef function)
{
	struct cfg cfg;
	struct entered *found = NULL;
	size_t count = 0;

	cfg_init(&cfg, function);
	for (size_t header = 0; header < cfg.count; header++) {
		struct loop loop;
		struct entered entered;
		if (loop_init(&loop, &cfg, header) && find_entered(&loop, &entered)) {
			found = xreallocarray(found, count + 1, sizeof(*found));
			found[count++] = entered;
		}
		loop_release(&loop);
	}
	cfg_release(&cfg);
	for (size_t i = 0; i < count; i++)
		build_check(ir, &found[i]);
	free(found);
	return (int)count;
}

int first_rounds_check(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f))
		changed += check_function(ir, f);
	return changed;
}
