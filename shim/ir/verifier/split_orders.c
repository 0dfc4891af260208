/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Orders that choose several things. "a < b" and "a == b" choose a string, and "a > b" its length:
 * of two values the verifier does not remember how they were compared. The order becomes a number,
 * and each comparison one of that.
 */
#include "ir/verifier/split_orders.h"

#include "ir/analysis/cfg.h"
#include "ir/llvm/module.h"
#include "ir/llvm/predicates.h"

#define MAX_COMPARES 16

enum order {
	LESS,
	EQUAL,
	GREATER
};

struct orders {
	LLVMValueRef a, b;
	LLVMValueRef compares[MAX_COMPARES]; /* the first one dominates the others */
	unsigned count;
	bool is_signed, is_unsigned, differ;
};

/* The predicate of "a ? b", or of "b ? a" turned round; false when something else is compared. */
static bool is_of_pair(const struct orders *orders, LLVMValueRef at, LLVMIntPredicate *predicate)
{
	if (!ir_is_opcode(at, LLVMICmp))
		return false;
	LLVMValueRef a = llvm.GetOperand(at, 0), b = llvm.GetOperand(at, 1);
	*predicate = llvm.GetICmpPredicate(at);
	if (a == orders->b && b == orders->a) {
		*predicate = predicate_swapped(*predicate);
		return true;
	}
	return a == orders->a && b == orders->b;
}

static void collect(struct orders *orders, struct shaper *shaper)
{
	struct cfg cfg;
	LLVMIntPredicate predicate, first = LLVMIntEQ;
	cfg_init(&cfg, shaper->function);
	for (LLVMValueRef at = ir_first_instruction(shaper->function);
	     at && orders->count < MAX_COMPARES; at = ir_next_instruction(at)) {
		if (!is_of_pair(orders, at, &predicate))
			continue;
		LLVMBasicBlockRef block = llvm.GetInstructionParent(at);
		if (orders->count == 0)
			first = predicate;
		else if (!cfg_dominates(
				 &cfg,
				 cfg_index(&cfg, llvm.GetInstructionParent(orders->compares[0])),
				 cfg_index(&cfg, block)))
			continue;
		orders->compares[orders->count++] = at;
		orders->is_signed |= predicate >= LLVMIntSGT;
		orders->is_unsigned |= predicate >= LLVMIntUGT && predicate < LLVMIntSGT;
		orders->differ |= predicate != first && predicate != predicate_inverse(first);
	}
	cfg_release(&cfg);
}

/* Of values that may be undefined each comparison may see others: here all see the same ones. */
static LLVMValueRef build_number(struct shaper *shaper, const struct orders *orders)
{
	LLVMBuilderRef builder = shaper->builder;
	LLVMIntPredicate less = orders->is_signed ? LLVMIntSLT : LLVMIntULT;
	shape_stand_before(shaper, orders->compares[0]);
	LLVMValueRef a = llvm.BuildFreeze(builder, orders->a, "");
	LLVMValueRef b = llvm.BuildFreeze(builder, orders->b, "");
	LLVMValueRef rest =
		llvm.BuildSelect(builder, llvm.BuildICmp(builder, LLVMIntEQ, a, b, ""),
				 shape_i64(shaper, EQUAL), shape_i64(shaper, GREATER), "");
	return llvm.BuildSelect(builder, llvm.BuildICmp(builder, less, a, b, ""),
				shape_i64(shaper, LESS), rest, "");
}

/* The order for which the answer is 'is', as it is the other for both others. */
static enum order order_of(LLVMIntPredicate predicate, bool *is)
{
	switch (predicate) {
	case LLVMIntEQ:
	case LLVMIntNE:
		*is = predicate == LLVMIntEQ;
		return EQUAL;
	case LLVMIntULT:
	case LLVMIntSLT:
	case LLVMIntUGE:
	case LLVMIntSGE:
		*is = predicate == LLVMIntULT || predicate == LLVMIntSLT;
		return LESS;
	default:
		*is = predicate == LLVMIntUGT || predicate == LLVMIntSGT;
		return GREATER;
	}
}

bool split_orders(struct shaper *shaper, LLVMValueRef compare)
{
	struct orders orders = {.a = llvm.GetOperand(compare, 0), .b = llvm.GetOperand(compare, 1)};
	if (!shape_width(orders.a) || llvm.IsAConstant(orders.a) || llvm.IsAConstant(orders.b))
		return false;
	collect(&orders, shaper);
	if (!orders.differ || (orders.is_signed && orders.is_unsigned))
		return false;
	LLVMValueRef number = build_number(shaper, &orders);
	for (unsigned i = 0; i < orders.count; i++) {
		LLVMValueRef at = orders.compares[i];
		LLVMIntPredicate predicate = LLVMIntEQ;
		bool is;
		is_of_pair(&orders, at, &predicate);
		enum order order = order_of(predicate, &is);
		shape_stand_before(shaper, at);
		llvm.ReplaceAllUsesWith(at,
					llvm.BuildICmp(shaper->builder, is ? LLVMIntEQ : LLVMIntNE,
						       number, shape_i64(shaper, order), ""));
		llvm.InstructionEraseFromParent(at);
	}
	return true;
}
