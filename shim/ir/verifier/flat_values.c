/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * From selects to arithmetic. A condition becomes a number, 0 or 1: the sign of a difference of 64
 * bits. Code generation must not see that it was a comparison, or it would make a branch of it
 * again.
 */
#include "ir/verifier/flat.h"

#include "base/alloc.h"
#include "base/text.h"
#include "ir/analysis/address.h"
#include "ir/llvm/llvm.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"

#define MAX_DEPTH 8
#define SIGN 63 /* the bit of it */

/* ---- what can be done ---- */

static unsigned width_of(LLVMValueRef value)
{
	LLVMTypeRef type = llvm.TypeOf(value);
	return llvm.GetTypeKind(type) == LLVMIntegerTypeKind ? llvm.GetIntTypeWidth(type) : 0;
}

static bool is_number(LLVMValueRef value)
{
	return width_of(value) > 1 && width_of(value) <= 64;
}

static bool takes(LLVMValueRef condition, unsigned depth)
{
	uint64_t number;
	if (ir_constant(condition, &number))
		return true;
	if (!llvm.IsAInstruction(condition) || depth == MAX_DEPTH)
		return false;
	switch (llvm.GetInstructionOpcode(condition)) {
	case LLVMICmp:
	case LLVMTrunc:
		return is_number(llvm.GetOperand(condition, 0));
	case LLVMAnd:
	case LLVMOr:
	case LLVMXor:
		return takes(llvm.GetOperand(condition, 0), depth + 1) &&
		       takes(llvm.GetOperand(condition, 1), depth + 1);
	case LLVMSelect:
		return takes(llvm.GetOperand(condition, 0), depth + 1) &&
		       takes(llvm.GetOperand(condition, 1), depth + 1) &&
		       takes(llvm.GetOperand(condition, 2), depth + 1);
	case LLVMFreeze:
		return takes(llvm.GetOperand(condition, 0), depth + 1);
	default:
		return false;
	}
}

bool flat_takes_condition(LLVMValueRef condition)
{
	return width_of(condition) == 1 && takes(condition, 0);
}

bool flat_takes_value(LLVMValueRef value)
{
	return is_number(value) && !address_is_made_of(value);
}

/* ---- arithmetic ---- */

static LLVMTypeRef i64_type(const struct flat *flat)
{
	return llvm.Int64TypeInContext(flat->ir->context);
}

static LLVMValueRef number(const struct flat *flat, uint64_t value)
{
	return llvm.ConstInt(i64_type(flat), value, false);
}

/* What is not chosen may be poison, and must not spread. */
static LLVMValueRef widen(struct flat *flat, LLVMValueRef value, bool is_signed)
{
	if (!llvm.IsAConstantInt(value))
		value = llvm.BuildFreeze(flat->builder, value, "");
	return llvm.BuildIntCast2(flat->builder, value, i64_type(flat), is_signed, "");
}

static LLVMValueRef sign_of(struct flat *flat, LLVMValueRef value)
{
	return llvm.BuildLShr(flat->builder, opaque_copy(flat->builder, value), number(flat, SIGN),
			      "");
}

static LLVMValueRef negate(struct flat *flat, LLVMValueRef value)
{
	return llvm.BuildSub(flat->builder, number(flat, 0), value, "");
}

static LLVMValueRef invert(struct flat *flat, LLVMValueRef bit)
{
	return llvm.BuildXor(flat->builder, bit, number(flat, 1), "");
}

/* a < b as 0 or 1. */
static LLVMValueRef build_less(struct flat *flat, LLVMValueRef a, LLVMValueRef b, bool is_signed)
{
	LLVMBuilderRef builder = flat->builder;
	bool wide = width_of(a) == 64;

	a = widen(flat, a, is_signed);
	b = widen(flat, b, is_signed);
	if (wide && is_signed) {
		a = llvm.BuildXor(builder, a, number(flat, UINT64_C(1) << SIGN), "");
		b = llvm.BuildXor(builder, b, number(flat, UINT64_C(1) << SIGN), "");
	}
	LLVMValueRef difference = llvm.BuildSub(builder, a, b, "");
	if (wide) { /* what is borrowed by the highest bit */
		LLVMValueRef ones = number(flat, UINT64_MAX);
		LLVMValueRef less =
			llvm.BuildAnd(builder, llvm.BuildXor(builder, a, ones, ""), b, "");
		LLVMValueRef same =
			llvm.BuildXor(builder, llvm.BuildXor(builder, a, b, ""), ones, "");
		difference = llvm.BuildOr(builder, less,
					  llvm.BuildAnd(builder, same, difference, ""), "");
	}
	return sign_of(flat, difference);
}

/* a != b as 0 or 1. */
static LLVMValueRef build_unequal(struct flat *flat, LLVMValueRef a, LLVMValueRef b)
{
	bool wide = width_of(a) == 64;
	LLVMValueRef bits =
		llvm.BuildXor(flat->builder, widen(flat, a, false), widen(flat, b, false), "");
	LLVMValueRef negative = negate(flat, bits);
	if (wide)
		negative = llvm.BuildOr(flat->builder, negative, bits, "");
	return sign_of(flat, negative);
}

static LLVMValueRef build_comparison(struct flat *flat, LLVMIntPredicate predicate, LLVMValueRef a,
				     LLVMValueRef b)
{
	switch (predicate) {
	case LLVMIntEQ:
		return invert(flat, build_unequal(flat, a, b));
	case LLVMIntNE:
		return build_unequal(flat, a, b);
	case LLVMIntULT:
		return build_less(flat, a, b, false);
	case LLVMIntUGT:
		return build_less(flat, b, a, false);
	case LLVMIntULE:
		return invert(flat, build_less(flat, b, a, false));
	case LLVMIntUGE:
		return invert(flat, build_less(flat, a, b, false));
	case LLVMIntSLT:
		return build_less(flat, a, b, true);
	case LLVMIntSGT:
		return build_less(flat, b, a, true);
	case LLVMIntSLE:
		return invert(flat, build_less(flat, b, a, true));
	default:
		return invert(flat, build_less(flat, a, b, true));
	}
}

/* One of two numbers of 64 bits. */
static LLVMValueRef build_choice(struct flat *flat, LLVMValueRef bit, LLVMValueRef yes,
				 LLVMValueRef no)
{
	LLVMValueRef differ = llvm.BuildXor(flat->builder, yes, no, "");
	/* Some verifiers follow a mask twice where the other operand is a constant. */
	if (llvm.IsAConstantInt(differ))
		return llvm.BuildXor(flat->builder, no,
				     llvm.BuildMul(flat->builder, bit, differ, ""), "");
	LLVMValueRef mask = negate(flat, bit);
	return llvm.BuildXor(flat->builder, no, llvm.BuildAnd(flat->builder, differ, mask, ""), "");
}

/* ---- conditions ---- */

static LLVMValueRef bit_of(struct flat *flat, LLVMValueRef condition);

static LLVMValueRef build_bit(struct flat *flat, LLVMValueRef condition)
{
	LLVMValueRef a = llvm.GetOperand(condition, 0), b;
	switch (llvm.GetInstructionOpcode(condition)) {
	case LLVMICmp:
		return build_comparison(flat, llvm.GetICmpPredicate(condition), a,
					llvm.GetOperand(condition, 1));
	case LLVMTrunc:
		return llvm.BuildAnd(flat->builder, widen(flat, a, false), number(flat, 1), "");
	case LLVMFreeze:
		return bit_of(flat, a);
	case LLVMSelect:
		b = bit_of(flat, llvm.GetOperand(condition, 1));
		return build_choice(flat, bit_of(flat, a), b,
				    bit_of(flat, llvm.GetOperand(condition, 2)));
	case LLVMAnd:
		return llvm.BuildAnd(flat->builder, bit_of(flat, a),
				     bit_of(flat, llvm.GetOperand(condition, 1)), "");
	case LLVMOr:
		return llvm.BuildOr(flat->builder, bit_of(flat, a),
				    bit_of(flat, llvm.GetOperand(condition, 1)), "");
	default:
		return llvm.BuildXor(flat->builder, bit_of(flat, a),
				     bit_of(flat, llvm.GetOperand(condition, 1)), "");
	}
}

/* The condition as 0 or 1, where the builder stands: where it stands itself, many bits of a long
 * block would wait for their use on the stack. */
static LLVMValueRef bit_of(struct flat *flat, LLVMValueRef condition)
{
	uint64_t constant;
	if (ir_constant(condition, &constant))
		return number(flat, constant & 1);
	for (size_t i = flat->bit_count; i-- > 0;) {
		if (flat->bits[i].condition == condition)
			return flat->bits[i].bit;
	}
	LLVMValueRef bit = build_bit(flat, condition);
	flat->bits = xreallocarray(flat->bits, flat->bit_count + 1, sizeof(*flat->bits));
	flat->bits[flat->bit_count++] = (struct flat_bit){condition, bit};
	return bit;
}

/* ---- values ---- */

static void stand_before(struct flat *flat, LLVMValueRef at)
{
	LLVMBasicBlockRef block = llvm.GetInstructionParent(at);
	llvm.PositionBuilderBefore(flat->builder, at);
	llvm.SetCurrentDebugLocation2(flat->builder, llvm.InstructionGetDebugLoc(at));
	if (block != flat->block)
		flat->bit_count = 0;
	flat->block = block;
}

static LLVMValueRef flatten_select(struct flat *flat, LLVMValueRef at)
{
	LLVMValueRef condition = llvm.GetOperand(at, 0);
	if (!flat_takes_value(at) || !flat_takes_condition(condition))
		return NULL;
	stand_before(flat, at);
	LLVMValueRef bit = bit_of(flat, condition);
	return build_choice(flat, bit, widen(flat, llvm.GetOperand(at, 1), false),
			    widen(flat, llvm.GetOperand(at, 2), false));
}

static LLVMValueRef flatten_extension(struct flat *flat, LLVMValueRef at, bool is_signed)
{
	LLVMValueRef condition = llvm.GetOperand(at, 0);
	if (!flat_takes_condition(condition) || !is_number(at))
		return NULL;
	stand_before(flat, at);
	LLVMValueRef bit = bit_of(flat, condition);
	return is_signed ? negate(flat, bit) : bit;
}

/* The first place in the block where the operands of the call are known. LLVM likes to compute the
 * largest of many numbers when it has all of them, and then each needs a place on the stack. */
static LLVMValueRef earliest_place(LLVMValueRef call)
{
	LLVMValueRef at = call, before;
	while ((before = llvm.GetPreviousInstruction(at)) && !llvm.IsAPHINode(before) &&
	       before != llvm.GetOperand(call, 0) && before != llvm.GetOperand(call, 1))
		at = before;
	return at;
}

/* Minima, maxima and absolute values: code generation compares for them. */
static LLVMValueRef flatten_call(struct flat *flat, LLVMValueRef at)
{
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(at));
	if (!callee)
		return NULL;
	const char *name = ir_name(callee);
	bool is_signed =
		text_starts_with(name, "llvm.smin.") || text_starts_with(name, "llvm.smax.");
	bool least = text_starts_with(name, "llvm.umin.") || text_starts_with(name, "llvm.smin.");
	if ((!is_signed && !least && !text_starts_with(name, "llvm.umax.") &&
	     !text_starts_with(name, "llvm.abs.")) ||
	    !flat_takes_value(at))
		return NULL;
	stand_before(flat, earliest_place(at));
	LLVMValueRef a = llvm.GetOperand(at, 0), b = llvm.GetOperand(at, 1);
	if (text_starts_with(name, "llvm.abs.")) {
		LLVMValueRef wide = widen(flat, a, true);
		LLVMValueRef mask = negate(flat, sign_of(flat, wide));
		return llvm.BuildSub(flat->builder, llvm.BuildXor(flat->builder, wide, mask, ""),
				     mask, "");
	}
	LLVMValueRef bit = build_less(flat, a, b, is_signed);
	return build_choice(flat, bit, widen(flat, least ? a : b, false),
			    widen(flat, least ? b : a, false));
}

/* The number of 64 bits whose low bits are the value of the instruction, or NULL. */
static LLVMValueRef flatten(struct flat *flat, LLVMValueRef at)
{
	switch (llvm.GetInstructionOpcode(at)) {
	case LLVMSelect:
		return flatten_select(flat, at);
	case LLVMZExt:
		return flatten_extension(flat, at, false);
	case LLVMSExt:
		return flatten_extension(flat, at, true);
	case LLVMCall:
		return flatten_call(flat, at);
	default:
		return NULL;
	}
}

void flat_values(struct flat *flat)
{
	LLVMValueRef next;
	for (LLVMValueRef at = ir_first_instruction(flat->function); at; at = next) {
		next = ir_next_instruction(at);
		LLVMValueRef value = flatten(flat, at);
		if (!value)
			continue;
		value = llvm.BuildIntCast2(flat->builder, value, llvm.TypeOf(at), false, "");
		llvm.ReplaceAllUsesWith(at, value);
		llvm.InstructionEraseFromParent(at);
		flat->changed++;
	}
}
