/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A packet as a slice. Its length is the distance of two fields of the context, "end - start", and
 * Rust compares that with what is accessed. The verifier's find_good_pkt_pointers() learns of
 * accesses only from a comparison of an address in the packet with the end, so "end - start < n"
 * becomes "start + n > end". The kernel keeps start <= end, and both are far from wrapping around.
 */
#include "ir/lower/packet_lengths.h"

#include "base/text.h"
#include "ir/analysis/packet.h"
#include "ir/llvm/module.h"
#include "ir/llvm/rewrite.h"

/* How deep expressions are looked into. */
#define MAX_DEPTH 6

/* What is left of a packet behind some place. */
struct rest {
	LLVMValueRef start, end; /* the fields, of 32 or 64 bits */
	LLVMValueRef skipped;    /* what lies between start and the place; NULL: nothing */
};

static bool is_instruction(LLVMValueRef value, LLVMOpcode opcode)
{
	return llvm.IsAInstruction(value) && llvm.GetInstructionOpcode(value) == opcode;
}

/* The greatest number that the value can be, as far as its form says; UINT64_MAX: unknown. */
static uint64_t greatest(LLVMValueRef value, int depth)
{
	uint64_t a, b;
	if (ir_constant(value, &a))
		return a;
	if (!llvm.IsAInstruction(value) || depth == MAX_DEPTH)
		return UINT64_MAX;
	switch (llvm.GetInstructionOpcode(value)) {
	case LLVMZExt: {
		unsigned width = llvm.GetIntTypeWidth(llvm.TypeOf(llvm.GetOperand(value, 0)));
		a = greatest(llvm.GetOperand(value, 0), depth + 1);
		b = width < 64 ? (UINT64_C(1) << width) - 1 : UINT64_MAX;
		return a < b ? a : b;
	}
	case LLVMAnd:
		a = greatest(llvm.GetOperand(value, 0), depth + 1);
		b = greatest(llvm.GetOperand(value, 1), depth + 1);
		return a < b ? a : b;
	case LLVMAdd:
		a = greatest(llvm.GetOperand(value, 0), depth + 1);
		b = greatest(llvm.GetOperand(value, 1), depth + 1);
		return a <= PACKET_MAX_OFFSET && b <= PACKET_MAX_OFFSET &&
				       llvm.GetIntTypeWidth(llvm.TypeOf(value)) == 64
			       ? a + b
			       : UINT64_MAX;
	case LLVMShl:
		a = greatest(llvm.GetOperand(value, 0), depth + 1);
		return ir_constant(llvm.GetOperand(value, 1), &b) && b < 16 &&
				       a <= PACKET_MAX_OFFSET &&
				       llvm.GetIntTypeWidth(llvm.TypeOf(value)) == 64
			       ? a << b
			       : UINT64_MAX;
	default:
		return UINT64_MAX;
	}
}

/* Between the loads is no call: helpers move the fields, and then one may be an old one. */
static bool are_of_one_time(LLVMValueRef a, LLVMValueRef b)
{
	LLVMValueRef loads[] = {packet_strip_casts(a), packet_strip_casts(b)};
	unsigned met = 0;
	for (LLVMValueRef at = llvm.GetFirstInstruction(llvm.GetInstructionParent(loads[0])); at;
	     at = llvm.GetNextInstruction(at)) {
		met += (at == loads[0]) + (at == loads[1]);
		if (met == 2)
			return true;
		if (met == 1 && llvm.IsACallInst(at) &&
		    !text_starts_with(ir_name(llvm.GetCalledValue(at)), "llvm."))
			return false;
	}
	return false;
}

/* "end - start", or that less something that is not more. */
static bool find_rest(const struct packet_fields *fields, LLVMValueRef value, struct rest *rest)
{
	if (is_instruction(value, LLVMZExt))
		value = llvm.GetOperand(value, 0);
	if (!is_instruction(value, LLVMSub))
		return false;
	LLVMValueRef a = llvm.GetOperand(value, 0), b = llvm.GetOperand(value, 1);
	*rest = (struct rest){.start = b, .end = a};
	if (packet_is_field(a, fields->end) && packet_is_field(b, fields->start))
		return are_of_one_time(a, b);
	if (!llvm.GetNUW(value) || !find_rest(fields, a, rest) || rest->skipped)
		return false;
	rest->skipped = b;
	return greatest(b, 0) <= PACKET_MAX_OFFSET;
}

static LLVMValueRef widen(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef value)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(ir->context);
	return llvm.TypeOf(value) == i64 ? value : llvm.BuildZExt(builder, value, i64, "");
}

/* An address in the packet; written as accesses write it, so that it becomes one with theirs: the
 * verifier knows a place only by the register that was compared. */
static LLVMValueRef build_address(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef start,
				  LLVMValueRef distance)
{
	LLVMTypeRef pointer = llvm.PointerTypeInContext(ir->context, 0);
	LLVMValueRef address = llvm.BuildIntToPtr(builder, widen(ir, builder, start), pointer, "");
	if (!distance)
		return address;
	return llvm.BuildGEP2(builder, llvm.Int8TypeInContext(ir->context), address, &distance, 1,
			      "");
}

/* Whether 'behind' bytes (NULL: none) and 'more' lie inside the packet, counted from where the rest
 * begins. */
static LLVMValueRef build_inside(struct ir *ir, LLVMBuilderRef builder, const struct rest *rest,
				 LLVMValueRef behind, uint64_t more, bool inside)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(ir->context);
	LLVMValueRef distance = rest->skipped ? widen(ir, builder, rest->skipped) : NULL;
	if (behind)
		behind = widen(ir, builder, behind);
	if (behind && distance)
		distance = llvm.BuildAdd(builder, distance, behind, "");
	else if (behind)
		distance = behind;
	LLVMValueRef address = build_address(ir, builder, rest->start, distance);
	LLVMValueRef number = llvm.ConstInt(i64, more, false);
	LLVMValueRef last = llvm.BuildGEP2(builder, llvm.Int8TypeInContext(ir->context), address,
					   &number, 1, "");
	LLVMValueRef end = build_address(ir, builder, rest->end, NULL);
	return llvm.BuildICmp(builder, inside ? LLVMIntULE : LLVMIntUGT, last, end, "");
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

static LLVMIntPredicate swapped(LLVMIntPredicate predicate)
{
	switch (predicate) {
	case LLVMIntUGT:
		return LLVMIntULT;
	case LLVMIntUGE:
		return LLVMIntULE;
	case LLVMIntULT:
		return LLVMIntUGT;
	case LLVMIntULE:
		return LLVMIntUGE;
	default:
		return predicate;
	}
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
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(at);
	LLVMValueRef other = llvm.GetOperand(at, 1);
	struct rest rest;
	if (!find_rest(fields, llvm.GetOperand(at, 0), &rest)) {
		other = llvm.GetOperand(at, 0);
		predicate = swapped(predicate);
		if (!find_rest(fields, llvm.GetOperand(at, 1), &rest))
			return false;
	}
	uint64_t number = 0, needed;
	bool constant = ir_constant(other, &number), inside;
	if (!split_constant(predicate, number, &needed, &inside) || needed > PACKET_MAX_OFFSET)
		return false;
	if (!constant && (greatest(other, 0) > PACKET_MAX_OFFSET || predicate == LLVMIntEQ ||
			  predicate == LLVMIntNE))
		return false;
	return rewrite_replace(
		at, build_inside(ir, builder, &rest, constant ? NULL : other, needed, inside));
}

int packet_lengths_lower(struct ir *ir, LLVMModuleRef module)
{
	return rewrite_each(ir, module, lower);
}
