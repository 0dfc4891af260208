/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What may change a value that was loaded. */
#include "ir/analysis/memory.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ir/analysis/address.h"
#include "ir/analysis/functions.h"
#include "ir/llvm/module.h"
#include "kernel/helpers.h"

/* A variable on the stack, and what was found out about it. */
struct memory_variable {
	LLVMValueRef value;
	bool is_private;
};

/* True for a variable whose address does not get away. */
static bool is_private(struct memory *memory, LLVMValueRef base)
{
	if (!llvm.IsAAllocaInst(base))
		return false;
	for (size_t i = 0; i < memory->variable_count; i++) {
		if (memory->variables[i].value == base)
			return memory->variables[i].is_private;
	}
	memory->variables = xreallocarray(memory->variables, memory->variable_count + 1,
					  sizeof(*memory->variables));
	memory->variables[memory->variable_count] =
		(struct memory_variable){.value = base, .is_private = address_is_private(base)};
	return memory->variables[memory->variable_count++].is_private;
}

/* Of LLVM's intrinsics only the memory builtins write anything here. */
bool memory_is_harmless_intrinsic(LLVMValueRef call)
{
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(call));
	if (!callee)
		return false;
	const char *name = ir_name(callee);
	return text_starts_with(name, "llvm.") && !text_starts_with(name, "llvm.mem");
}

static bool is_harmless_helper(LLVMValueRef call)
{
	uint64_t helper = function_called_helper(call);
	return helper && helper_keeps_memory(helper);
}

/* Another object than any other such: a variable or a global. */
static bool is_object(LLVMValueRef base)
{
	return llvm.IsAAllocaInst(base) || llvm.IsAGlobalVariable(base);
}

static bool is_choice(LLVMValueRef base)
{
	return llvm.IsAPHINode(base) || llvm.IsASelectInst(base);
}

/* Only a choice among addresses of the function itself leads to a variable whose address does not
 * get away; any pointer may lead to what is no such variable. */
static bool may_be(struct memory *memory, LLVMValueRef pointer)
{
	LLVMValueRef base = address_base(pointer), read = memory->base;
	if (base == read)
		return true;
	if (is_object(base) && is_object(read))
		return false;
	if (is_choice(base) || is_choice(read))
		return true;
	return !is_private(memory, base) && !is_private(memory, read);
}

/* Where a variable's life ends, its stack slot may become another variable's. */
bool memory_is_lifetime(LLVMValueRef call)
{
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(call));
	return callee && text_starts_with(ir_name(callee), "llvm.lifetime.");
}

static bool call_writes(struct memory *memory, LLVMValueRef call)
{
	if (memory_is_lifetime(call)) {
		unsigned last = llvm.GetNumArgOperands(call) - 1;
		return address_base(llvm.GetOperand(call, last)) == memory->base;
	}
	if (memory_is_harmless_intrinsic(call) || is_harmless_helper(call))
		return false;
	if (!is_private(memory, memory->base))
		return true;
	unsigned count = llvm.GetNumArgOperands(call);
	for (unsigned i = 0; i < count; i++) {
		LLVMValueRef argument = llvm.GetOperand(call, i);
		if (llvm.GetTypeKind(llvm.TypeOf(argument)) == LLVMPointerTypeKind &&
		    may_be(memory, argument))
			return true;
	}
	return false;
}

static bool writes(struct memory *memory, LLVMValueRef at)
{
	if (llvm.IsAStoreInst(at))
		return may_be(memory, llvm.GetOperand(at, 1));
	if (llvm.IsACallInst(at))
		return call_writes(memory, at);
	return llvm.IsAAtomicRMWInst(at) || llvm.IsAAtomicCmpXchgInst(at);
}

static bool writes_between(struct memory *memory, LLVMValueRef first, LLVMValueRef end)
{
	for (LLVMValueRef at = first; at && at != end; at = llvm.GetNextInstruction(at)) {
		if (writes(memory, at))
			return true;
	}
	return false;
}

/* Makes 'base' that of the load, and notes which blocks write there. */
void memory_set_base(struct memory *memory, LLVMValueRef load)
{
	LLVMValueRef base = address_base(llvm.GetOperand(load, 0));
	if (base == memory->base)
		return;
	memory->base = base;
	for (size_t i = 0; i < memory->cfg.count; i++)
		memory->block_writes[i] = writes_between(
			memory, llvm.GetFirstInstruction(memory->cfg.blocks[i]), NULL);
}

bool memory_reaches(struct memory *memory, size_t from, size_t to)
{
	if (!memory->reached[from])
		memory->reached[from] = cfg_reached_from(&memory->cfg, from);
	return memory->reached[from][to];
}

/* True when no way from the load to the use meets a write. */
bool memory_is_unchanged(struct memory *memory, LLVMValueRef load, LLVMValueRef use)
{
	LLVMBasicBlockRef from = llvm.GetInstructionParent(load);
	LLVMBasicBlockRef to = llvm.GetInstructionParent(use);
	if (from == to)
		return !writes_between(memory, load, use);
	if (writes_between(memory, load, NULL) ||
	    writes_between(memory, llvm.GetFirstInstruction(to), use))
		return false;
	size_t a = cfg_index(&memory->cfg, from), b = cfg_index(&memory->cfg, to);
	for (size_t m = 0; m < memory->cfg.count; m++) {
		if (memory->block_writes[m] && memory_reaches(memory, a, m) &&
		    memory_reaches(memory, m, b))
			return false;
	}
	return true;
}

void memory_init(struct memory *memory, LLVMValueRef function)
{
	*memory = (struct memory){0};
	cfg_init(&memory->cfg, function);
	memory->reached = xcalloc(memory->cfg.count, sizeof(*memory->reached));
	memory->block_writes = xcalloc(memory->cfg.count, sizeof(*memory->block_writes));
}

void memory_release(struct memory *memory)
{
	for (size_t i = 0; i < memory->cfg.count; i++)
		free(memory->reached[i]);
	free(memory->reached);
	free(memory->block_writes);
	free(memory->variables);
	cfg_release(&memory->cfg);
}
