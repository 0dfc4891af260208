/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Ranges as the verifier derives them. */
#include "ir/verifier/model.h"

#include <string.h>

#include "base/text.h"
#include "ir/llvm/module.h"
#include "ir/llvm/predicates.h"

/* How far a value is followed through the instructions that compute it. */
#define MAX_DEPTH 6
/* How many dominating blocks are searched for a comparison: Rust checks an index right before its
 * use, and a walk over all of them would take quadratic time. */
#define MAX_DOMINATORS 32

/* What a question is about. */
struct query {
	struct model *model;
	LLVMBasicBlockRef block;
	bool narrow; /* comparisons of less than 64 bits count */
};

void model_init(struct model *model, LLVMValueRef function, LLVMTargetDataRef layout)
{
	*model = (struct model){.layout = layout};
	cfg_init(&model->cfg, function);
}

void model_release(struct model *model)
{
	cfg_release(&model->cfg);
}

static unsigned width_of(LLVMValueRef value)
{
	return llvm.GetIntTypeWidth(llvm.TypeOf(value));
}

static bool is_constant(LLVMValueRef value, int64_t *number)
{
	if (!llvm.IsAConstantInt(value) || width_of(value) > 64)
		return false;
	*number = llvm.ConstIntGetSExtValue(value);
	return true;
}

/* ---- comparisons ---- */

/* What the value's comparison with a constant says about it when the condition is true, or false.
 */
static struct range implied(LLVMValueRef condition, bool truth, LLVMValueRef value)
{
	int64_t bound;
	if (!llvm.IsAInstruction(condition) || llvm.GetInstructionOpcode(condition) != LLVMICmp ||
	    llvm.GetOperand(condition, 0) != value ||
	    !is_constant(llvm.GetOperand(condition, 1), &bound))
		return range_everything;
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(condition);
	return range_holds(truth ? predicate : predicate_inverse(predicate), bound,
			   width_of(value));
}

/* What the branch at the end of 'from' says about the value on its edge to 'to'. */
static struct range implied_by_branch(struct model *model, size_t from, size_t to,
				      LLVMValueRef value)
{
	LLVMBasicBlockRef block = model->cfg.blocks[from], next = model->cfg.blocks[to];
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(block);
	if (llvm.GetNumSuccessors(branch) != 2 || llvm.IsASwitchInst(branch) ||
	    cfg_edges_to(&model->cfg, to) != 1)
		return range_everything;
	return implied(llvm.GetCondition(branch), llvm.GetSuccessor(branch, 0) == next, value);
}

/* What the branches on each path to the block say about the value. */
static struct range implied_by_dominators(const struct query *query, LLVMValueRef value)
{
	struct model *model = query->model;
	struct range range = range_everything;
	size_t block = cfg_index(&model->cfg, query->block);
	for (int i = 0; i < MAX_DOMINATORS && block != 0; i++) {
		size_t idom = cfg_idom(&model->cfg, block);
		if (idom == CFG_NONE)
			break;
		range = range_meet(range, implied_by_branch(model, idom, block, value));
		block = idom;
	}
	return range;
}

/* ---- computations ---- */

static struct range range_of(const struct query *query, LLVMValueRef value, int depth);

static struct range of_select(const struct query *query, LLVMValueRef select, int depth)
{
	LLVMValueRef condition = llvm.GetOperand(select, 0);
	LLVMValueRef a = llvm.GetOperand(select, 1), b = llvm.GetOperand(select, 2);
	struct range yes = range_meet(range_of(query, a, depth), implied(condition, true, a));
	struct range no = range_meet(range_of(query, b, depth), implied(condition, false, b));
	return range_join(yes, no);
}

/* The constant that the phi starts from and that it is changed by each round, if it is such. */
static bool is_counter(LLVMValueRef phi, int64_t *start, LLVMValueRef *next)
{
	bool starts = false;
	*next = NULL;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		int64_t step;
		if (!starts && is_constant(value, start))
			starts = true;
		else if (!*next && llvm.IsAInstruction(value) &&
			 llvm.GetInstructionOpcode(value) == LLVMAdd &&
			 llvm.GetOperand(value, 0) == phi &&
			 is_constant(llvm.GetOperand(value, 1), &step))
			*next = value;
		else
			return false;
	}
	return starts && *next;
}

/* The constant that the value is compared with, to end a loop. */
static bool find_bound(LLVMValueRef value, int64_t *bound)
{
	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (llvm.IsAInstruction(user) && llvm.GetInstructionOpcode(user) == LLVMICmp &&
		    llvm.GetOperand(user, 0) == value &&
		    is_constant(llvm.GetOperand(user, 1), bound))
			return true;
	}
	return false;
}

/* A counter from a constant to a constant: the verifier walks the loop and knows the number in each
 * round. */
static bool range_of_counter(LLVMValueRef phi, struct range *range)
{
	int64_t start, bound;
	LLVMValueRef next;
	if (!is_counter(phi, &start, &next))
		return false;
	int64_t step = llvm.ConstIntGetSExtValue(llvm.GetOperand(next, 1));
	bool by_next = find_bound(next, &bound);
	if (!by_next && !find_bound(phi, &bound))
		return false;
	/* The phi itself is one step behind the number that is compared with the end. */
	if (by_next && __builtin_sub_overflow(bound, step, &bound))
		return false;
	*range = range_join((struct range){start, start}, (struct range){bound, bound});
	return true;
}

static struct range of_phi(const struct query *query, LLVMValueRef phi, int depth)
{
	struct range range;
	if (range_of_counter(phi, &range))
		return range;
	range = range_of(query, llvm.GetIncomingValue(phi, 0), depth);
	for (unsigned i = 1; i < llvm.CountIncoming(phi); i++)
		range = range_join(range, range_of(query, llvm.GetIncomingValue(phi, i), depth));
	return range;
}

static bool has_signed_use(LLVMValueRef value)
{
	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use)) {
		if (ir_is_opcode(llvm.GetUser(use), LLVMSExt))
			return true;
	}
	return false;
}

static bool has_other_uses(LLVMValueRef value)
{
	LLVMUseRef use = llvm.GetFirstUse(value);
	return use && llvm.GetNextUse(use);
}

static bool calls_intrinsic(LLVMValueRef value, const char *prefix)
{
	LLVMValueRef callee = llvm.IsACallInst(value) ? llvm.GetCalledValue(value) : NULL;
	return callee && llvm.IsAFunction(callee) && text_starts_with(ir_name(callee), prefix);
}

/* A byte that is read, and never with a sign, is in one register, whose upper bits are zero. */
static bool is_read_unsigned(LLVMValueRef value)
{
	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (!ir_is_opcode(user, LLVMZExt) && !calls_intrinsic(user, "llvm.umin.") &&
		    (!ir_is_opcode(user, LLVMICmp) || llvm.GetICmpPredicate(user) >= LLVMIntSGT))
			return false;
	}
	return ir_is_opcode(value, LLVMLoad);
}

/* A byte that is used in other places, too, may be in another register there, extended by its
 * sign. A word may be the lower half of a register that is used whole: of a copy of it the verifier
 * keeps no connection with the rest (check_alu_op). */
static bool is_shared_narrow(LLVMValueRef value)
{
	if (width_of(value) == 32 && ir_is_opcode(value, LLVMTrunc))
		return has_other_uses(llvm.GetOperand(value, 0));
	if (width_of(value) > 32 || !has_other_uses(value) || is_read_unsigned(value))
		return false;
	return width_of(value) < 32 || has_signed_use(value);
}

/* Of a clamp from zero on code generation makes two signed comparisons, the first of which can be
 * of another register: then nothing is known below the second. */
static bool is_signed_clamp(LLVMValueRef inner)
{
	return width_of(inner) < 64 && calls_intrinsic(inner, "llvm.smax.");
}

static struct range of_call(const struct query *query, LLVMValueRef call, int depth)
{
	int64_t bound;
	if (calls_intrinsic(call, "llvm.umin.") && !is_signed_clamp(llvm.GetOperand(call, 0)) &&
	    !is_shared_narrow(llvm.GetOperand(call, 0)) &&
	    is_constant(llvm.GetOperand(call, 1), &bound) && bound >= 0) {
		struct range left = range_of(query, llvm.GetOperand(call, 0), depth);
		struct range limited = {0, bound};
		return left.min >= 0 ? range_meet(limited, left) : limited;
	}
	return range_all_of(width_of(call));
}

/* The verifier takes the whole register for unknown behind a division, or a shift by a register, of
 * 32 bits (is_safe_to_compute_dst_reg_range), and comparisons of 32 bits tell it nothing of the
 * upper half; code generation knows that it is zero, and clears it no more. A difference that is
 * zero where it would be negative is made by comparing two registers. */
static bool has_unknown_half(LLVMValueRef value, int depth)
{
	if (!llvm.IsAInstruction(value) || depth == MAX_DEPTH)
		return false;
	unsigned first = 0, end = (unsigned)llvm.GetNumOperands(value);
	switch (llvm.GetInstructionOpcode(value)) {
	case LLVMUDiv:
	case LLVMURem:
	case LLVMSDiv:
	case LLVMSRem:
		return true;
	case LLVMShl:
	case LLVMLShr:
	case LLVMAShr:
		if (!llvm.IsAConstantInt(llvm.GetOperand(value, 1)))
			return true;
		break;
	case LLVMCall: /* of llvm.umin and its like */
		if (calls_intrinsic(value, "llvm.usub.sat."))
			return true;
		end--;
		break;
	case LLVMSelect:
		first = 1;
		break;
	case LLVMOr:
	case LLVMXor:
	case LLVMFreeze:
	case LLVMPHI:
		break;
	default:
		return false;
	}
	for (unsigned i = first; i < end; i++) {
		if (has_unknown_half(llvm.GetOperand(value, i), depth + 1))
			return true;
	}
	return false;
}

/* Of the first operand: what is compared behind the value says nothing of the value. */
static struct range range_of_operand(const struct query *query, LLVMValueRef value, int depth)
{
	const struct query there = {
		.model = query->model,
		.block = llvm.GetInstructionParent(value),
		.narrow = query->narrow,
	};
	return range_of(&there, llvm.GetOperand(value, 0), depth);
}

static struct range of_instruction(const struct query *query, LLVMValueRef value, int depth)
{
	struct range all = range_all_of(width_of(value));
	LLVMOpcode opcode = llvm.GetInstructionOpcode(value);
	struct range inner;
	int64_t constant;

	switch (opcode) {
	case LLVMZExt:
		if (has_unknown_half(llvm.GetOperand(value, 0), 0))
			return all;
		inner = range_of(query, llvm.GetOperand(value, 0), depth);
		return inner.min >= 0 ? inner
				      : range_all_unsigned(width_of(llvm.GetOperand(value, 0)));
	case LLVMSExt:
	case LLVMFreeze:
		return range_of(query, llvm.GetOperand(value, 0), depth);
	case LLVMTrunc:
		inner = range_of(query, llvm.GetOperand(value, 0), depth);
		return range_is_inside(inner, all) ? inner : all;
	case LLVMSelect:
		return of_select(query, value, depth);
	case LLVMPHI:
		return of_phi(query, value, depth);
	case LLVMCall:
		return of_call(query, value, depth);
	default:
		break;
	}
	if (llvm.GetNumOperands(value) != 2 || !is_constant(llvm.GetOperand(value, 1), &constant))
		return all;
	return range_by_constant(opcode, range_of_operand(query, value, depth), constant, all);
}

static struct range range_of(const struct query *query, LLVMValueRef value, int depth)
{
	int64_t number;
	if (is_constant(value, &number))
		return (struct range){number, number};
	if (llvm.GetTypeKind(llvm.TypeOf(value)) != LLVMIntegerTypeKind || width_of(value) > 64)
		return range_everything;
	struct range range = range_all_of(width_of(value));
	if (llvm.IsAInstruction(value) && depth < MAX_DEPTH)
		range = of_instruction(query, value, depth + 1);
	if (width_of(value) < 64 && !query->narrow)
		return range;
	return range_meet(range, implied_by_dominators(query, value));
}

/* Where a number is shifted down by a constant, and perhaps widened; or NULL. */
static LLVMValueRef find_shift(LLVMValueRef value, int64_t *shift)
{
	while (llvm.IsAInstruction(value) && (llvm.GetInstructionOpcode(value) == LLVMZExt ||
					      llvm.GetInstructionOpcode(value) == LLVMFreeze))
		value = llvm.GetOperand(value, 0);
	bool shifted = llvm.IsAInstruction(value) && llvm.GetInstructionOpcode(value) == LLVMLShr &&
		       is_constant(llvm.GetOperand(value, 1), shift);
	return shifted ? value : NULL;
}

/* The largest product of a number, shifted down, by a power of two: code generation shifts once,
 * and masks what must be zero, which the verifier does not take off the number's maximum. */
static int64_t scaled_by_mask(int64_t number, int64_t shift, int64_t stride)
{
	int64_t ones = 1, up = 0;
	if (number < 0 || (stride & (stride - 1)))
		return 0;
	while (ones <= number && ones < INT64_MAX / 2)
		ones *= 2;
	while (stride >> (up + 1))
		up++;
	int64_t shifted, mask = (ones - 1) >> shift << up;
	if (up <= shift)
		shifted = number >> (shift - up);
	else if (__builtin_mul_overflow(number, INT64_C(1) << (up - shift), &shifted))
		return mask;
	return shifted < mask ? shifted : mask;
}

static bool scale(const struct query *query, const struct address_term *term, struct range *part)
{
	int64_t shift;
	*part = range_of(query, term->index, 0);
	/* Of a number that may be negative the verifier loses all when it is shifted or multiplied
	 * (scalar_min_max_lsh, scalar_min_max_mul), and older ones take no such number for an
	 * offset. */
	if (part->min < 0 || term->stride > INT64_MAX ||
	    range_scale_overflows(*part, (int64_t)term->stride, part))
		return false;
	LLVMValueRef shifted = find_shift(term->index, &shift);
	if (shifted) {
		int64_t most = scaled_by_mask(range_of_operand(query, shifted, 0).max, shift,
					      (int64_t)term->stride);
		*part = range_join(*part, (struct range){part->min, most});
	}
	return true;
}

struct range model_range_of_terms(struct model *model, const struct address *address,
				  LLVMBasicBlockRef block, bool narrow)
{
	const struct query query = {.model = model, .block = block, .narrow = narrow};
	struct range sum = {0, 0};
	for (unsigned i = 0; i < address->term_count; i++) {
		const struct address_term *term = &address->terms[i];
		struct range part;
		if (!scale(&query, term, &part) || range_add_overflows(sum, part, &sum))
			return range_everything;
	}
	return sum;
}
