/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "ir/analysis/low_zeros.h"

#include "base/text.h"
#include "ir/llvm/module.h"

/* How many values are looked at for one, and how deep. */
#define MAX_LOOKED_AT 256
#define MAX_DEPTH 32

struct look {
	LLVMValueRef open[MAX_DEPTH]; /* what each next one is an operand of */
	unsigned depth;
	unsigned count;
};

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned zeros_of(struct look *look, LLVMValueRef value);

static unsigned least_of_operands(struct look *look, LLVMValueRef at, unsigned first,
				  unsigned count)
{
	unsigned zeros = 64;
	for (unsigned i = first; i < count; i++)
		zeros = least(zeros, zeros_of(look, llvm.GetOperand(at, i)));
	return zeros;
}

static unsigned zeros_of_phi(struct look *look, LLVMValueRef phi)
{
	unsigned zeros = 64;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++)
		zeros = least(zeros, zeros_of(look, llvm.GetIncomingValue(phi, i)));
	return zeros;
}

static unsigned zeros_of_call(struct look *look, LLVMValueRef call)
{
	static const char *const names[] = {"llvm.umin.", "llvm.umax.", "llvm.smin.", "llvm.smax."};
	LLVMValueRef callee = llvm.GetCalledValue(call);
	for (size_t i = 0; llvm.IsAFunction(callee) && i < sizeof(names) / sizeof(names[0]); i++) {
		if (text_starts_with(ir_name(callee), names[i]))
			return least_of_operands(look, call, 0, 2);
	}
	return 0;
}

static unsigned zeros_of_instruction(struct look *look, LLVMValueRef at)
{
	switch (llvm.GetInstructionOpcode(at)) {
	case LLVMAnd: {
		unsigned first = zeros_of(look, llvm.GetOperand(at, 0));
		unsigned second = zeros_of(look, llvm.GetOperand(at, 1));
		return first > second ? first : second;
	}
	case LLVMMul:
		return least(64, zeros_of(look, llvm.GetOperand(at, 0)) +
					 zeros_of(look, llvm.GetOperand(at, 1)));
	case LLVMShl: {
		uint64_t bits;
		unsigned zeros = zeros_of(look, llvm.GetOperand(at, 0));
		return ir_constant(llvm.GetOperand(at, 1), &bits)
			       ? least(64, zeros + (unsigned)bits)
			       : zeros;
	}
	case LLVMAdd:
	case LLVMSub:
	case LLVMOr:
	case LLVMXor:
		return least_of_operands(look, at, 0, 2);
	case LLVMZExt:
	case LLVMSExt:
	case LLVMTrunc:
	case LLVMFreeze:
		return zeros_of(look, llvm.GetOperand(at, 0));
	case LLVMSelect:
		return least_of_operands(look, at, 1, 3);
	case LLVMPHI:
		return zeros_of_phi(look, at);
	case LLVMCall:
		return zeros_of_call(look, at);
	default:
		return 0;
	}
}

/* What a loop makes of a value has as many as what it is made of: each instruction here leaves at
 * least as many as the operand that has the fewest. */
static unsigned zeros_of(struct look *look, LLVMValueRef value)
{
	uint64_t constant;
	if (ir_constant(value, &constant))
		return constant ? (unsigned)__builtin_ctzll(constant) : 64;
	if (!llvm.IsAInstruction(value))
		return llvm.IsUndef(value) ? 64 : 0;
	for (unsigned i = 0; i < look->depth; i++) {
		if (look->open[i] == value)
			return 64;
	}
	if (look->depth == MAX_DEPTH || look->count == MAX_LOOKED_AT)
		return 0;
	look->count++;
	look->open[look->depth++] = value;
	unsigned zeros = zeros_of_instruction(look, value);
	look->depth--;
	return zeros;
}

unsigned low_zeros(LLVMValueRef value)
{
	struct look look = {.depth = 0};
	return zeros_of(&look, value);
}
