/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Finds counters, and the exits that compare them. */
#include "ir/verifier/loop_exit.h"

#include "base/text.h"
#include "ir/llvm/module.h"
#include "ir/llvm/predicates.h"

/* The one value of a phi that some edge brings; other values as they are. */
static LLVMValueRef only_value(struct cfg *cfg, LLVMValueRef value)
{
	LLVMValueRef only = NULL;
	if (!llvm.IsAPHINode(value))
		return value;
	for (unsigned i = 0; i < llvm.CountIncoming(value); i++) {
		size_t from = cfg_index(cfg, llvm.GetIncomingBlock(value, i));
		if (cfg_idom(cfg, from) == CFG_NONE)
			continue;
		if (only && only != llvm.GetIncomingValue(value, i))
			return value;
		only = llvm.GetIncomingValue(value, i);
	}
	return only ? only : value;
}

/* x & (x - 1) */
static bool loses_bit(LLVMValueRef value, LLVMValueRef phi)
{
	int64_t number;
	if (!ir_is_opcode(value, LLVMAnd))
		return false;
	LLVMValueRef first = llvm.GetOperand(value, 0), second = llvm.GetOperand(value, 1);
	LLVMValueRef other = first == phi ? second : first;
	return (first == phi || second == phi) && ir_is_opcode(other, LLVMAdd) &&
	       llvm.GetOperand(other, 0) == phi &&
	       ir_signed_constant(llvm.GetOperand(other, 1), &number) && number == -1;
}

/* x * 3, or x << 2 */
static bool find_factor(LLVMValueRef value, LLVMValueRef phi, uint64_t *factor)
{
	uint64_t number;
	if ((!ir_is_opcode(value, LLVMMul) && !ir_is_opcode(value, LLVMShl)) ||
	    llvm.GetOperand(value, 0) != phi || !ir_constant(llvm.GetOperand(value, 1), &number))
		return false;
	if (ir_is_opcode(value, LLVMShl) && number >= 63)
		return false;
	*factor = ir_is_opcode(value, LLVMShl) ? UINT64_C(1) << number : number;
	return *factor >= 2;
}

static bool find_step(LLVMValueRef value, LLVMValueRef phi, struct counter *counter)
{
	counter->step = 0;
	if (loses_bit(value, phi) || find_factor(value, phi, &counter->factor))
		return true;
	return ir_is_opcode(value, LLVMAdd) && llvm.GetOperand(value, 0) == phi &&
	       ir_signed_constant(llvm.GetOperand(value, 1), &counter->step) &&
	       counter->step != 0 && counter->step != INT64_MIN;
}

/* Takes the phi of the header apart; false when it is no counter, or has two starts. */
static bool find_counter(const struct loop *loop, LLVMValueRef phi, struct counter *counter,
			 LLVMValueRef *next)
{
	*counter = (struct counter){.phi = phi};
	*next = NULL;
	if (llvm.GetTypeKind(llvm.TypeOf(phi)) != LLVMIntegerTypeKind ||
	    llvm.GetIntTypeWidth(llvm.TypeOf(phi)) > 64)
		return false;
	counter->width = llvm.GetIntTypeWidth(llvm.TypeOf(phi));
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = only_value(loop->cfg, llvm.GetIncomingValue(phi, i));
		size_t from = cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, i));
		if (cfg_idom(loop->cfg, from) == CFG_NONE)
			continue;
		LLVMValueRef *kind = loop->inside[from] ? next : &counter->start;
		if (*kind && *kind != value)
			return false;
		*kind = value;
		/* What is known on one of several edges may not be so on others. */
		if (!loop->inside[from])
			counter->from =
				counter->entries++ ? cfg_idom(loop->cfg, loop->header) : from;
	}
	return *next && counter->start && find_step(*next, phi, counter);
}

/* The value is the counter, what it comes to be at the end of the round, or so much more. */
static bool is_compared(LLVMValueRef value, LLVMValueRef phi, LLVMValueRef next,
			struct counter *counter)
{
	counter->next = value == next;
	if (counter->next)
		counter->offset = counter->step;
	if (counter->next || value == phi)
		return true;
	return counter->step && ir_is_opcode(value, LLVMAdd) && llvm.GetOperand(value, 0) == phi &&
	       ir_signed_constant(llvm.GetOperand(value, 1), &counter->offset);
}

/* The counter that the value is made of. */
static bool is_counter(const struct loop *loop, LLVMValueRef value, struct counter *counter)
{
	LLVMValueRef phi = llvm.GetFirstInstruction(loop->cfg->blocks[loop->header]);
	value = only_value(loop->cfg, value);
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		LLVMValueRef next;
		if (find_counter(loop, phi, counter, &next) &&
		    is_compared(value, phi, next, counter))
			return true;
	}
	return false;
}

/* Takes a comparison's two sides for a counter and what it is compared with. */
static bool take_sides(const struct loop *loop, LLVMValueRef counter, LLVMValueRef end,
		       struct stay *stay)
{
	stay->end = end;
	return loop_is_invariant(loop, end) && is_counter(loop, counter, &stay->counter);
}

/* "(counter ^ end) == flip" */
static bool take_flipped(const struct loop *loop, LLVMValueRef value, LLVMValueRef flip,
			 struct stay *stay)
{
	stay->flipped = true;
	return ir_is_opcode(value, LLVMXor) && ir_signed_constant(flip, &stay->flip) &&
	       stay->predicate == LLVMIntNE &&
	       (take_sides(loop, llvm.GetOperand(value, 0), llvm.GetOperand(value, 1), stay) ||
		take_sides(loop, llvm.GetOperand(value, 1), llvm.GetOperand(value, 0), stay));
}

/* The loop ends where the condition has this truth: where one of its parts has, if it is "first or
 * other" that ends it by being true, or "first and other" by being false. */
static void find_compares(struct exit_compares *compares, LLVMValueRef condition, bool truth)
{
	uint64_t arm;
	if (ir_is_opcode(condition, LLVMICmp)) {
		if (compares->count < EXIT_MAX_COMPARES)
			compares->at[compares->count++] = condition;
		return;
	}
	unsigned other = 1;
	bool either = ir_is_opcode(condition, truth ? LLVMOr : LLVMAnd);
	if (ir_is_opcode(condition, LLVMSelect)) {
		either = ir_constant(llvm.GetOperand(condition, truth ? 1 : 2), &arm) &&
			 arm == truth;
		other = truth ? 2 : 1;
	}
	if (!either || compares->count >= EXIT_MAX_COMPARES)
		return;
	find_compares(compares, llvm.GetOperand(condition, 0), truth);
	find_compares(compares, llvm.GetOperand(condition, other), truth);
}

static bool read_compare(const struct loop *loop, LLVMValueRef compare, bool ends,
			 struct stay *stay)
{
	LLVMValueRef left = llvm.GetOperand(compare, 0), right = llvm.GetOperand(compare, 1);
	stay->predicate = ends ? predicate_inverse(stay->predicate) : stay->predicate;
	if (take_sides(loop, left, right, stay))
		return true;
	stay->predicate = predicate_swapped(stay->predicate);
	if (take_sides(loop, right, left, stay))
		return true;
	return take_flipped(loop, left, right, stay);
}

bool exit_find_compares(const struct loop *loop, size_t block, struct exit_compares *compares)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(loop->cfg->blocks[block]);
	*compares = (struct exit_compares){0};
	if (llvm.IsASwitchInst(branch) || llvm.GetNumSuccessors(branch) != 2)
		return false;
	bool first = loop->inside[cfg_index(loop->cfg, llvm.GetSuccessor(branch, 0))];
	compares->ends = loop->inside[cfg_index(loop->cfg, llvm.GetSuccessor(branch, 1))];
	if (first == compares->ends)
		return false;
	find_compares(compares, llvm.GetCondition(branch), compares->ends);
	return true;
}

unsigned exit_find(const struct loop *loop, size_t block, struct stay stays[EXIT_MAX_COMPARES])
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(loop->cfg->blocks[block]);
	struct exit_compares compares;
	unsigned count = 0;
	if (!exit_find_compares(loop, block, &compares))
		return 0;
	for (unsigned i = 0; i < compares.count; i++) {
		stays[count] = (struct stay){
			.block = block,
			.predicate = llvm.GetICmpPredicate(compares.at[i]),
			.alone = compares.at[i] == llvm.GetCondition(branch),
		};
		count += read_compare(loop, compares.at[i], compares.ends, &stays[count]);
	}
	return count;
}

/* 'x & -2 == 4' is so for 4 and 5. */
static LLVMValueRef without_mask(LLVMValueRef value, uint64_t *same)
{
	int64_t mask;
	*same = 1;
	if (!ir_is_opcode(value, LLVMAnd) ||
	    !ir_signed_constant(llvm.GetOperand(value, 1), &mask) || mask >= 0 ||
	    mask <= -EXIT_MAX_NUMBERS || (-mask & (-mask - 1)))
		return value;
	*same = (uint64_t)-mask;
	return llvm.GetOperand(value, 0);
}

static unsigned add_numbers(const struct loop *loop, LLVMValueRef compare, bool ends,
			    const struct counter *counter, int64_t numbers[EXIT_MAX_NUMBERS],
			    unsigned count)
{
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
	struct counter compared;
	uint64_t same;
	int64_t number;
	LLVMValueRef value = without_mask(llvm.GetOperand(compare, 0), &same);
	if ((ends ? predicate : predicate_inverse(predicate)) != LLVMIntEQ ||
	    !ir_signed_constant(llvm.GetOperand(compare, 1), &number) ||
	    number & (int64_t)(same - 1) || !is_counter(loop, value, &compared) ||
	    compared.phi != counter->phi ||
	    __builtin_sub_overflow(number, compared.offset, &number) ||
	    number > INT64_MAX - EXIT_MAX_NUMBERS || number < INT64_MIN + EXIT_MAX_NUMBERS)
		return count;
	for (; same && count < EXIT_MAX_NUMBERS; same--)
		numbers[count++] = number++;
	return count;
}

unsigned exit_find_numbers(const struct loop *loop, const struct counter *counter,
			   int64_t numbers[EXIT_MAX_NUMBERS])
{
	unsigned count = 0;
	for (size_t i = 0; i < loop->count; i++) {
		struct exit_compares compares;
		if (!exit_is_in_each_round(loop, loop->blocks[i]) ||
		    !exit_find_compares(loop, loop->blocks[i], &compares))
			continue;
		for (unsigned k = 0; k < compares.count; k++)
			count = add_numbers(loop, compares.at[k], compares.ends, counter, numbers,
					    count);
	}
	return count;
}

bool exit_is_counter(const struct loop *loop, LLVMValueRef phi, struct counter *counter)
{
	LLVMValueRef next;
	return find_counter(loop, phi, counter, &next) && counter->step;
}

bool exit_is_in_each_round(const struct loop *loop, size_t block)
{
	for (size_t i = 0; i < cfg_edges_to(loop->cfg, loop->header); i++) {
		size_t from = cfg_source(loop->cfg, loop->header, i);
		if (loop->inside[from] && !cfg_dominates(loop->cfg, block, from))
			return false;
	}
	return true;
}

/* A call may end the program: a tail call does. */
static bool may_end(LLVMValueRef at)
{
	LLVMValueRef callee = llvm.IsACallInst(at) ? llvm.GetCalledValue(at) : NULL;
	if (!callee || (llvm.IsAInlineAsm(callee) && !llvm.GetInlineAsmHasSideEffects(callee)))
		return false;
	return !llvm.IsAFunction(callee) || !text_starts_with(ir_name(callee), "llvm.");
}

/* The block leads out of the loop, to where a program ever comes. */
static bool leads_out(const struct loop *loop, size_t block)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(loop->cfg->blocks[block]);
	for (unsigned i = 0; i < llvm.GetNumSuccessors(branch); i++) {
		LLVMBasicBlockRef next = llvm.GetSuccessor(branch, i);
		if (!loop->inside[cfg_index(loop->cfg, next)] &&
		    !ir_is_opcode(llvm.GetFirstInstruction(next), LLVMUnreachable))
			return true;
	}
	return false;
}

bool exit_is_only_one(const struct loop *loop, size_t block)
{
	for (size_t i = 0; i < loop->count; i++) {
		if (loop->blocks[i] != block && leads_out(loop, loop->blocks[i]))
			return false;
		LLVMValueRef at = llvm.GetFirstInstruction(loop->cfg->blocks[loop->blocks[i]]);
		for (; at; at = llvm.GetNextInstruction(at)) {
			if (may_end(at))
				return false;
		}
	}
	return true;
}
