/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "ir/verifier/advances.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/llvm/module.h"
#include "ir/verifier/quirk.h"
#include "ir/verifier/rounds_count.h"

#define MAX_DEPTH 12

/* What a round adds to a phi of the header. */
struct rise {
	const struct loop *loop;
	size_t inner; /* the header of the inner loop that moves the pointer on by one */
	LLVMValueRef phi;
	unsigned met, counts; /* how often the phi is in the sum, and a count of the inner loop */
	int64_t constant;
};

struct search {
	const struct loop *loop;
	LLVMBasicBlockRef block;
	size_t inner; /* CFG_NONE: none so far */
};

/* What a round adds to a phi of the header, an integer or a pointer. */
struct steps {
	int64_t min, max;
};

/* False when the value is not the phi and a small constant, whatever way the round takes. */
static bool find_distance(const struct loop *loop, LLVMValueRef phi, LLVMValueRef value, int depth,
			  struct steps *distance)
{
	struct steps other;
	int64_t number;
	*distance = (struct steps){0, 0};
	if (value == phi)
		return true;
	if (depth == MAX_DEPTH || !llvm.IsAInstruction(value) ||
	    !loop->inside[cfg_index(loop->cfg, llvm.GetInstructionParent(value))])
		return false;
	if (llvm.IsAPHINode(value)) {
		for (unsigned i = 0; i < llvm.CountIncoming(value); i++) {
			if (!find_distance(loop, phi, llvm.GetIncomingValue(value, i), depth + 1,
					   &other))
				return false;
			distance->min = !i || other.min < distance->min ? other.min : distance->min;
			distance->max = !i || other.max > distance->max ? other.max : distance->max;
		}
		return true;
	}
	if (llvm.GetNumOperands(value) != 2 ||
	    (llvm.GetInstructionOpcode(value) != LLVMAdd &&
	     llvm.GetInstructionOpcode(value) != LLVMGetElementPtr) ||
	    !ir_signed_constant(llvm.GetOperand(value, 1), &number) || number <= INT32_MIN ||
	    number >= INT32_MAX ||
	    !find_distance(loop, phi, llvm.GetOperand(value, 0), depth + 1, &other))
		return false;
	/* The units may differ, as those of two getelementptrs do: there and back again may be any
	 * distance. */
	if (number > 0 ? other.min < 0 : other.max > 0)
		return false;
	*distance = (struct steps){other.min + number, other.max + number};
	return true;
}

/* False when a round may add nothing, or go the other way. */
static bool find_steps(const struct loop *loop, LLVMValueRef phi, struct steps *steps)
{
	bool found = false;
	*steps = (struct steps){INT64_MAX, INT64_MIN};
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		struct steps one;
		if (!loop->inside[cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, i))])
			continue;
		if (!find_distance(loop, phi, llvm.GetIncomingValue(phi, i), 0, &one))
			return false;
		steps->min = one.min < steps->min ? one.min : steps->min;
		steps->max = one.max > steps->max ? one.max : steps->max;
		found = true;
	}
	return found && (steps->min > 0 || steps->max < 0);
}

static bool moves_by_one(const struct loop *loop, LLVMValueRef phi)
{
	struct steps steps;
	return find_steps(loop, phi, &steps) && steps.min == 1 && steps.max == 1;
}

static bool is_sum(LLVMValueRef value)
{
	if (!llvm.IsAInstruction(value) || llvm.GetNumOperands(value) != 2 ||
	    shape_width(llvm.GetOperand(value, 1)) != 64)
		return false;
	if (llvm.GetInstructionOpcode(value) == LLVMAdd)
		return true;
	LLVMTypeRef element = llvm.GetInstructionOpcode(value) == LLVMGetElementPtr
				      ? llvm.GetGEPSourceElementType(value)
				      : NULL;
	return element && llvm.GetTypeKind(element) == LLVMIntegerTypeKind &&
	       llvm.GetIntTypeWidth(element) == 8;
}

/* Never negative, and no program has time for 2^32 rounds. */
static bool is_inner_count(struct rise *rise, LLVMValueRef phi)
{
	struct loop inner;
	if (cfg_index(rise->loop->cfg, llvm.GetInstructionParent(phi)) != rise->inner)
		return false;
	bool counts =
		loop_init(&inner, rise->loop->cfg, rise->inner) && rounds_is_counter(&inner, phi);
	loop_release(&inner);
	rise->counts += counts;
	return counts;
}

/* Takes the sum apart; false when there is something in it that may be negative. */
static bool add_up(struct rise *rise, LLVMValueRef value, int64_t sign, int depth)
{
	int64_t number;
	if (ir_signed_constant(value, &number)) {
		bool small = number > INT32_MIN && number < INT32_MAX;
		rise->constant += small ? sign * number : 0;
		return small;
	}
	if (value == rise->phi) {
		rise->met++;
		return sign > 0;
	}
	if (depth == MAX_DEPTH || !llvm.IsAInstruction(value))
		return false;
	LLVMValueRef first = llvm.GetOperand(value, 0);
	if (llvm.IsAPHINode(value))
		return llvm.CountIncoming(value) == 1 ? add_up(rise, first, sign, depth + 1)
						      : sign > 0 && is_inner_count(rise, value);
	if (ir_is_opcode(value, LLVMSub) && ir_signed_constant(llvm.GetOperand(value, 1), &number))
		return add_up(rise, first, sign, depth + 1) &&
		       add_up(rise, llvm.GetOperand(value, 1), -sign, depth + 1);
	return is_sum(value) && add_up(rise, first, sign, depth + 1) &&
	       add_up(rise, llvm.GetOperand(value, 1), sign, depth + 1);
}

/* Each round adds more to the header's phi than the inner loop has moved the pointer on, and less
 * than 2^36. */
static bool rises(const struct search *search, LLVMValueRef phi)
{
	const struct loop *loop = search->loop;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		if (!loop->inside[cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, i))])
			continue;
		struct rise rise = {.loop = loop, .inner = search->inner, .phi = phi};
		if (!add_up(&rise, llvm.GetIncomingValue(phi, i), 1, 0) || rise.met != 1 ||
		    rise.counts < 1 || rise.constant < 1)
			return false;
	}
	return true;
}

/* True when no way leads from the inner loop's exits back into it, but by the next round of the
 * outer one. */
static bool is_entered_once(const struct loop *loop, const struct loop *inner)
{
	struct cfg *cfg = loop->cfg;
	bool *seen = xcalloc(cfg->count, sizeof(*seen));
	size_t *left = xcalloc(cfg->count, sizeof(*left)), count = 0;
	bool once = true;
	for (size_t i = 0; i < inner->count; i++)
		left[count++] = inner->blocks[i];
	while (count && once) {
		size_t from = left[--count];
		LLVMValueRef branch = llvm.GetBasicBlockTerminator(cfg->blocks[from]);
		for (unsigned i = 0; i < llvm.GetNumSuccessors(branch); i++) {
			size_t to = cfg_index(cfg, llvm.GetSuccessor(branch, i));
			if (!loop->inside[to] || to == loop->header || seen[to])
				continue;
			if (inner->inside[to]) {
				once &= inner->inside[from];
				continue;
			}
			seen[to] = true;
			left[count++] = to;
		}
	}
	free(left);
	free(seen);
	return once;
}

/* What the phi of an inner loop's header is when that loop is entered, if each of its rounds comes
 * through the block and moves it on by one; or NULL. */
static LLVMValueRef find_entry(struct search *search, LLVMValueRef phi)
{
	struct loop inner;
	LLVMValueRef entry = NULL;
	struct cfg *cfg = search->loop->cfg;
	search->inner = cfg_index(cfg, llvm.GetInstructionParent(phi));
	bool one = loop_init(&inner, cfg, search->inner) &&
		   rounds_have(&inner, cfg_index(cfg, search->block)) &&
		   moves_by_one(&inner, phi) && is_entered_once(search->loop, &inner);
	for (unsigned i = 0; one && i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		if (inner.inside[cfg_index(cfg, llvm.GetIncomingBlock(phi, i))]) {
			one = is_sum(value);
			continue;
		}
		one = !entry || entry == value;
		entry = value;
	}
	loop_release(&inner);
	return one ? entry : NULL;
}

static bool moves(struct search *search, LLVMValueRef value, int depth)
{
	const struct loop *loop = search->loop;
	struct steps steps;
	if (!llvm.IsAInstruction(value) || depth == MAX_DEPTH)
		return false;
	if (llvm.IsAPHINode(value)) {
		size_t block = cfg_index(loop->cfg, llvm.GetInstructionParent(value));
		if (block == loop->header)
			return search->inner == CFG_NONE ? find_steps(loop, value, &steps)
							 : rises(search, value);
		LLVMValueRef entry = loop->inside[block] && search->inner == CFG_NONE
					     ? find_entry(search, value)
					     : NULL;
		return entry && moves(search, entry, depth + 1);
	}
	LLVMOpcode opcode = llvm.GetInstructionOpcode(value);
	if ((opcode != LLVMAdd && opcode != LLVMGetElementPtr) || llvm.GetNumOperands(value) != 2)
		return false;
	LLVMValueRef a = llvm.GetOperand(value, 0), b = llvm.GetOperand(value, 1);
	return loop_is_invariant(loop, b)   ? moves(search, a, depth + 1)
	       : loop_is_invariant(loop, a) ? moves(search, b, depth + 1)
					    : false;
}

bool advances(const struct loop *loop, LLVMBasicBlockRef block, LLVMValueRef pointer,
	      size_t *counts)
{
	struct search search = {loop, block, CFG_NONE};
	bool found = moves(&search, pointer, 0);
	*counts = search.inner == CFG_NONE ? loop->header : search.inner;
	return found;
}

bool advances_unevenly(const struct loop *loop, LLVMValueRef phi)
{
	struct steps steps;
	return find_steps(loop, phi, &steps) && steps.min != steps.max;
}
