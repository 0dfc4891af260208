/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Ranges as the verifier derives them. */
#include "ir/verifier/model.h"

#include <string.h>

#include "base/text.h"
#include "ir/llvm/module.h"

/* How far a value is followed through the instructions that compute it. */
#define MAX_DEPTH 6
/* How many dominating blocks are searched for a comparison: Rust checks an index right before its
 * use, and a walk over all of them would take quadratic time. */
#define MAX_DOMINATORS 32

static const struct range everything = {INT64_MIN, INT64_MAX};

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

bool range_is_inside(struct range inner, struct range outer)
{
	return inner.min >= outer.min && inner.max <= outer.max;
}

static int64_t min(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t max(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static struct range join(struct range a, struct range b)
{
	return (struct range){min(a.min, b.min), max(a.max, b.max)};
}

static struct range meet(struct range a, struct range b)
{
	struct range both = {max(a.min, b.min), min(a.max, b.max)};
	return both.min <= both.max ? both : a;
}

static unsigned width_of(LLVMValueRef value)
{
	return llvm.GetIntTypeWidth(llvm.TypeOf(value));
}

/* All values of so many bits, sign-extended. */
static struct range all_of(unsigned width)
{
	if (width >= 64)
		return everything;
	int64_t half = INT64_C(1) << (width - 1);
	return (struct range){-half, half - 1};
}

/* All values of so many bits, zero-extended. */
static struct range all_unsigned(unsigned width)
{
	return width >= 64 ? everything : (struct range){0, (INT64_C(1) << width) - 1};
}

static bool is_constant(LLVMValueRef value, int64_t *number)
{
	if (!llvm.IsAConstantInt(value) || width_of(value) > 64)
		return false;
	*number = llvm.ConstIntGetSExtValue(value);
	return true;
}

/* ---- comparisons ---- */

/* The values of the left side for which the comparison with the constant holds. */
static struct range holds(LLVMIntPredicate predicate, int64_t bound, unsigned width)
{
	struct range all = all_of(width);
	struct range below = {all.min, bound}, above = {bound, all.max};
	bool positive = bound >= 0;

	switch (predicate) {
	case LLVMIntEQ:
		return (struct range){bound, bound};
	case LLVMIntULT: /* of a negative bound, as unsigned number, nothing follows */
		return positive && bound > 0 ? (struct range){0, bound - 1} : all;
	case LLVMIntULE:
		return positive ? (struct range){0, bound} : all;
	case LLVMIntSLT:
		return bound > all.min ? (struct range){below.min, bound - 1} : all;
	case LLVMIntSLE:
		return below;
	case LLVMIntSGT:
		return bound < all.max ? (struct range){bound + 1, above.max} : all;
	case LLVMIntSGE:
		return above;
	default:
		return all;
	}
}

static LLVMIntPredicate inverse(LLVMIntPredicate predicate)
{
	switch (predicate) {
	case LLVMIntEQ:
		return LLVMIntNE;
	case LLVMIntNE:
		return LLVMIntEQ;
	case LLVMIntUGT:
		return LLVMIntULE;
	case LLVMIntUGE:
		return LLVMIntULT;
	case LLVMIntULT:
		return LLVMIntUGE;
	case LLVMIntULE:
		return LLVMIntUGT;
	case LLVMIntSGT:
		return LLVMIntSLE;
	case LLVMIntSGE:
		return LLVMIntSLT;
	case LLVMIntSLT:
		return LLVMIntSGE;
	default:
		return LLVMIntSGT;
	}
}

/* What the value's comparison with a constant says about it when the condition is true, or false.
 */
static struct range implied(LLVMValueRef condition, bool truth, LLVMValueRef value)
{
	int64_t bound;
	if (!llvm.IsAInstruction(condition) || llvm.GetInstructionOpcode(condition) != LLVMICmp ||
	    llvm.GetOperand(condition, 0) != value ||
	    !is_constant(llvm.GetOperand(condition, 1), &bound))
		return everything;
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(condition);
	return holds(truth ? predicate : inverse(predicate), bound, width_of(value));
}

/* What the branch at the end of 'from' says about the value on its edge to 'to'. */
static struct range implied_by_branch(struct model *model, size_t from, size_t to,
				      LLVMValueRef value)
{
	LLVMBasicBlockRef block = model->cfg.blocks[from], next = model->cfg.blocks[to];
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(block);
	if (llvm.GetNumSuccessors(branch) != 2 || llvm.IsASwitchInst(branch) ||
	    cfg_edges_to(&model->cfg, to) != 1)
		return everything;
	return implied(llvm.GetCondition(branch), llvm.GetSuccessor(branch, 0) == next, value);
}

/* What the branches on each path to the block say about the value. */
static struct range implied_by_dominators(const struct query *query, LLVMValueRef value)
{
	struct model *model = query->model;
	struct range range = everything;
	size_t block = cfg_index(&model->cfg, query->block);
	for (int i = 0; i < MAX_DOMINATORS && block != 0; i++) {
		size_t idom = cfg_idom(&model->cfg, block);
		if (idom == CFG_NONE)
			break;
		range = meet(range, implied_by_branch(model, idom, block, value));
		block = idom;
	}
	return range;
}

/* ---- computations ---- */

static struct range range_of(const struct query *query, LLVMValueRef value, int depth);

static bool add_overflows(struct range a, struct range b, struct range *sum)
{
	return __builtin_add_overflow(a.min, b.min, &sum->min) ||
	       __builtin_add_overflow(a.max, b.max, &sum->max);
}

/* Products by a number that is not negative. */
static bool scale_overflows(struct range a, int64_t factor, struct range *product)
{
	return factor < 0 || __builtin_mul_overflow(a.min, factor, &product->min) ||
	       __builtin_mul_overflow(a.max, factor, &product->max);
}

/* For an operation with a constant on its right side; 'all' where nothing is known. */
static struct range by_constant(LLVMOpcode opcode, struct range left, int64_t constant,
				struct range all)
{
	struct range result;
	switch (opcode) {
	case LLVMAnd:
		if (left.min >= 0 && constant >= 0)
			return (struct range){0, min(left.max, constant)};
		if (left.min >= 0)
			return (struct range){0, left.max};
		return constant >= 0 ? (struct range){0, constant} : all;
	case LLVMOr:
	case LLVMXor: /* a number of as many bits */
		if (left.min < 0 || constant < 0)
			return all;
		for (result.max = 1;
		     result.max <= (left.max | constant) && result.max < INT64_MAX / 2;)
			result.max *= 2;
		return (struct range){0, result.max - 1};
	case LLVMLShr:
		return left.min >= 0 && constant >= 0 && constant < 64
			       ? (struct range){left.min >> constant, left.max >> constant}
			       : all;
	case LLVMShl:
		return constant >= 0 && constant < 63 &&
				       !scale_overflows(left, INT64_C(1) << constant, &result) &&
				       range_is_inside(result, all)
			       ? result
			       : all;
	case LLVMMul:
		return !scale_overflows(left, constant, &result) && range_is_inside(result, all)
			       ? result
			       : all;
	case LLVMAdd:
		return !add_overflows(left, (struct range){constant, constant}, &result) &&
				       range_is_inside(result, all)
			       ? result
			       : all;
	default:
		return all;
	}
}

static struct range of_select(const struct query *query, LLVMValueRef select, int depth)
{
	LLVMValueRef condition = llvm.GetOperand(select, 0);
	LLVMValueRef a = llvm.GetOperand(select, 1), b = llvm.GetOperand(select, 2);
	struct range yes = meet(range_of(query, a, depth), implied(condition, true, a));
	struct range no = meet(range_of(query, b, depth), implied(condition, false, b));
	return join(yes, no);
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
	*range = (struct range){min(start, bound), max(start, bound)};
	return true;
}

static struct range of_phi(const struct query *query, LLVMValueRef phi, int depth)
{
	struct range range;
	if (range_of_counter(phi, &range))
		return range;
	range = range_of(query, llvm.GetIncomingValue(phi, 0), depth);
	for (unsigned i = 1; i < llvm.CountIncoming(phi); i++)
		range = join(range, range_of(query, llvm.GetIncomingValue(phi, i), depth));
	return range;
}

static struct range of_call(const struct query *query, LLVMValueRef call, int depth)
{
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(call));
	int64_t bound;
	if (callee && text_starts_with(ir_name(callee), "llvm.umin.") &&
	    is_constant(llvm.GetOperand(call, 1), &bound) && bound >= 0) {
		struct range left = range_of(query, llvm.GetOperand(call, 0), depth);
		return left.min >= 0 ? (struct range){min(left.min, bound), min(left.max, bound)}
				     : (struct range){0, bound};
	}
	return all_of(width_of(call));
}

static struct range of_instruction(const struct query *query, LLVMValueRef value, int depth)
{
	struct range all = all_of(width_of(value));
	LLVMOpcode opcode = llvm.GetInstructionOpcode(value);
	struct range inner;
	int64_t constant;

	switch (opcode) {
	case LLVMZExt:
		inner = range_of(query, llvm.GetOperand(value, 0), depth);
		return inner.min >= 0 ? inner : all_unsigned(width_of(llvm.GetOperand(value, 0)));
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
	return by_constant(opcode, range_of(query, llvm.GetOperand(value, 0), depth), constant,
			   all);
}

static struct range range_of(const struct query *query, LLVMValueRef value, int depth)
{
	int64_t number;
	if (is_constant(value, &number))
		return (struct range){number, number};
	if (llvm.GetTypeKind(llvm.TypeOf(value)) != LLVMIntegerTypeKind || width_of(value) > 64)
		return everything;
	struct range range = all_of(width_of(value));
	if (llvm.IsAInstruction(value) && depth < MAX_DEPTH)
		range = of_instruction(query, value, depth + 1);
	if (width_of(value) < 64 && !query->narrow)
		return range;
	return meet(range, implied_by_dominators(query, value));
}

struct range model_range_of_terms(struct model *model, const struct address *address,
				  LLVMBasicBlockRef block, bool narrow)
{
	const struct query query = {.model = model, .block = block, .narrow = narrow};
	struct range sum = {0, 0};
	for (unsigned i = 0; i < address->term_count; i++) {
		const struct address_term *term = &address->terms[i];
		struct range part = range_of(&query, term->index, 0);
		/* Of a number that may be negative the verifier loses all when it is shifted or
		 * multiplied (scalar_min_max_lsh, scalar_min_max_mul), and older ones take no
		 * such number for an offset. */
		if (part.min < 0 || term->stride > INT64_MAX ||
		    scale_overflows(part, (int64_t)term->stride, &part) ||
		    add_overflows(sum, part, &sum))
			return everything;
	}
	return sum;
}
