/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loops over the states of a number. Where a round takes its way, and makes the number of the next
 * round, by that number and what does not change, each number has one next number: of n possible
 * ones the loop has seen all that it ever will after n rounds.
 */
#include "ir/verifier/state_rounds.h"

#include "base/text.h"
#include "ir/llvm/module.h"
#include "ir/verifier/loop_exit.h"

#define MAX_VALUES 64
/* More states are more rounds than the verifier follows. */
#define MAX_STATES 256

/* All that a loop computes from the state. */
struct derived {
	const struct loop *loop;
	LLVMValueRef state; /* a phi of the header */
	LLVMValueRef values[MAX_VALUES];
	unsigned count;
};

static bool add_value(struct derived *derived, LLVMValueRef value)
{
	if (value == derived->state || loop_is_invariant(derived->loop, value))
		return true;
	for (unsigned i = 0; i < derived->count; i++) {
		if (derived->values[i] == value)
			return true;
	}
	if (derived->count == MAX_VALUES)
		return false;
	derived->values[derived->count++] = value;
	return true;
}

/* A call whose result follows from its arguments. */
static bool is_plain_call(LLVMValueRef call)
{
	static const char *const names[] = {"llvm.umin.", "llvm.umax.", "llvm.smin.", "llvm.smax."};
	LLVMValueRef callee = llvm.GetCalledValue(call);
	if (llvm.IsAInlineAsm(callee))
		return !llvm.GetInlineAsmHasSideEffects(callee);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (text_starts_with(ir_name(callee), names[i]))
			return true;
	}
	return false;
}

static bool is_plain(LLVMValueRef value)
{
	return ir_is_opcode(value, LLVMCall) ? is_plain_call(value) : ir_is_arithmetic(value);
}

/* The operands of a value that is derived if these are. What another phi of the header is was made
 * in the round before. */
static bool add_operands(struct derived *derived, LLVMValueRef value)
{
	const struct loop *loop = derived->loop;
	unsigned count;
	if (llvm.IsAPHINode(value)) {
		if (llvm.GetInstructionParent(value) == loop->cfg->blocks[loop->header])
			return false;
		count = llvm.CountIncoming(value);
	} else if (llvm.IsACallInst(value)) {
		count = is_plain(value) ? llvm.GetNumArgOperands(value) : 0;
		if (!count)
			return false;
	} else {
		count = (unsigned)llvm.GetNumOperands(value);
		if (!is_plain(value))
			return false;
	}
	for (unsigned i = 0; i < count; i++) {
		if (!add_value(derived, llvm.GetOperand(value, i)))
			return false;
	}
	return true;
}

/* What may end the program, or come back with something else each time: a helper, or assembly that
 * jumps. Intrinsics do not. */
static bool calls_out(LLVMBasicBlockRef block)
{
	LLVMValueRef at = llvm.GetFirstInstruction(block);
	for (; at; at = llvm.GetNextInstruction(at)) {
		if (ir_is_opcode(at, LLVMCallBr) || ir_is_opcode(at, LLVMInvoke))
			return true;
		if (llvm.IsACallInst(at) && !is_plain_call(at) &&
		    !llvm.GetIntrinsicID(llvm.GetCalledValue(at)))
			return true;
	}
	return false;
}

/* The ways through the loop: the first operand of a branch, or switch, is its condition. */
static bool add_branches(struct derived *derived)
{
	const struct loop *loop = derived->loop;
	for (size_t i = 0; i < loop->count; i++) {
		LLVMBasicBlockRef block = loop->cfg->blocks[loop->blocks[i]];
		LLVMValueRef end = llvm.GetBasicBlockTerminator(block);
		unsigned count = llvm.GetNumSuccessors(end);
		if (calls_out(block) || count == 0 ||
		    (count > 1 && !add_value(derived, llvm.GetOperand(end, 0))))
			return false;
	}
	return true;
}

/* What the state is in the next round. */
static bool add_next(struct derived *derived)
{
	const struct loop *loop = derived->loop;
	for (unsigned i = 0; i < llvm.CountIncoming(derived->state); i++) {
		LLVMBasicBlockRef from = llvm.GetIncomingBlock(derived->state, i);
		if (loop->inside[cfg_index(loop->cfg, from)] &&
		    !add_value(derived, llvm.GetIncomingValue(derived->state, i)))
			return false;
	}
	return true;
}

static bool is_state(const struct loop *loop, LLVMValueRef phi)
{
	struct derived derived = {.loop = loop, .state = phi};
	if (llvm.GetTypeKind(llvm.TypeOf(phi)) != LLVMIntegerTypeKind || !add_branches(&derived) ||
	    !add_next(&derived))
		return false;
	for (unsigned i = 0; i < derived.count; i++) {
		if (!add_operands(&derived, derived.values[i]))
			return false;
	}
	return true;
}

static LLVMValueRef without_copies(LLVMValueRef value)
{
	while (llvm.IsACallInst(value) && llvm.IsAInlineAsm(llvm.GetCalledValue(value)) &&
	       llvm.GetNumArgOperands(value) == 1) {
		size_t size;
		llvm.GetInlineAsmAsmString(llvm.GetCalledValue(value), &size);
		if (size)
			break;
		value = llvm.GetOperand(value, 0);
	}
	return value;
}

/* The value is the state where the block is entered from the round's first block, or is that
 * block's own. */
static bool is_state_in(const struct loop *loop, size_t block, LLVMValueRef value,
			LLVMValueRef state)
{
	LLVMBasicBlockRef header = loop->cfg->blocks[loop->header];
	if (block == loop->header)
		return value == state;
	return llvm.IsAPHINode(value) &&
	       llvm.GetInstructionParent(value) == loop->cfg->blocks[block] &&
	       ir_incoming_from(value, header) == state &&
	       llvm.GetNumSuccessors(llvm.GetBasicBlockTerminator(header)) == 1;
}

/* How many states there are, by a check at the end of the block that all rounds pass on their way
 * from the start; UINT64_MAX when that has none. */
static uint64_t count_states(const struct loop *loop, size_t block, LLVMValueRef state)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(loop->cfg->blocks[block]);
	uint64_t most;
	if (llvm.IsASwitchInst(branch) || llvm.GetNumSuccessors(branch) != 2 ||
	    !ir_is_opcode(llvm.GetCondition(branch), LLVMICmp))
		return UINT64_MAX;
	LLVMValueRef compare = llvm.GetCondition(branch);
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
	LLVMValueRef compared = without_copies(llvm.GetOperand(compare, 0));
	if ((predicate != LLVMIntULE && predicate != LLVMIntULT) ||
	    loop->inside[cfg_index(loop->cfg, llvm.GetSuccessor(branch, 1))] ||
	    !ir_constant(llvm.GetOperand(compare, 1), &most) || most > MAX_STATES ||
	    !is_state_in(loop, block, compared, state))
		return UINT64_MAX;
	return predicate == LLVMIntULE ? most + 1 : most;
}

/* The blocks that each round begins with: the header, and what it alone leads to. */
static uint64_t find_states(const struct loop *loop, LLVMValueRef state)
{
	LLVMValueRef end = llvm.GetBasicBlockTerminator(loop->cfg->blocks[loop->header]);
	uint64_t states = count_states(loop, loop->header, state);
	if (states != UINT64_MAX || llvm.GetNumSuccessors(end) != 1)
		return states;
	size_t next = cfg_index(loop->cfg, llvm.GetSuccessor(end, 0));
	return loop->inside[next] ? count_states(loop, next, state) : UINT64_MAX;
}

LLVMValueRef state_rounds(const struct loop *loop, uint64_t *most)
{
	LLVMValueRef phi = llvm.GetFirstInstruction(loop->cfg->blocks[loop->header]);
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		uint64_t states = find_states(loop, phi);
		if (states > MAX_STATES || !is_state(loop, phi))
			continue;
		*most = states;
		return phi;
	}
	return NULL;
}
