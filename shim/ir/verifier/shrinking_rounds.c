/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Rounds that each take something off a number. */
#include "ir/verifier/shrinking_rounds.h"

#include "ir/llvm/module.h"
#include "ir/verifier/greatest.h"
#include "ir/verifier/interval.h"

/* How many values are followed from one round to the next, and how deep. */
#define MAX_STEPS 64
#define MAX_DEPTH 16

/* How a value compares with the header's number, as an unsigned one. */
enum order {
	UNKNOWN,
	NOT_GREATER,
	LESS
};

struct search {
	struct cfg *cfg;
	LLVMValueRef number; /* the header's phi */
	unsigned steps;
};

static enum order follow(struct search *search, LLVMValueRef value, size_t block, int depth);

static enum order lesser(enum order a, enum order b)
{
	return a < b ? a : b;
}

/* Where the phi's values come from, each is so. */
static enum order of_phi(struct search *search, LLVMValueRef phi, int depth)
{
	enum order order = LESS;
	for (unsigned i = 0; i < llvm.CountIncoming(phi) && order; i++) {
		size_t from = cfg_index(search->cfg, llvm.GetIncomingBlock(phi, i));
		order = lesser(order,
			       follow(search, llvm.GetIncomingValue(phi, i), from, depth + 1));
	}
	return order;
}

static bool is_never_zero(struct search *search, LLVMValueRef value, size_t block)
{
	return greatest_is_never_zero(search->cfg, value, search->cfg->blocks[block]);
}

/* "value + -1": of a number that is not so large the sum would wrap around. */
static enum order of_sum(struct search *search, LLVMValueRef sum, size_t block, int depth)
{
	LLVMValueRef value = llvm.GetOperand(sum, 0);
	int64_t number;
	if (!ir_signed_constant(llvm.GetOperand(sum, 1), &number) || number >= 0)
		return UNKNOWN;
	if (number == INT64_MIN || !greatest_is_at_least(search->cfg, value, (uint64_t)-number,
							 search->cfg->blocks[block]))
		return UNKNOWN;
	return follow(search, value, block, depth + 1) ? LESS : UNKNOWN;
}

/* The sum of the number and the constant, where there is one; or NULL. */
static LLVMValueRef find_sum(LLVMValueRef number, int64_t constant)
{
	for (LLVMUseRef use = llvm.GetFirstUse(number); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		int64_t other;
		if (ir_is_opcode(user, LLVMAdd) && llvm.GetOperand(user, 0) == number &&
		    ir_signed_constant(llvm.GetOperand(user, 1), &other) && other == constant)
			return user;
	}
	return NULL;
}

/* LLVM compares "a - 1" with "b - 1", which are there, too: if b is not 0, that says the same. */
static bool is_not_greater_by_sums(struct search *search, LLVMValueRef a, LLVMValueRef b,
				   size_t block)
{
	for (LLVMUseRef use = llvm.GetFirstUse(a); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use), other;
		int64_t number;
		if (ir_is_opcode(user, LLVMAdd) && llvm.GetOperand(user, 0) == a &&
		    ir_signed_constant(llvm.GetOperand(user, 1), &number) && number < 0 &&
		    number > INT64_MIN && (other = find_sum(b, number)) != NULL &&
		    is_known_not_greater(search->cfg, user, other, block) &&
		    greatest_is_at_least(search->cfg, b, (uint64_t)-number,
					 search->cfg->blocks[block]))
			return true;
	}
	return false;
}

static enum order of_difference(struct search *search, LLVMValueRef difference, size_t block,
				int depth)
{
	LLVMValueRef value = llvm.GetOperand(difference, 0), less = llvm.GetOperand(difference, 1);
	if (!llvm.GetNUW(difference) && !is_known_not_greater(search->cfg, less, value, block) &&
	    !is_not_greater_by_sums(search, less, value, block))
		return UNKNOWN;
	enum order order = follow(search, value, block, depth + 1);
	return order == NOT_GREATER && is_never_zero(search, less, block) ? LESS : order;
}

/* What the value is where it is computed, it is in the block, too. */
static enum order follow(struct search *search, LLVMValueRef value, size_t block, int depth)
{
	if (value == search->number)
		return NOT_GREATER;
	if (!llvm.IsAInstruction(value) || depth == MAX_DEPTH || ++search->steps > MAX_STEPS)
		return UNKNOWN;
	size_t own = cfg_index(search->cfg, llvm.GetInstructionParent(value));
	switch (llvm.GetInstructionOpcode(value)) {
	case LLVMPHI:
		return of_phi(search, value, depth);
	case LLVMAdd:
		return of_sum(search, value, own, depth);
	case LLVMSub:
		return of_difference(search, value, own, depth);
	case LLVMSelect:
		return lesser(follow(search, llvm.GetOperand(value, 1), block, depth + 1),
			      follow(search, llvm.GetOperand(value, 2), block, depth + 1));
	default:
		return UNKNOWN;
	}
}

/* The greatest number that the phi is when the loop is entered; UINT64_MAX: it does not shrink. */
static uint64_t first_number(const struct loop *loop, LLVMValueRef phi)
{
	struct search search = {.cfg = loop->cfg, .number = phi};
	uint64_t most = 0;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		size_t from = cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, i));
		if (loop->inside[from]) {
			if (follow(&search, value, from, 0) != LESS)
				return UINT64_MAX;
			continue;
		}
		uint64_t first = greatest_of(loop->cfg, value, loop->cfg->blocks[from]);
		struct range range = interval_on_edge(loop->cfg, value, from, loop->header);
		if (range.min >= 0 && (uint64_t)range.max < first)
			first = (uint64_t)range.max;
		most = first > most ? first : most;
	}
	return most;
}

LLVMValueRef shrinking_rounds(const struct loop *loop, uint64_t limit, uint64_t *most)
{
	LLVMValueRef phi = llvm.GetFirstInstruction(loop->cfg->blocks[loop->header]);
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		if (llvm.GetTypeKind(llvm.TypeOf(phi)) != LLVMIntegerTypeKind ||
		    llvm.GetIntTypeWidth(llvm.TypeOf(phi)) > 64)
			continue;
		uint64_t first = first_number(loop, phi);
		if (first <= limit) {
			*most = first;
			return phi;
		}
	}
	return NULL;
}
