/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Functions that only panic. They put a message together, and call the next one; the panic handler
 * mostly looks at none of it. The message has the addresses of functions that format values: core's
 * formatting, inlined into each of these, takes longer than all the rest of a program, and goes
 * when the panic has been inlined. Here it goes before.
 */
#include "ir/prepare/panic_paths.h"

#include <string.h>

#include "base/text.h"
#include "ir/analysis/address.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/functions.h"
#include "ir/analysis/memory.h"
#include "ir/llvm/module.h"

/* The panic marker, or a function that does nothing but call it. */
static bool is_panic(LLVMValueRef function)
{
	if (!function || llvm.IsDeclaration(function))
		return function && strcmp(ir_name(function), PANIC_MARKER) == 0;
	return ir_calls(ir_first_instruction(function), PANIC_MARKER);
}

static bool calls_panic(LLVMValueRef at)
{
	return llvm.IsACallInst(at) && is_panic(llvm.IsAFunction(llvm.GetCalledValue(at)));
}

/* Writes nothing that is there when the function has ended. */
static bool is_unseen_write(LLVMValueRef pointer)
{
	return llvm.IsAAllocaInst(address_base(pointer));
}

/* LLVM's functions that write have where they write to first. */
static bool is_unseen_call(LLVMValueRef call)
{
	LLVMValueRef callee = llvm.IsAFunction(llvm.GetCalledValue(call));
	if (memory_is_harmless_intrinsic(call))
		return true;
	return callee && text_starts_with(ir_name(callee), "llvm.mem") &&
	       is_unseen_write(llvm.GetOperand(call, 0));
}

/* Nobody sees that it has run. */
static bool is_unseen(LLVMValueRef at)
{
	switch (llvm.GetInstructionOpcode(at)) {
	case LLVMLoad:
		return !llvm.GetVolatile(at) && llvm.GetOrdering(at) == LLVMAtomicOrderingNotAtomic;
	case LLVMStore:
		return !llvm.GetVolatile(at) &&
		       llvm.GetOrdering(at) == LLVMAtomicOrderingNotAtomic &&
		       is_unseen_write(llvm.GetOperand(at, 1));
	case LLVMCall:
		return is_unseen_call(at);
	case LLVMInvoke:
	case LLVMCallBr:
	case LLVMFence:
	case LLVMAtomicRMW:
	case LLVMAtomicCmpXchg:
	case LLVMVAArg:
		return false;
	default:
		return true;
	}
}

/* The block ends in a panic, or goes on to others; nobody sees what it does before. */
static bool leads_to_panic(LLVMBasicBlockRef block)
{
	LLVMValueRef end = llvm.GetBasicBlockTerminator(block);
	for (LLVMValueRef at = llvm.GetFirstInstruction(block); at != end;
	     at = llvm.GetNextInstruction(at)) {
		if (calls_panic(at))
			return true;
		if (!is_unseen(at))
			return false;
	}
	return is_unseen(end) && llvm.GetNumSuccessors(end) > 0;
}

/* All ways through it end in a panic. */
static bool only_panics(LLVMValueRef function)
{
	for (LLVMBasicBlockRef block = llvm.GetFirstBasicBlock(function); block;
	     block = llvm.GetNextBasicBlock(block)) {
		if (!leads_to_panic(block))
			return false;
	}
	return !cfg_has_loops(function);
}

/* The blocks stay, without any code; nothing leads to the others. */
static void shorten(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
		    LLVMValueRef function)
{
	LLVMValueRef marker = function_panic_marker(ir, module);
	LLVMBasicBlockRef entry = llvm.GetFirstBasicBlock(function);
	for (LLVMBasicBlockRef block = entry; block; block = llvm.GetNextBasicBlock(block)) {
		LLVMValueRef end = llvm.GetBasicBlockTerminator(block);
		llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(end));
		ir_cut_block(ir, builder, llvm.GetFirstInstruction(block));
		if (block == entry)
			llvm.BuildCall2(builder, llvm.GlobalGetValueType(marker), marker, NULL, 0,
					"");
		llvm.BuildUnreachable(builder);
	}
}

/* Those whose callees are short. */
static int shorten_some(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder)
{
	int changed = 0;
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (llvm.IsDeclaration(f) || !ir_has_attribute(f, "noreturn") || is_panic(f) ||
		    !only_panics(f))
			continue;
		shorten(ir, module, builder, f);
		changed++;
	}
	return changed;
}

int panic_paths_shorten(struct ir *ir, LLVMModuleRef module)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	int changed = 0, some;
	while ((some = shorten_some(ir, module, builder)))
		changed += some;
	llvm.DisposeBuilder(builder);
	return changed;
}
