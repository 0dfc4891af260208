/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Words on the stack at distances that are no known multiple of their size. */
#include "ir/lower/unaligned_accesses.h"

#include "base/text.h"
#include "ir/analysis/address.h"
#include "ir/llvm/module.h"

/* How many values are looked at for one distance. */
#define MAX_LOOKED_AT 32

struct look {
	LLVMValueRef seen[MAX_LOOKED_AT];
	unsigned count;
};

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned low_zeros(struct look *look, LLVMValueRef value);

static unsigned least_of_operands(struct look *look, LLVMValueRef at, unsigned first,
				  unsigned count)
{
	unsigned zeros = 64;
	for (unsigned i = first; i < count; i++)
		zeros = least(zeros, low_zeros(look, llvm.GetOperand(at, i)));
	return zeros;
}

static unsigned low_zeros_of_phi(struct look *look, LLVMValueRef phi)
{
	unsigned zeros = 64;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++)
		zeros = least(zeros, low_zeros(look, llvm.GetIncomingValue(phi, i)));
	return zeros;
}

static unsigned low_zeros_of_call(struct look *look, LLVMValueRef call)
{
	static const char *const names[] = {"llvm.umin.", "llvm.umax.", "llvm.smin.", "llvm.smax."};
	LLVMValueRef callee = llvm.GetCalledValue(call);
	for (size_t i = 0; llvm.IsAFunction(callee) && i < sizeof(names) / sizeof(names[0]); i++) {
		if (text_starts_with(ir_name(callee), names[i]))
			return least_of_operands(look, call, 0, 2);
	}
	return 0;
}

static unsigned low_zeros_of_instruction(struct look *look, LLVMValueRef at)
{
	switch (llvm.GetInstructionOpcode(at)) {
	case LLVMAnd: {
		unsigned first = low_zeros(look, llvm.GetOperand(at, 0));
		unsigned second = low_zeros(look, llvm.GetOperand(at, 1));
		return first > second ? first : second;
	}
	case LLVMMul:
		return least(64, low_zeros(look, llvm.GetOperand(at, 0)) +
					 low_zeros(look, llvm.GetOperand(at, 1)));
	case LLVMShl: {
		uint64_t bits;
		unsigned zeros = low_zeros(look, llvm.GetOperand(at, 0));
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
		return low_zeros(look, llvm.GetOperand(at, 0));
	case LLVMSelect:
		return least_of_operands(look, at, 1, 3);
	case LLVMPHI:
		return low_zeros_of_phi(look, at);
	case LLVMCall:
		return low_zeros_of_call(look, at);
	default:
		return 0;
	}
}

/* How many of its lowest bits are zeros, as the verifier follows them. What a loop makes of a value
 * has as many as what it is made of. */
static unsigned low_zeros(struct look *look, LLVMValueRef value)
{
	uint64_t constant;
	if (ir_constant(value, &constant))
		return constant ? (unsigned)__builtin_ctzll(constant) : 64;
	if (!llvm.IsAInstruction(value))
		return llvm.IsUndef(value) ? 64 : 0;
	for (unsigned i = 0; i < look->count; i++) {
		if (look->seen[i] == value)
			return 64;
	}
	if (look->count == MAX_LOOKED_AT)
		return 0;
	look->seen[look->count++] = value;
	return low_zeros_of_instruction(look, value);
}

/* Of the distance from the variable; 64: it is constant, or the address no part of a variable. */
static unsigned low_zeros_of_distance(LLVMTargetDataRef layout, LLVMValueRef pointer)
{
	struct address address;
	unsigned zeros = 64;
	if (!address_split(layout, pointer, &address) || !llvm.IsAAllocaInst(address.base))
		return 64;
	for (unsigned i = 0; i < address.term_count; i++) {
		struct look look = {.count = 0};
		unsigned of_stride =
			(unsigned)__builtin_ctzll(address.terms[i].stride | 1ULL << 63);
		zeros = least(zeros, of_stride + low_zeros(&look, address.terms[i].index));
	}
	return zeros;
}

static bool part(LLVMTargetDataRef layout, LLVMValueRef at)
{
	bool load = ir_is_opcode(at, LLVMLoad);
	if ((!load && !ir_is_opcode(at, LLVMStore)) ||
	    llvm.GetOrdering(at) != LLVMAtomicOrderingNotAtomic)
		return false;
	unsigned alignment = llvm.GetAlignment(at);
	unsigned zeros = low_zeros_of_distance(layout, llvm.GetOperand(at, load ? 0 : 1));
	if (zeros > 3 || alignment <= 1U << zeros)
		return false;
	llvm.SetAlignment(at, 1U << zeros);
	return true;
}

int unaligned_accesses_part(struct ir *ir, LLVMModuleRef module)
{
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f))
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at))
			changed += part(layout, at);
	llvm.DisposeTargetData(layout);
	return changed;
}
