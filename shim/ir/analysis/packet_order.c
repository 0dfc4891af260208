/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Decides comparisons with the packet's end by others. */
#include "ir/analysis/packet_order.h"

#include "ir/analysis/address.h"
#include "ir/llvm/module.h"

/* The start has 32 bits: what is added, and is no more than that, does not wrap around. */
#define START_BITS 32
#define MAX_ADDED (UINT64_C(1) << 40)

/* "address > end". */
struct order {
	struct address address;
	LLVMValueRef end;
	bool inverse; /* the comparison is true where that is not */
};

static bool is_start(LLVMValueRef base)
{
	if (!ir_is_opcode(base, LLVMIntToPtr))
		return false;
	LLVMValueRef number = llvm.GetOperand(base, 0);
	if (ir_is_opcode(number, LLVMZExt))
		number = llvm.GetOperand(number, 0);
	return llvm.GetIntTypeWidth(llvm.TypeOf(number)) <= START_BITS;
}

static bool split(LLVMValueRef compare, LLVMValueRef pointer, struct address *address)
{
	LLVMTargetDataRef layout = llvm.GetModuleDataLayout(
		llvm.GetGlobalParent(llvm.GetBasicBlockParent(llvm.GetInstructionParent(compare))));
	if (!address_split(layout, pointer, address) || !is_start(address->base) ||
	    address->offset < 0 || (uint64_t)address->offset > MAX_ADDED)
		return false;
	for (unsigned i = 0; i < address->term_count; i++) {
		const struct address_term *term = &address->terms[i];
		uint64_t max = address_known_max(term->index);
		unsigned width = llvm.GetIntTypeWidth(llvm.TypeOf(term->index));
		if (width < 64 && max >> (width - 1)) /* it would be a negative one */
			return false;
		if (!term->stride || term->stride > MAX_ADDED || max > MAX_ADDED / term->stride)
			return false;
	}
	return true;
}

static bool find_order(LLVMValueRef compare, struct order *order)
{
	LLVMValueRef a = llvm.GetOperand(compare, 0), b = llvm.GetOperand(compare, 1);
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
	bool straight = predicate == LLVMIntUGT || predicate == LLVMIntULE;
	if (!straight && predicate != LLVMIntULT && predicate != LLVMIntUGE)
		return false;
	if (llvm.GetTypeKind(llvm.TypeOf(a)) != LLVMPointerTypeKind)
		return false;
	order->end = straight ? b : a;
	order->inverse = predicate == LLVMIntULE || predicate == LLVMIntUGE;
	return split(compare, straight ? a : b, &order->address);
}

bool packet_order_tells(LLVMValueRef compare, bool truth, LLVMValueRef asked, bool *answer)
{
	struct order known, other;
	if (!find_order(compare, &known) || !find_order(asked, &other) || known.end != other.end ||
	    known.address.base != other.address.base ||
	    !address_has_same_terms(&known.address, &other.address))
		return false;
	bool behind = truth != known.inverse;
	if (behind ? other.address.offset < known.address.offset
		   : other.address.offset > known.address.offset)
		return false;
	*answer = behind != other.inverse;
	return true;
}
