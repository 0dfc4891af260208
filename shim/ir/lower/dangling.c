/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Dangling pointers as operands of phis and selects. */
#include "ir/lower/dangling.h"

#include "ir/analysis/address.h"
#include "ir/llvm/module.h"

/* At how many uses is looked: a table of 16 texts is a chain of as many selects, and each of its
 * ends has one. */
#define MAX_USES 64

struct search {
	unsigned uses; /* looked at */
	LLVMValueRef phis[MAX_USES];
	unsigned phi_count;
};

/* Null, or an integer as a pointer. */
static bool is_dangling(LLVMValueRef value)
{
	if (llvm.IsNull(value))
		return true;
	return llvm.IsAConstantExpr(value) && llvm.GetConstOpcode(value) == LLVMIntToPtr &&
	       llvm.IsAConstantInt(llvm.GetOperand(value, 0));
}

/* Behind the end of a variable or constant, or before its start: what is derived from it may lie
 * inside again. */
static bool is_outside(LLVMTargetDataRef layout, LLVMValueRef value)
{
	struct address address;

	if (!address_split(layout, value, &address) || address.term_count)
		return false;
	uint64_t size = address_object_size(layout, address.base);
	return size && (address.offset < 0 || (uint64_t)address.offset >= size);
}

/* The user chooses between the pointer and another one, or is an address derived from it, where
 * that is as bad. */
static bool leads_on(LLVMValueRef user, LLVMValueRef pointer, bool derived)
{
	if (llvm.IsASelectInst(user) || llvm.IsAPHINode(user))
		return true;
	return derived && llvm.IsAInstruction(user) &&
	       llvm.GetInstructionOpcode(user) == LLVMGetElementPtr &&
	       llvm.GetOperand(user, 0) == pointer;
}

static bool was_met(struct search *search, LLVMValueRef phi)
{
	for (unsigned i = 0; i < search->phi_count; i++) {
		if (search->phis[i] == phi)
			return true;
	}
	search->phis[search->phi_count++] = phi;
	return false;
}

static bool leads_to_accesses(struct search *search, LLVMValueRef pointer, bool derived)
{
	for (LLVMUseRef use = llvm.GetFirstUse(pointer); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (search->uses++ == MAX_USES)
			return false;
		if (llvm.IsALoadInst(user))
			continue;
		if (llvm.IsAStoreInst(user) && llvm.GetOperand(user, 0) != pointer)
			continue;
		if (!leads_on(user, pointer, derived))
			return false;
		/* A phi of a loop leads back to itself. */
		if (llvm.IsAPHINode(user) && was_met(search, user))
			continue;
		if (!leads_to_accesses(search, user, derived))
			return false;
	}
	return true;
}

/* True when the pointer, and each address derived from it, is used by loads and stores alone.
 * Without 'derived' there may be no such addresses. */
static bool is_only_accessed(LLVMValueRef pointer, bool derived)
{
	struct search search = {0};
	return leads_to_accesses(&search, pointer, derived);
}

/* The operand that can be accessed when the other one cannot; NULL when that holds for both or
 * none. */
static LLVMValueRef choice_left(LLVMTargetDataRef layout, LLVMValueRef select)
{
	LLVMValueRef a = llvm.GetOperand(select, 1), b = llvm.GetOperand(select, 2);
	bool dangles = is_dangling(a) || is_dangling(b);
	bool a_goes = dangles ? is_dangling(a) : is_outside(layout, a);
	bool b_goes = dangles ? is_dangling(b) : is_outside(layout, b);

	if (a_goes == b_goes || !is_only_accessed(select, dangles))
		return NULL;
	return a_goes ? b : a;
}

static bool drop_in_select(LLVMTargetDataRef layout, LLVMValueRef select)
{
	LLVMValueRef left = choice_left(layout, select);
	if (!left)
		return false;
	llvm.ReplaceAllUsesWith(select, left);
	llvm.InstructionEraseFromParent(select);
	return true;
}

/* An incoming value that dominates every edge, for it is a constant; NULL when there is none. */
static LLVMValueRef constant_incoming(LLVMValueRef phi)
{
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		if (llvm.IsAConstant(value) && !llvm.IsUndef(value) && !is_dangling(value))
			return value;
	}
	return NULL;
}

static bool drop_in_phi(LLVMValueRef phi)
{
	LLVMValueRef left = constant_incoming(phi);
	bool changed = false;
	if (!left || !is_only_accessed(phi, true))
		return false;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		if (!is_dangling(llvm.GetIncomingValue(phi, i)))
			continue;
		llvm.SetOperand(phi, i, left);
		changed = true;
	}
	return changed;
}

static int drop_in_function(LLVMTargetDataRef layout, LLVMValueRef function)
{
	int changed = 0;
	LLVMValueRef next;
	for (LLVMValueRef at = ir_first_instruction(function); at; at = next) {
		next = ir_next_instruction(at);
		if (llvm.GetTypeKind(llvm.TypeOf(at)) != LLVMPointerTypeKind)
			continue;
		if (llvm.IsASelectInst(at))
			changed += drop_in_select(layout, at);
		else if (llvm.IsAPHINode(at))
			changed += drop_in_phi(at);
	}
	return changed;
}

int dangling_pointers_drop(struct ir *ir, LLVMModuleRef module)
{
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f))
		changed += drop_in_function(layout, f);
	llvm.DisposeTargetData(layout);
	return changed;
}
