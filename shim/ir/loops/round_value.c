/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "ir/loops/round_value.h"

#include "ir/llvm/module.h"

#define MAX_DEPTH 6

static bool compare(LLVMIntPredicate predicate, uint64_t a, uint64_t b, bool *result)
{
	switch (predicate) {
	case LLVMIntEQ:
		*result = a == b;
		return true;
	case LLVMIntNE:
		*result = a != b;
		return true;
	case LLVMIntUGT:
		*result = a > b;
		return true;
	case LLVMIntUGE:
		*result = a >= b;
		return true;
	case LLVMIntULT:
		*result = a < b;
		return true;
	case LLVMIntULE:
		*result = a <= b;
		return true;
	default:
		return false;
	}
}

static bool evaluate(const struct round *round, LLVMValueRef value, int depth, uint64_t *number);

static bool is_zero_by_one_side(LLVMOpcode opcode, bool zero_a, bool zero_b)
{
	if (opcode == LLVMAnd || opcode == LLVMMul)
		return zero_a || zero_b;
	return zero_a && (opcode == LLVMLShr || opcode == LLVMShl || opcode == LLVMUDiv ||
			  opcode == LLVMURem);
}

static bool evaluate_binary(const struct round *round, LLVMValueRef value, int depth,
			    uint64_t *number)
{
	LLVMOpcode opcode = llvm.GetInstructionOpcode(value);
	uint64_t a, b;
	bool truth;
	bool known_a = evaluate(round, llvm.GetOperand(value, 0), depth, &a);
	bool known_b = evaluate(round, llvm.GetOperand(value, 1), depth, &b);

	*number = 0;
	if (is_zero_by_one_side(opcode, known_a && a == 0, known_b && b == 0))
		return true;
	/* One true condition of several. */
	if (opcode == LLVMOr && llvm.GetIntTypeWidth(llvm.TypeOf(value)) == 1 &&
	    ((known_a && a) || (known_b && b))) {
		*number = 1;
		return true;
	}
	if (!known_a || !known_b)
		return false;
	if (opcode == LLVMAnd) {
		*number = a & b;
		return true;
	}
	if (opcode != LLVMICmp || !compare(llvm.GetICmpPredicate(value), a, b, &truth))
		return false;
	*number = truth;
	return true;
}

static bool evaluate(const struct round *round, LLVMValueRef value, int depth, uint64_t *number)
{
	*number = round->number;
	if (value == round->phi)
		return true;
	if (llvm.GetTypeKind(llvm.TypeOf(value)) != LLVMIntegerTypeKind ||
	    llvm.GetIntTypeWidth(llvm.TypeOf(value)) > 64)
		return false;
	if (llvm.IsAConstantInt(value)) {
		*number = llvm.ConstIntGetZExtValue(value);
		return true;
	}
	if (!llvm.IsAInstruction(value) || depth == MAX_DEPTH)
		return false;
	if (ir_is_opcode(value, LLVMTrunc) || ir_is_opcode(value, LLVMSExt))
		return evaluate(round, llvm.GetOperand(value, 0), depth + 1, number) &&
		       *number == 0;
	if (ir_is_opcode(value, LLVMZExt))
		return evaluate(round, llvm.GetOperand(value, 0), depth + 1, number);
	if (ir_is_opcode(value, LLVMSelect))
		return evaluate(round, llvm.GetOperand(value, 0), depth + 1, number) &&
		       evaluate(round, llvm.GetOperand(value, *number ? 1 : 2), depth + 1, number);
	return llvm.GetNumOperands(value) == 2 && evaluate_binary(round, value, depth + 1, number);
}

bool round_value(const struct round *round, LLVMValueRef value, uint64_t *number)
{
	return evaluate(round, value, 0, number);
}
