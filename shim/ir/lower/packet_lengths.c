/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A packet as a slice. Its length is the distance of two fields of the context, "end - start", and
 * Rust compares that with what is accessed. The verifier's find_good_pkt_pointers() learns of
 * accesses only from a comparison of an address in the packet with the end, so "end - start < n"
 * becomes "start + n > end". The kernel keeps start <= end, and both are far from wrapping around.
 */
#include "ir/lower/packet_lengths.h"

#include "ir/analysis/packet.h"
#include "ir/llvm/module.h"
#include "ir/llvm/predicates.h"
#include "ir/llvm/rewrite.h"
#include "ir/lower/packet_rest.h"

static LLVMValueRef widen(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef value)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(ir->context);
	return llvm.TypeOf(value) == i64 ? value : llvm.BuildZExt(builder, value, i64, "");
}

/* An address in the packet, built as accesses build it, so that common subexpressions merge: the
 * verifier learns a range only for the register that was compared (find_good_pkt_pointers). */
static LLVMValueRef build_address(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef start,
				  LLVMValueRef distance)
{
	LLVMTypeRef pointer = llvm.PointerTypeInContext(ir->context, 0);
	LLVMValueRef address = start;
	if (llvm.TypeOf(start) != pointer)
		address = llvm.BuildIntToPtr(builder, widen(ir, builder, start), pointer, "");
	if (!distance)
		return address;
	return llvm.BuildGEP2(builder, llvm.Int8TypeInContext(ir->context), address, &distance, 1,
			      "");
}

/* The comparison whether the first 'behind' + 'more' bytes of the rest lie in the packet (behind
 * NULL: 0); or, with !inside, whether they do not. */
static LLVMValueRef build_inside(struct ir *ir, LLVMBuilderRef builder,
				 const struct packet_rest *rest, LLVMValueRef behind, uint64_t more,
				 bool inside)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(ir->context);
	/* The numbers are added one by one, as accesses add them. */
	LLVMValueRef place = rest->start, last = NULL;
	for (unsigned i = 0; i < rest->skip_count; i++) {
		if (last)
			place = build_address(ir, builder, place, last);
		last = widen(ir, builder, rest->skipped[i]);
	}
	if (behind)
		behind = widen(ir, builder, behind);
	if (behind && last)
		last = llvm.BuildAdd(builder, last, behind, "");
	else if (behind)
		last = behind;
	LLVMValueRef address = build_address(ir, builder, place, last);
	LLVMValueRef number = llvm.ConstInt(i64, rest->constant + more, false);
	LLVMValueRef least = llvm.BuildGEP2(builder, llvm.Int8TypeInContext(ir->context), address,
					    &number, 1, "");
	LLVMValueRef end = build_address(ir, builder, rest->end, NULL);
	return llvm.BuildICmp(builder, inside ? LLVMIntULE : LLVMIntUGT, least, end, "");
}

/* "rest < n" and the like; false when the comparison is another one. */
static bool split_constant(LLVMIntPredicate predicate, uint64_t number, uint64_t *needed,
			   bool *inside)
{
	*inside = predicate == LLVMIntUGE || predicate == LLVMIntUGT || predicate == LLVMIntNE;
	*needed = number + (predicate == LLVMIntUGT || predicate == LLVMIntULE ||
			    predicate == LLVMIntNE || predicate == LLVMIntEQ);
	if (predicate == LLVMIntEQ || predicate == LLVMIntNE)
		return number == 0;
	return predicate == LLVMIntUGE || predicate == LLVMIntUGT || predicate == LLVMIntULT ||
	       predicate == LLVMIntULE;
}

/* "rest < -24", as unsigned numbers: true for each rest but one of -24 to -1. */
static bool split_wrapped(LLVMIntPredicate predicate, uint64_t number, uint64_t *wrapped,
			  bool *inside)
{
	*inside = predicate == LLVMIntULT || predicate == LLVMIntULE;
	if (!*inside && predicate != LLVMIntUGT && predicate != LLVMIntUGE)
		return false;
	*wrapped = -number - (predicate == LLVMIntULE || predicate == LLVMIntUGT);
	return *wrapped && *wrapped <= PACKET_MAX_OFFSET;
}

/* Where the packet is known to be so long that its rest is -24 at least: LLVM makes this of "rest
 * of the longer rest", as it knows that, too. */
static bool lower_wrapped(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef at,
			  const struct packet_fields *fields)
{
	struct packet_rest rest;
	uint64_t number, wrapped;
	bool inside;
	if (!ir_constant(llvm.GetOperand(at, 1), &number) ||
	    !split_wrapped(llvm.GetICmpPredicate(at), number, &wrapped, &inside) ||
	    !packet_rest_find_wrapped(ir, fields, llvm.GetOperand(at, 0), at, wrapped, &rest))
		return false;
	return rewrite_replace(at, build_inside(ir, builder, &rest, NULL, 0, inside));
}

static bool lower(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef at)
{
	(void)module;
	if (llvm.GetInstructionOpcode(at) != LLVMICmp)
		return false;
	LLVMValueRef function = llvm.GetBasicBlockParent(llvm.GetInstructionParent(at));
	const struct packet_fields *fields = packet_fields_of(ir, function);
	if (!fields)
		return false;
	if (lower_wrapped(ir, builder, at, fields))
		return true;
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(at);
	LLVMValueRef other = llvm.GetOperand(at, 1);
	struct packet_rest rest;
	if (!packet_rest_find(ir, fields, llvm.GetOperand(at, 0), at, &rest)) {
		other = llvm.GetOperand(at, 0);
		predicate = predicate_swapped(predicate);
		if (!packet_rest_find(ir, fields, llvm.GetOperand(at, 1), at, &rest))
			return false;
	}
	uint64_t number = 0, needed;
	bool constant = ir_constant(other, &number), inside;
	if (!split_constant(predicate, number, &needed, &inside) ||
	    needed > PACKET_MAX_OFFSET - rest.constant)
		return false;
	/* A rest of 0 may be one of less. */
	if (rest.can_lie_behind && needed == 0)
		return false;
	if (!constant && (packet_rest_greatest(other) > PACKET_REST_MAX_ADDED ||
			  predicate == LLVMIntEQ || predicate == LLVMIntNE))
		return false;
	return rewrite_replace(
		at, build_inside(ir, builder, &rest, constant ? NULL : other, needed, inside));
}

int packet_lengths_lower(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, lower);
}
