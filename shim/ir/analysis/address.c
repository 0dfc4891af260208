/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Looking at addresses and at the values they are computed from. */
#include "ir/analysis/address.h"

#include "ir/llvm/module.h"

#define MAX_DEPTH 6
/* Further on, the address is checked by a value of its own. */
#define MAX_USES 3

/* ---- taking apart ---- */

static bool is_gep(LLVMValueRef value)
{
	if (llvm.IsAInstruction(value))
		return llvm.GetInstructionOpcode(value) == LLVMGetElementPtr;
	return llvm.IsAConstantExpr(value) && llvm.GetConstOpcode(value) == LLVMGetElementPtr;
}

static bool add_term(struct address *address, LLVMValueRef index, uint64_t stride)
{
	LLVMTypeRef type = llvm.TypeOf(index);
	if (!stride)
		return true;
	if (llvm.GetTypeKind(type) != LLVMIntegerTypeKind || llvm.GetIntTypeWidth(type) > 64)
		return false;
	for (unsigned i = 0; i < address->term_count; i++) {
		if (address->terms[i].index == index) {
			address->terms[i].stride += stride;
			return true;
		}
	}
	if (address->term_count == ADDRESS_TERMS)
		return false;
	address->terms[address->term_count++] =
		(struct address_term){.index = index, .stride = stride};
	return true;
}

/* Adds what one getelementptr adds. */
static bool add_gep(LLVMTargetDataRef layout, struct address *address, LLVMValueRef gep)
{
	LLVMTypeRef type = llvm.GetGEPSourceElementType(gep);
	unsigned count = (unsigned)llvm.GetNumOperands(gep);
	uint64_t offset = (uint64_t)address->offset;
	for (unsigned i = 1; i < count; i++) {
		LLVMValueRef index = llvm.GetOperand(gep, i);
		if (i > 1 && llvm.GetTypeKind(type) == LLVMStructTypeKind) {
			unsigned field = (unsigned)llvm.ConstIntGetZExtValue(index);
			offset += llvm.OffsetOfElement(layout, type, field);
			type = llvm.StructGetTypeAtIndex(type, field);
			continue;
		}
		if (i > 1)
			type = llvm.GetElementType(type);
		uint64_t stride = llvm.ABISizeOfType(layout, type);
		if (llvm.IsAConstantInt(index) && llvm.GetIntTypeWidth(llvm.TypeOf(index)) <= 64)
			offset += (uint64_t)llvm.ConstIntGetSExtValue(index) * stride;
		else if (!add_term(address, index, stride))
			return false;
	}
	address->offset = (int64_t)offset;
	return true;
}

/* Stops at 'end', or at what is no getelementptr. */
static bool split(LLVMTargetDataRef layout, LLVMValueRef pointer, LLVMValueRef end,
		  struct address *address)
{
	*address = (struct address){.base = pointer};
	while (address->base != end && is_gep(address->base)) {
		if (!add_gep(layout, address, address->base))
			return false;
		address->base = llvm.GetOperand(address->base, 0);
	}
	return true;
}

bool address_split(LLVMTargetDataRef layout, LLVMValueRef pointer, struct address *address)
{
	return split(layout, pointer, NULL, address);
}

bool address_split_from(LLVMTargetDataRef layout, LLVMValueRef pointer, LLVMValueRef base,
			struct address *address)
{
	return split(layout, pointer, base, address) && address->base == base;
}

bool address_has_same_terms(const struct address *a, const struct address *b)
{
	if (a->base != b->base || a->term_count != b->term_count)
		return false;
	for (unsigned i = 0; i < a->term_count; i++) {
		if (a->terms[i].index != b->terms[i].index ||
		    a->terms[i].stride != b->terms[i].stride)
			return false;
	}
	return true;
}

LLVMValueRef address_build_sum(LLVMBuilderRef builder, const struct address *address)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(llvm.GetTypeContext(llvm.TypeOf(address->base)));
	LLVMValueRef sum = NULL;
	for (unsigned i = 0; i < address->term_count; i++) {
		const struct address_term *term = &address->terms[i];
		LLVMValueRef part = llvm.BuildIntCast2(builder, term->index, i64, true, "");
		if (term->stride != 1)
			part = llvm.BuildMul(builder, part, llvm.ConstInt(i64, term->stride, false),
					     "");
		sum = sum ? llvm.BuildAdd(builder, sum, part, "") : part;
	}
	return sum ? sum : llvm.ConstInt(i64, 0, false);
}

static uint64_t variable_size(LLVMTargetDataRef layout, LLVMValueRef variable)
{
	LLVMValueRef count = llvm.GetOperand(variable, 0);
	uint64_t size = llvm.ABISizeOfType(layout, llvm.GetAllocatedType(variable));
	return llvm.IsAConstantInt(count) ? size * llvm.ConstIntGetZExtValue(count) : 0;
}

uint64_t address_object_size(LLVMTargetDataRef layout, LLVMValueRef base)
{
	if (llvm.IsAAllocaInst(base))
		return variable_size(layout, base);
	if (llvm.IsAGlobalVariable(base) && !llvm.IsDeclaration(base))
		return llvm.ABISizeOfType(layout, llvm.GlobalGetValueType(base));
	return 0;
}

/* ---- looking at uses ---- */

LLVMValueRef address_base(LLVMValueRef pointer)
{
	while (llvm.IsAInstruction(pointer) &&
	       llvm.GetInstructionOpcode(pointer) == LLVMGetElementPtr)
		pointer = llvm.GetOperand(pointer, 0);
	return pointer;
}

static bool is_made_of(LLVMValueRef value, int depth)
{
	if (depth == MAX_USES)
		return false;
	for (LLVMUseRef use = llvm.GetFirstUse(value); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (!llvm.IsAInstruction(user))
			return true;
		switch (llvm.GetInstructionOpcode(user)) {
		case LLVMGetElementPtr:
		case LLVMIntToPtr:
			return true;
		case LLVMAdd:
		case LLVMSub:
		case LLVMMul:
		case LLVMShl:
		case LLVMLShr:
		case LLVMAnd:
		case LLVMOr:
		case LLVMZExt:
		case LLVMSExt:
		case LLVMTrunc:
		case LLVMSelect:
		case LLVMPHI:
		case LLVMUDiv:
		case LLVMURem:
			if (is_made_of(user, depth + 1))
				return true;
			break;
		default:
			break;
		}
	}
	return false;
}

bool address_is_made_of(LLVMValueRef value)
{
	return is_made_of(value, 0);
}

static uint64_t min(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t known_max(LLVMValueRef value, int depth);

/* For an operation with a constant on its right side. */
static uint64_t known_max_by_constant(LLVMValueRef value, uint64_t constant, int depth)
{
	uint64_t max = ir_all_bits(value);
	uint64_t left = known_max(llvm.GetOperand(value, 0), depth + 1);
	switch (llvm.GetInstructionOpcode(value)) {
	case LLVMAnd:
		return min(left, constant);
	case LLVMLShr:
		return constant < 64 ? min(max, left >> constant) : max;
	case LLVMShl:
		return constant < 64 && left <= max >> constant ? left << constant : max;
	case LLVMAdd:
		return left <= max && constant <= max - left ? left + constant : max;
	case LLVMMul:
		return constant && left <= max / constant ? left * constant : max;
	default:
		return max;
	}
}

static uint64_t known_max(LLVMValueRef value, int depth)
{
	uint64_t max = ir_all_bits(value), constant;
	/* Numbers of more bits are not followed. */
	if (llvm.GetIntTypeWidth(llvm.TypeOf(value)) > 64)
		return UINT64_MAX;
	if (ir_constant(value, &constant))
		return constant;
	if (!llvm.IsAInstruction(value) || depth == MAX_DEPTH)
		return max;
	LLVMOpcode opcode = llvm.GetInstructionOpcode(value);
	if (opcode == LLVMZExt)
		return known_max(llvm.GetOperand(value, 0), depth + 1);
	if (opcode == LLVMTrunc)
		return min(max, known_max(llvm.GetOperand(value, 0), depth + 1));
	if (opcode == LLVMSelect) {
		uint64_t a = known_max(llvm.GetOperand(value, 1), depth + 1);
		uint64_t b = known_max(llvm.GetOperand(value, 2), depth + 1);
		return a > b ? a : b;
	}
	if (llvm.GetNumOperands(value) != 2 || !ir_constant(llvm.GetOperand(value, 1), &constant))
		return max;
	return known_max_by_constant(value, constant, depth);
}

uint64_t address_known_max(LLVMValueRef value)
{
	return known_max(value, 0);
}

#define MAX_POINTERS 128

/* Pointers that are made of one variable's address. */
struct pointers {
	LLVMValueRef at[MAX_POINTERS];
	unsigned count;
};

/* Takes the pointer up; false when there are too many. */
static bool add_pointer(struct pointers *pointers, LLVMValueRef pointer)
{
	for (unsigned i = 0; i < pointers->count; i++) {
		if (pointers->at[i] == pointer)
			return true;
	}
	if (pointers->count == MAX_POINTERS)
		return false;
	pointers->at[pointers->count++] = pointer;
	return true;
}

/* What may happen to a private address: accesses, comparisons, calls that take it, and pointers
 * made of it, which are then looked at in turn. */
static bool is_private_use(struct pointers *pointers, LLVMValueRef pointer, LLVMValueRef user)
{
	switch (llvm.GetInstructionOpcode(user)) {
	case LLVMLoad:
	case LLVMICmp:
	case LLVMCall:
		return true;
	case LLVMStore:
		return llvm.GetOperand(user, 0) != pointer;
	case LLVMGetElementPtr:
	case LLVMPHI:
	case LLVMSelect:
		return add_pointer(pointers, user);
	default:
		return false;
	}
}

bool address_is_private(LLVMValueRef variable)
{
	struct pointers pointers = {.at = {variable}, .count = 1};
	for (unsigned i = 0; i < pointers.count; i++) {
		LLVMUseRef use = llvm.GetFirstUse(pointers.at[i]);
		for (; use; use = llvm.GetNextUse(use)) {
			if (!is_private_use(&pointers, pointers.at[i], llvm.GetUser(use)))
				return false;
		}
	}
	return true;
}
