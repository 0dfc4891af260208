/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Addresses as integers, with all the arithmetic that they flow through: a web. */
#include "ir/loops/address_numbers.h"

#include "ir/llvm/module.h"

#define MAX_WEB 64
/* How many sums and roundings make an address of another. */
#define MAX_CHAIN 4

/* An integer that contains an address (sign 1) or its negation (sign -1). */
struct member {
	LLVMValueRef value;
	int sign;
};

/* Integers that are connected by phis, selects, additions, subtractions and comparisons. Replacing
 * each address by an offset changes no result if each use outside of the web cancels the addresses:
 * it subtracts one from another, or compares two. */
struct web {
	struct places *places;
	struct member at[MAX_WEB];
	unsigned count;
	bool varies; /* one of the addresses may have several offsets */
	bool fails;  /* a use does not cancel the addresses, or the web is too large */
};

static bool is_choice(LLVMValueRef value)
{
	return ir_is_opcode(value, LLVMPHI) || ir_is_opcode(value, LLVMSelect);
}

/* The words that code rounds addresses to, in bytes: rounded_addresses_align() has aligned all that
 * can be rounded, and the numbers of objects are multiples, too. */
#define WORD 8

/* "number & -8" and the like: an address once more, if it was one. */
static bool is_rounded(LLVMValueRef value)
{
	int64_t mask;
	return ir_is_opcode(value, LLVMAnd) &&
	       ir_signed_constant(llvm.GetOperand(value, 1), &mask) && mask < 0 && mask >= -WORD &&
	       (mask & -mask) == -mask;
}

/* "number & 7" and the like: how far it is from such a one. */
static bool is_rest_of_word(LLVMValueRef value)
{
	uint64_t mask;
	return ir_is_opcode(value, LLVMAnd) && ir_constant(llvm.GetOperand(value, 1), &mask) &&
	       mask < WORD;
}

static bool is_constant_address(LLVMValueRef value)
{
	return llvm.IsAConstantExpr(value) && llvm.GetConstOpcode(value) == LLVMPtrToInt;
}

static int sign_of(const struct web *web, LLVMValueRef value)
{
	if (is_constant_address(value))
		return 1;
	for (unsigned i = 0; i < web->count; i++) {
		if (web->at[i].value == value)
			return web->at[i].sign;
	}
	return 0;
}

static void add(struct web *web, LLVMValueRef value, int sign)
{
	if (is_constant_address(value) || sign_of(web, value))
		return;
	if (web->count == MAX_WEB || (sign != 1 && sign != -1)) {
		web->fails = true;
		return;
	}
	web->at[web->count++] = (struct member){value, sign};
}

/* The sign of a sum or difference, by the signs of its operands; 0: the addresses cancel. */
static int combined(const struct web *web, LLVMValueRef sum)
{
	int a = sign_of(web, llvm.GetOperand(sum, 0)), b = sign_of(web, llvm.GetOperand(sum, 1));
	return ir_is_opcode(sum, LLVMSub) ? a - b : a + b;
}

/* ---- building the web ---- */

/* Adds what is an address by itself: so that the sign of a sum is known when the sum is met. */
static void add_address(struct web *web, LLVMValueRef value)
{
	LLVMValueRef chain[MAX_CHAIN];
	unsigned count = 0;
	while (count < MAX_CHAIN && !sign_of(web, value) &&
	       (is_rounded(value) ||
		(ir_is_opcode(value, LLVMAdd) && llvm.IsAConstantInt(llvm.GetOperand(value, 1))))) {
		chain[count++] = value;
		value = llvm.GetOperand(value, 0);
	}
	if (ir_is_opcode(value, LLVMPtrToInt))
		add(web, value, 1);
	while (count-- > 0 && sign_of(web, value)) {
		add(web, chain[count], sign_of(web, value));
		value = chain[count];
	}
}

static void add_addresses(struct web *web, LLVMValueRef user)
{
	for (unsigned i = 0; i < 2; i++)
		add_address(web, llvm.GetOperand(user, i));
}

static void add_user(struct web *web, LLVMValueRef user, int sign)
{
	if (is_choice(user) || is_rounded(user)) {
		add(web, user, sign);
	} else if (ir_is_opcode(user, LLVMAdd) || ir_is_opcode(user, LLVMSub)) {
		add_addresses(web, user);
		if (combined(web, user))
			add(web, user, combined(web, user));
	} else if (ir_is_opcode(user, LLVMICmp)) {
		add_addresses(web, user);
	} else if (!is_rest_of_word(user)) {
		web->fails = true;
	}
}

static unsigned first_choice(LLVMValueRef choice)
{
	return ir_is_opcode(choice, LLVMSelect) ? 1 : 0;
}

static void expand(struct web *web, struct member member)
{
	if (is_choice(member.value)) {
		unsigned count = (unsigned)llvm.GetNumOperands(member.value);
		for (unsigned i = first_choice(member.value); i < count; i++)
			add(web, llvm.GetOperand(member.value, i), member.sign);
	}
	for (LLVMUseRef use = llvm.GetFirstUse(member.value); use && !web->fails;
	     use = llvm.GetNextUse(use))
		add_user(web, llvm.GetUser(use), member.sign);
}

/* ---- checking the web ---- */

static bool is_placed(struct web *web, LLVMValueRef pointer)
{
	struct place place;
	if (llvm.GetTypeKind(llvm.TypeOf(pointer)) != LLVMPointerTypeKind ||
	    !places_find(web->places, pointer, &place))
		return false;
	web->varies |= place.stride || place.count > 1;
	return true;
}

static bool constants_are_placed(struct web *web, LLVMValueRef user)
{
	for (unsigned i = 0; i < (unsigned)llvm.GetNumOperands(user); i++) {
		LLVMValueRef operand = llvm.GetOperand(user, i);
		if (is_constant_address(operand) && !is_placed(web, llvm.GetOperand(operand, 0)))
			return false;
	}
	return true;
}

static bool is_of_sign(struct web *web, LLVMValueRef value, int sign)
{
	if (ir_is_opcode(value, LLVMPtrToInt))
		return sign == 1 && is_placed(web, llvm.GetOperand(value, 0));
	if (ir_is_opcode(value, LLVMAdd) || ir_is_opcode(value, LLVMSub))
		return combined(web, value) == sign;
	if (is_rounded(value))
		return sign_of(web, llvm.GetOperand(value, 0)) == sign;
	if (!is_choice(value))
		return false;
	for (unsigned i = first_choice(value); i < (unsigned)llvm.GetNumOperands(value); i++) {
		if (sign_of(web, llvm.GetOperand(value, i)) != sign)
			return false;
	}
	return true;
}

/* True when the user is a member of the web, or cancels the addresses. */
static bool is_end(const struct web *web, LLVMValueRef user)
{
	if (sign_of(web, user) || is_rest_of_word(user))
		return true;
	if (ir_is_opcode(user, LLVMICmp))
		return sign_of(web, llvm.GetOperand(user, 0)) == 1 &&
		       sign_of(web, llvm.GetOperand(user, 1)) == 1;
	return (ir_is_opcode(user, LLVMAdd) || ir_is_opcode(user, LLVMSub)) &&
	       combined(web, user) == 0;
}

static bool fits(struct web *web, const struct member *member)
{
	LLVMTypeRef type = llvm.TypeOf(member->value);
	if (llvm.GetTypeKind(type) != LLVMIntegerTypeKind || llvm.GetIntTypeWidth(type) != 64 ||
	    !is_of_sign(web, member->value, member->sign) ||
	    !constants_are_placed(web, member->value))
		return false;
	for (LLVMUseRef use = llvm.GetFirstUse(member->value); use; use = llvm.GetNextUse(use)) {
		if (!is_end(web, llvm.GetUser(use)) ||
		    !constants_are_placed(web, llvm.GetUser(use)))
			return false;
	}
	return true;
}

static bool find_web(struct web *web, LLVMValueRef first)
{
	add(web, first, 1);
	for (unsigned i = 0; i < web->count && !web->fails; i++)
		expand(web, web->at[i]);
	for (unsigned i = 0; i < web->count && !web->fails; i++)
		web->fails = !fits(web, &web->at[i]);
	return !web->fails && web->varies;
}

/* ---- replacing the addresses ---- */

static void replace_constants(struct web *web, LLVMValueRef user)
{
	for (unsigned i = 0; i < (unsigned)llvm.GetNumOperands(user); i++) {
		LLVMValueRef operand = llvm.GetOperand(user, i);
		if (is_constant_address(operand))
			llvm.SetOperand(user, i,
					places_number(web->places, llvm.GetOperand(operand, 0)));
	}
}

static void replace(struct web *web, LLVMValueRef value)
{
	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use))
		replace_constants(web, llvm.GetUser(use));
	if (is_choice(value))
		replace_constants(web, value);
}

bool address_number_lower(struct places *places, LLVMValueRef at)
{
	struct web web = {.places = places};
	if (!find_web(&web, at))
		return false;
	for (unsigned i = 0; i < web.count; i++)
		replace(&web, web.at[i].value);
	for (unsigned i = 0; i < web.count; i++) {
		LLVMValueRef value = web.at[i].value;
		if (ir_is_opcode(value, LLVMPtrToInt))
			llvm.ReplaceAllUsesWith(value,
						places_number(places, llvm.GetOperand(value, 0)));
	}
	return true;
}
