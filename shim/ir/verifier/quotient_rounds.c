/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Rounds that divide a number by a constant, as those that take the digits of a number do: most
 * verifiers know nothing of a quotient. LLVM moves a 'continue' that skips digits into a loop of
 * its own, so that one round of the outer loop divides once or more.
 */
#include "ir/verifier/quotient_rounds.h"

#include "ir/analysis/cfg.h"
#include "ir/analysis/largest.h"
#include "ir/llvm/module.h"
#include "ir/llvm/predicates.h"
#include "ir/verifier/loop_exit.h"

#define MAX_DEPTH 16
#define MAX_VISITS 32

/* What one round makes of the header's phi. All numbers are unsigned. */
struct quotient {
	const struct loop *loop;
	LLVMValueRef phi;
	LLVMValueRef visited[MAX_VISITS]; /* phis of inner loops go round */
	unsigned visits;
	uint64_t divisor; /* what all that comes back has been divided by, at least */
};

static bool is_phi_inside(const struct loop *loop, LLVMValueRef value)
{
	return llvm.IsAPHINode(value) &&
	       loop->inside[cfg_index(loop->cfg, llvm.GetInstructionParent(value))];
}

static bool is_visited(struct quotient *quotient, LLVMValueRef phi)
{
	for (unsigned i = 0; i < quotient->visits; i++) {
		if (quotient->visited[i] == phi)
			return true;
	}
	return false;
}

/* No value of the round that is made like this is greater than the phi: of phis of inner loops
 * because none was greater in the inner round before. */
static bool is_not_greater(struct quotient *quotient, LLVMValueRef value, int depth)
{
	if (value == quotient->phi)
		return true;
	if (!llvm.IsAInstruction(value) || depth == MAX_DEPTH)
		return false;
	if (ir_is_opcode(value, LLVMUDiv) || ir_is_opcode(value, LLVMLShr) ||
	    ir_is_opcode(value, LLVMFreeze))
		return is_not_greater(quotient, llvm.GetOperand(value, 0), depth + 1);
	if (!is_phi_inside(quotient->loop, value) ||
	    llvm.GetInstructionParent(value) == llvm.GetInstructionParent(quotient->phi))
		return false;
	if (is_visited(quotient, value))
		return true;
	if (quotient->visits == MAX_VISITS)
		return false;
	quotient->visited[quotient->visits++] = value;
	for (unsigned i = 0; i < llvm.CountIncoming(value); i++) {
		if (!is_not_greater(quotient, llvm.GetIncomingValue(value, i), depth + 1))
			return false;
	}
	return true;
}

static bool takes_no_more(const struct quotient *quotient, LLVMValueRef value)
{
	struct quotient other = {.loop = quotient->loop, .phi = quotient->phi};
	return is_not_greater(&other, value, 0);
}

/* What comes back to the phi is a quotient of what is not greater than it. */
static bool is_divided(struct quotient *quotient, LLVMValueRef value, int depth)
{
	uint64_t divisor;
	if (depth == MAX_DEPTH)
		return false;
	if (ir_is_opcode(value, LLVMUDiv) && ir_constant(llvm.GetOperand(value, 1), &divisor) &&
	    divisor >= 2) {
		quotient->divisor = divisor < quotient->divisor ? divisor : quotient->divisor;
		return takes_no_more(quotient, llvm.GetOperand(value, 0));
	}
	if (!is_phi_inside(quotient->loop, value) || value == quotient->phi)
		return false;
	for (unsigned i = 0; i < llvm.CountIncoming(value); i++) {
		if (!is_divided(quotient, llvm.GetIncomingValue(value, i), depth + 1))
			return false;
	}
	return true;
}

/* Divided in each round; *largest is what it can be in the first. */
static bool find_quotient(struct quotient *quotient, uint64_t *largest)
{
	const struct loop *loop = quotient->loop;
	quotient->divisor = UINT64_MAX;
	*largest = 0;
	for (unsigned i = 0; i < llvm.CountIncoming(quotient->phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(quotient->phi, i);
		LLVMBasicBlockRef from = llvm.GetIncomingBlock(quotient->phi, i);
		if (loop->inside[cfg_index(loop->cfg, from)]) {
			if (!is_divided(quotient, value, 0))
				return false;
			continue;
		}
		uint64_t first = largest_value(loop->cfg, from, value);
		*largest = first > *largest ? first : *largest;
	}
	return quotient->divisor != UINT64_MAX;
}

/* The least number for which the comparison lets the loop go on, or 0. */
static uint64_t least_to_stay(const struct quotient *quotient, LLVMValueRef compare, bool ends)
{
	uint64_t number;
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
	if (!ir_constant(llvm.GetOperand(compare, 1), &number) ||
	    !takes_no_more(quotient, llvm.GetOperand(compare, 0)))
		return 0;
	predicate = ends ? predicate_inverse(predicate) : predicate;
	if (predicate == LLVMIntUGE)
		return number;
	if (predicate == LLVMIntUGT)
		return number == UINT64_MAX ? 0 : number + 1;
	return predicate == LLVMIntNE && number == 0;
}

static uint64_t least_in_each_round(const struct quotient *quotient)
{
	const struct loop *loop = quotient->loop;
	uint64_t least = 0;
	for (size_t i = 0; i < loop->count; i++) {
		struct exit_compares compares;
		if (!exit_is_in_each_round(loop, loop->blocks[i]) ||
		    !exit_find_compares(loop, loop->blocks[i], &compares))
			continue;
		for (unsigned k = 0; k < compares.count; k++) {
			uint64_t stays = least_to_stay(quotient, compares.at[k], compares.ends);
			least = stays > least ? stays : least;
		}
	}
	return least;
}

bool quotient_rounds(const struct loop *loop, uint64_t *most)
{
	LLVMValueRef phi = llvm.GetFirstInstruction(loop->cfg->blocks[loop->header]);
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		struct quotient quotient = {.loop = loop, .phi = phi};
		uint64_t number, least;
		if (llvm.GetTypeKind(llvm.TypeOf(phi)) != LLVMIntegerTypeKind ||
		    llvm.GetIntTypeWidth(llvm.TypeOf(phi)) > 64 ||
		    !find_quotient(&quotient, &number))
			continue;
		least = least_in_each_round(&quotient);
		if (!least)
			continue;
		for (*most = 0; number >= least; number /= quotient.divisor)
			++*most;
		return true;
	}
	return false;
}
