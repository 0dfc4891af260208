/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which values a number can have. */
#include "ir/verifier/interval.h"

#include <stddef.h>

#include "base/text.h"
#include "ir/analysis/address.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/conditions.h"
#include "ir/verifier/range_results.h"

/* How far a number is followed through what it is computed from, and how much deeper one of a phi's
 * values counts. */
#define MAX_DEPTH 12
#define PHI_DEPTH 4
#define MAX_INCOMING 8
/* How many numbers are looked at in all: two operands each double them. */
#define MAX_STEPS 512
/* How many selects are looked into at a time. */
#define MAX_ASSUMED 4

/* A condition that is true, or false, where a select takes the value that is looked at, or on the
 * edge. */
struct assumed {
	LLVMValueRef condition;
	bool truth;
};

struct search {
	struct cfg *cfg;
	unsigned steps;
	struct assumed assumed[MAX_ASSUMED];
	unsigned assumed_count;
};

static struct range find(struct search *search, LLVMValueRef value, LLVMBasicBlockRef block,
			 unsigned depth);

static unsigned width_of(LLVMValueRef value)
{
	return llvm.GetIntTypeWidth(llvm.TypeOf(value));
}

/* The constant that 'part', taken off the number, leaves less than: it is the number, divided by
 * the constant, times it. 0 where it is none. */
static int64_t rest_of(LLVMValueRef number, LLVMValueRef part)
{
	int64_t factor, divisor;
	if (ir_is_opcode(part, LLVMShl) && ir_signed_constant(llvm.GetOperand(part, 1), &factor) &&
	    factor >= 0 && factor < 62)
		factor = INT64_C(1) << factor;
	else if (!ir_is_opcode(part, LLVMMul) ||
		 !ir_signed_constant(llvm.GetOperand(part, 1), &factor))
		return 0;
	LLVMValueRef quotient = llvm.GetOperand(part, 0);
	if (!ir_is_opcode(quotient, LLVMUDiv) || llvm.GetOperand(quotient, 0) != number ||
	    !ir_signed_constant(llvm.GetOperand(quotient, 1), &divisor))
		return 0;
	return factor == divisor && divisor > 0 ? divisor : 0;
}

/* A number without its upper part: 'x - (x >> 1)'. */
static bool is_shifted(LLVMValueRef number, LLVMValueRef part)
{
	return (ir_is_opcode(part, LLVMLShr) || ir_is_opcode(part, LLVMUDiv)) &&
	       llvm.GetOperand(part, 0) == number;
}

/* How far one address of an object is behind another: of those without an index that the first has
 * not, the sum of its own ones. */
static struct range of_distance(struct search *search, LLVMValueRef to, LLVMValueRef from,
				LLVMBasicBlockRef block, unsigned depth)
{
	LLVMTargetDataRef layout = llvm.GetModuleDataLayout(
		llvm.GetGlobalParent(llvm.GetBasicBlockParent(llvm.GetInstructionParent(to))));
	struct range all = range_everything, sum;
	struct address a, b;
	unsigned shared = 0;
	if (!address_split(layout, llvm.GetOperand(to, 0), &a) ||
	    !address_split(layout, llvm.GetOperand(from, 0), &b) || a.base != b.base ||
	    __builtin_sub_overflow(a.offset, b.offset, &sum.min))
		return all;
	sum.max = sum.min;
	for (unsigned i = 0; i < a.term_count; i++) {
		const struct address_term *term = &a.terms[i];
		int64_t stride = (int64_t)term->stride;
		if (shared < b.term_count && b.terms[shared].index == term->index &&
		    b.terms[shared].stride == term->stride) {
			shared++;
			continue;
		}
		struct range range = find(search, term->index, block, depth);
		range = range_of_product(range, (struct range){stride, stride}, all);
		if (range_add_overflows(sum, range, &sum))
			return all;
	}
	return shared == b.term_count ? sum : all;
}

static struct range of_sub(struct search *search, LLVMValueRef value, LLVMBasicBlockRef block,
			   unsigned depth)
{
	LLVMValueRef first = llvm.GetOperand(value, 0), second = llvm.GetOperand(value, 1);
	struct range all = range_all_of(width_of(value));
	if (ir_is_opcode(first, LLVMPtrToInt) && ir_is_opcode(second, LLVMPtrToInt) &&
	    width_of(value) == 64)
		return of_distance(search, first, second, block, depth);
	struct range a = find(search, first, block, depth);
	int64_t divisor = rest_of(first, second);
	if (divisor)
		return (struct range){0, a.min >= 0 && a.max < divisor ? a.max : divisor - 1};
	struct range range = range_of_difference(a, find(search, second, block, depth), all);
	if (a.min >= 0 && is_shifted(first, second))
		range = range_meet(range, (struct range){0, a.max});
	if (range.min == 0 && range.max > 0 &&
	    condition_tells_apart(search->cfg, block, first, second))
		range.min = 1;
	return range;
}

/* 'x + not (x >> 1)' is one less than 'x - (x >> 1)'. */
static struct range without_part(LLVMValueRef sum, struct range a, struct range b,
				 struct range range)
{
	for (unsigned i = 0; i < 2; i++) {
		LLVMValueRef number = llvm.GetOperand(sum, i), other = llvm.GetOperand(sum, 1 - i);
		struct range whole = i ? b : a;
		int64_t ones;
		if (whole.min >= 0 && ir_is_opcode(other, LLVMXor) &&
		    ir_signed_constant(llvm.GetOperand(other, 1), &ones) && ones == -1 &&
		    is_shifted(number, llvm.GetOperand(other, 0)))
			return range_meet(range, (struct range){-1, whole.max - 1});
	}
	return range;
}

static struct range of_binary(struct search *search, LLVMValueRef value, LLVMBasicBlockRef block,
			      unsigned depth)
{
	LLVMOpcode opcode = llvm.GetInstructionOpcode(value);
	LLVMValueRef second = llvm.GetOperand(value, 1);
	unsigned width = width_of(value);
	struct range all = range_all_of(width), sum;
	int64_t constant;

	if (opcode == LLVMSub)
		return of_sub(search, value, block, depth);
	struct range a = find(search, llvm.GetOperand(value, 0), block, depth);
	bool by_constant = ir_signed_constant(second, &constant);
	switch (opcode) {
	case LLVMShl:
	case LLVMLShr:
	case LLVMAShr:
		return by_constant ? range_of_shift(opcode, a, constant, width)
				   : range_of_shifts(opcode, a, find(search, second, block, depth),
						     width);
	case LLVMUDiv:
	case LLVMURem:
	case LLVMSDiv:
	case LLVMSRem:
		return by_constant ? range_of_quotient(opcode, a, constant, width) : all;
	default:
		break;
	}
	/* 'not x' is -1 - x. */
	if (opcode == LLVMXor && by_constant && constant == -1)
		return range_of_difference((struct range){-1, -1}, a, all);
	struct range b = find(search, second, block, depth);
	switch (opcode) {
	case LLVMAdd:
		if (range_add_overflows(a, b, &sum))
			return all;
		return without_part(value, a, b, range_fitted(sum, all));
	case LLVMMul:
		return range_of_product(a, b, all);
	case LLVMAnd:
	case LLVMOr:
	case LLVMXor:
		return range_of_bits(opcode, a, b, all);
	default:
		return all;
	}
}

static int64_t lesser(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t greater(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static struct range of_call(struct search *search, LLVMValueRef call, LLVMBasicBlockRef block,
			    unsigned depth)
{
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(call));
	struct range all = range_all_of(width_of(call));
	const char *name = callee ? ir_name(callee) : "";
	LLVMValueRef original = opaque_original(call);
	if (original)
		return find(search, original, block, depth);
	if (callee && condition_is_passthrough(call))
		return find(search, llvm.GetOperand(call, 1), block, depth);
	if (text_starts_with(name, "llvm.ctpop.") || text_starts_with(name, "llvm.ctlz.") ||
	    text_starts_with(name, "llvm.cttz."))
		return range_fitted((struct range){0, width_of(call)}, all);
	bool has_sign =
		text_starts_with(name, "llvm.smin.") || text_starts_with(name, "llvm.smax.");
	if (!has_sign && !text_starts_with(name, "llvm.umin.") &&
	    !text_starts_with(name, "llvm.umax.") && !text_starts_with(name, "llvm.usub.sat."))
		return all;
	struct range a = find(search, llvm.GetOperand(call, 0), block, depth);
	struct range b = find(search, llvm.GetOperand(call, 1), block, depth);
	if (text_starts_with(name, "llvm.usub."))
		return a.min >= 0 ? (struct range){0, a.max} : all;
	if (text_starts_with(name, "llvm.umin.") && (a.min < 0) != (b.min < 0))
		return (struct range){0, a.min < 0 ? b.max : a.max};
	if (!has_sign && (a.min < 0 || b.min < 0))
		return all;
	if (name[sizeof("llvm.um") - 1] == 'i')
		return (struct range){lesser(a.min, b.min), lesser(a.max, b.max)};
	return (struct range){greater(a.min, b.min), greater(a.max, b.max)};
}

static struct range of_phi(struct search *search, LLVMValueRef phi, unsigned depth)
{
	struct range all = range_all_of(width_of(phi)), range = all;
	size_t to = cfg_index(search->cfg, llvm.GetInstructionParent(phi));
	bool any = false;
	if (llvm.CountIncoming(phi) > MAX_INCOMING)
		return all;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMBasicBlockRef block = llvm.GetIncomingBlock(phi, i);
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		size_t from = cfg_index(search->cfg, block);
		if (cfg_idom(search->cfg, from) == CFG_NONE)
			continue;
		/* What comes back is of the round before, of which nothing is assumed. */
		unsigned assumed = search->assumed_count;
		if (cfg_dominates(search->cfg, to, from))
			search->assumed_count = 0;
		struct range other =
			condition_narrow_on_edge(find(search, value, block, depth + PHI_DEPTH),
						 search->cfg, from, to, value);
		search->assumed_count = assumed;
		range = any ? range_join(range, other) : other;
		any = true;
	}
	return range;
}

/* What the select takes where its condition is true, or false. */
static struct range of_arm(struct search *search, LLVMValueRef select, bool truth,
			   LLVMBasicBlockRef block, unsigned depth)
{
	LLVMValueRef arm = llvm.GetOperand(select, truth ? 1 : 2);
	bool fits = search->assumed_count < MAX_ASSUMED;
	if (fits)
		search->assumed[search->assumed_count++] =
			(struct assumed){llvm.GetOperand(select, 0), truth};
	struct range range = find(search, arm, block, depth);
	search->assumed_count -= fits;
	return range;
}

static struct range of_instruction(struct search *search, LLVMValueRef value,
				   LLVMBasicBlockRef block, unsigned depth)
{
	struct range all = range_all_of(width_of(value));
	LLVMValueRef first = llvm.GetOperand(value, 0);

	switch (llvm.GetInstructionOpcode(value)) {
	case LLVMZExt:
		return range_fitted(
			range_as_unsigned(find(search, first, block, depth), width_of(first)), all);
	case LLVMSExt:
		return find(search, first, block, depth);
	case LLVMTrunc:
		return range_fitted(find(search, first, block, depth), all);
	case LLVMSelect:
		return range_join(of_arm(search, value, true, block, depth),
				  of_arm(search, value, false, block, depth));
	case LLVMPHI:
		return of_phi(search, value, depth);
	case LLVMCall:
		return of_call(search, value, block, depth);
	default:
		return llvm.GetNumOperands(value) == 2 ? of_binary(search, value, block, depth)
						       : all;
	}
}

/* LLVM compares what has been read with zero before it turns its bytes. */
static bool is_swapped_of_not_zero(struct cfg *cfg, LLVMBasicBlockRef block, LLVMValueRef value)
{
	if (!llvm.IsACallInst(value) ||
	    !text_starts_with(ir_name(llvm.GetCalledValue(value)), "llvm.bswap."))
		return false;
	LLVMValueRef swapped = llvm.GetOperand(value, 0);
	return condition_tells_apart(cfg, block, swapped, llvm.ConstNull(llvm.TypeOf(swapped)));
}

static struct range find(struct search *search, LLVMValueRef value, LLVMBasicBlockRef block,
			 unsigned depth)
{
	int64_t number;
	if (llvm.GetTypeKind(llvm.TypeOf(value)) != LLVMIntegerTypeKind || width_of(value) > 64)
		return range_everything;
	if (ir_signed_constant(value, &number))
		return (struct range){number, number};
	struct range range = range_all_of(width_of(value));
	if (depth < MAX_DEPTH && ++search->steps < MAX_STEPS && llvm.IsAInstruction(value))
		range = of_instruction(search, value, block, depth + 1);
	for (unsigned i = 0; i < search->assumed_count; i++)
		range = condition_narrow(range, search->assumed[i].condition,
					 search->assumed[i].truth, value);
	range = condition_narrow_in(range, search->cfg, block, value);
	if (range.min == 0 && range.max > 0 && is_swapped_of_not_zero(search->cfg, block, value))
		range.min = 1;
	return range;
}

struct range interval_of(struct cfg *cfg, LLVMValueRef value, LLVMBasicBlockRef block)
{
	struct search search = {.cfg = cfg};
	return find(&search, value, block, 0);
}

struct range interval_on_edge(struct cfg *cfg, LLVMValueRef value, size_t from, size_t to)
{
	struct search search = {.cfg = cfg};
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(cfg->blocks[from]);
	if (!llvm.IsASwitchInst(branch) && llvm.GetNumSuccessors(branch) == 2 &&
	    llvm.GetSuccessor(branch, 0) != llvm.GetSuccessor(branch, 1)) {
		bool truth = llvm.GetSuccessor(branch, 0) == cfg->blocks[to];
		search.assumed[search.assumed_count++] =
			(struct assumed){llvm.GetCondition(branch), truth};
	}
	return find(&search, value, cfg->blocks[from], 0);
}
