/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Words on the stack at distances that are no known multiple of their size. */
#include "ir/lower/unaligned_accesses.h"

#include "ir/analysis/address.h"
#include "ir/analysis/low_zeros.h"
#include "ir/llvm/module.h"

/* Of the distance from the variable; 64: it is constant, or the address no part of a variable. */
static unsigned low_zeros_of_distance(LLVMTargetDataRef layout, LLVMValueRef pointer)
{
	struct address address;
	unsigned zeros = 64;
	if (!address_split(layout, pointer, &address) || !llvm.IsAAllocaInst(address.base))
		return 64;
	for (unsigned i = 0; i < address.term_count; i++) {
		unsigned of_term = (unsigned)__builtin_ctzll(address.terms[i].stride | 1ULL << 63) +
				   low_zeros(address.terms[i].index);
		zeros = of_term < zeros ? of_term : zeros;
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
