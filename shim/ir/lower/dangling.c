/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Dangling pointers as operands of phis and selects. */
#include "ir/lower/dangling.h"

#include "ir/analysis/address.h"
#include "ir/llvm/module.h"

/* At how many uses is looked: a table of 16 texts is a chain of as many selects, and each of its
 * ends has one. */
#define MAX_USES 64

#define MAX_CLIMB 64 /* elements of a table of addresses: pointer_tables.c */
#define MAX_DERIVED 24

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

/* ---- comparing addresses of one pointer ---- */

/* A pointer and all addresses that are derived from it. */
struct derived {
	LLVMValueRef at[MAX_DERIVED];
	unsigned count;
};

static bool is_derived(const struct derived *derived, LLVMValueRef value)
{
	for (unsigned i = 0; i < derived->count; i++)
		if (derived->at[i] == value)
			return true;
	return false;
}

static bool is_equality(LLVMValueRef user)
{
	if (!llvm.IsAICmpInst(user))
		return false;
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(user);
	return predicate == LLVMIntEQ || predicate == LLVMIntNE;
}

/* Adds what the user derives from the pointer; false when there is no room, or the user may depend
 * on where the pointer points to. */
static bool add_derived(struct derived *derived, LLVMValueRef user, LLVMValueRef pointer)
{
	if (llvm.IsALoadInst(user) || is_equality(user))
		return true;
	if (llvm.IsAStoreInst(user))
		return llvm.GetOperand(user, 0) != pointer;
	if (!leads_on(user, pointer, true))
		return false;
	if (is_derived(derived, user))
		return true;
	if (derived->count == MAX_DERIVED)
		return false;
	derived->at[derived->count++] = user;
	return true;
}

/* True when all addresses that the instruction takes are derived ones. */
static bool takes_derived_alone(const struct derived *derived, LLVMValueRef at)
{
	for (unsigned i = llvm.IsASelectInst(at) ? 1 : 0; i < (unsigned)llvm.GetNumOperands(at);
	     i++)
		if (!is_derived(derived, llvm.GetOperand(at, i)))
			return false;
	return true;
}

static bool mixes_with_others(const struct derived *derived, unsigned i)
{
	LLVMValueRef at = derived->at[i];
	bool chooses = llvm.IsASelectInst(at) || llvm.IsAPHINode(at);
	if (i && chooses && !takes_derived_alone(derived, at))
		return true;
	for (LLVMUseRef use = llvm.GetFirstUse(at); use; use = llvm.GetNextUse(use)) {
		LLVMValueRef user = llvm.GetUser(use);
		if (llvm.IsAICmpInst(user) && !takes_derived_alone(derived, user))
			return true;
	}
	return false;
}

/* True when the pointer, and each address derived from it, is used by loads, stores, and
 * comparisons for equality with another one of these addresses: the distance decides, which is the
 * same for each pointer. All of them come from one execution of the pointer's instruction, for it
 * dominates what takes no other pointers. */
static bool is_compared_with_itself(LLVMValueRef pointer)
{
	struct derived derived = {.at = {pointer}, .count = 1};

	for (unsigned i = 0; i < derived.count; i++) {
		LLVMValueRef at = derived.at[i];
		for (LLVMUseRef use = llvm.GetFirstUse(at); use; use = llvm.GetNextUse(use))
			if (!add_derived(&derived, llvm.GetUser(use), at))
				return false;
	}
	for (unsigned i = 0; i < derived.count; i++)
		if (mixes_with_others(&derived, i))
			return false;
	return true;
}

/* What is stored is loaded at once, from a slot for it alone (rodata_load.c): the load; or NULL. */
static LLVMValueRef loaded_again(LLVMValueRef store, LLVMValueRef value)
{
	if (!llvm.IsAStoreInst(store) || llvm.GetOperand(store, 0) != value)
		return NULL;
	LLVMValueRef slot = llvm.GetOperand(store, 1), load = llvm.GetNextInstruction(store);
	if (!llvm.IsAAllocaInst(slot) || !llvm.IsALoadInst(load) ||
	    llvm.GetOperand(load, 0) != slot || llvm.TypeOf(load) != llvm.TypeOf(value))
		return NULL;
	LLVMUseRef second = llvm.GetNextUse(llvm.GetFirstUse(slot));
	return llvm.GetNextUse(second) ? NULL : load;
}

/* What is chosen in the end: each choice is the only user of the one before. */
static LLVMValueRef last_choice(LLVMValueRef choice)
{
	for (unsigned i = 0; i < MAX_CLIMB; i++) {
		LLVMUseRef use = llvm.GetFirstUse(choice);
		if (!use || llvm.GetNextUse(use))
			break;
		LLVMValueRef user = llvm.GetUser(use), again = loaded_again(user, choice);
		if (!again && !leads_on(user, choice, false))
			break;
		choice = again ? again : user;
	}
	return choice;
}

/* True when nothing can tell which pointer is chosen instead of a dangling one. */
static bool may_choose_another(LLVMValueRef choice)
{
	LLVMValueRef last = last_choice(choice);
	return is_only_accessed(last, true) || is_compared_with_itself(last);
}

/* ---- dropping ---- */

/* The operand that can be accessed when the other one cannot; NULL when that holds for both or
 * none. */
static LLVMValueRef choice_left(LLVMTargetDataRef layout, LLVMValueRef select)
{
	LLVMValueRef a = llvm.GetOperand(select, 1), b = llvm.GetOperand(select, 2);
	bool dangles = is_dangling(a) || is_dangling(b);
	bool a_goes = dangles ? is_dangling(a) : is_outside(layout, a);
	bool b_goes = dangles ? is_dangling(b) : is_outside(layout, b);

	if (a_goes == b_goes ||
	    !(dangles ? may_choose_another(select) : is_only_accessed(select, false)))
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

/* A dangling pointer, or an undefined one. */
static bool is_bad(LLVMValueRef value)
{
	return llvm.IsUndef(value) || is_dangling(value);
}

/* A place in the frame for the whole function: each instruction but those before it may use it. */
static bool is_fixed_place(LLVMValueRef value)
{
	if (!llvm.IsAAllocaInst(value))
		return false;
	LLVMBasicBlockRef block = llvm.GetInstructionParent(value);
	return block == llvm.GetFirstBasicBlock(llvm.GetBasicBlockParent(block));
}

/* An incoming value that dominates every edge, for it is a constant or a place in the frame; NULL
 * when there is none. */
static LLVMValueRef steady_incoming(LLVMValueRef phi)
{
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		if (is_fixed_place(value) || (llvm.IsAConstant(value) && !is_bad(value)))
			return value;
	}
	return NULL;
}

static bool drop_in_phi(LLVMValueRef phi)
{
	LLVMValueRef left = steady_incoming(phi);
	bool changed = false;
	if (!left || !may_choose_another(phi))
		return false;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		if (!is_bad(llvm.GetIncomingValue(phi, i)))
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
