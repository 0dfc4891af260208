/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * From LLVM's intrinsics to what code generation makes CO-RE relocations of. The passes that do it
 * (BPFAbstractMemberAccess, BPFPreserveDIType) have no name that could be asked for: they come with
 * LLVM's pipelines, at their start. The shortest pipeline has two more passes that change
 * something, and this is undone: inlining has its time later, and what keeps conditions from the
 * optimiser comes again with it.
 */
#include "ir/relocs/lower.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/names.h"
#include "base/text.h"
#include "ir/llvm/module.h"
#include "ir/llvm/passes.h"
#include "ir/llvm/rewrite.h"
#include "ir/relocs/flavours.h"
#include "ir/relocs/intrinsics.h"
#include "ir/relocs/needs.h"
#include "ir/relocs/units.h"

/* ---- what the pipeline is to leave alone ---- */

static void forbid_inlining(LLVMModuleRef module, struct names *inlined)
{
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (llvm.IsDeclaration(f) || !ir_has_attribute(f, "alwaysinline"))
			continue;
		names_add(inlined, ir_name(f), strlen(ir_name(f)));
		ir_remove_attribute(f, "alwaysinline");
	}
}

static void allow_inlining(struct ir *ir, LLVMModuleRef module, struct names *inlined)
{
	for (size_t i = 0; i < inlined->count; i++)
		ir_add_attribute(ir, llvm.GetNamedFunction(module, inlined->at[i]), "alwaysinline");
	names_release(inlined);
}

static bool is_read(LLVMValueRef value)
{
	LLVMValueRef from = llvm.IsALoadInst(value) ? llvm.GetOperand(value, 0) : NULL;
	return from && llvm.IsAGlobalVariable(from) && relocs_is_made(from);
}

static bool is_of_relocation(LLVMValueRef passthrough)
{
	LLVMValueRef value = llvm.GetOperand(passthrough, 1);

	if (!llvm.IsAInstruction(value))
		return false;
	if (llvm.GetInstructionOpcode(value) == LLVMGetElementPtr)
		value = llvm.GetOperand(value, llvm.GetNumOperands(value) - 1);
	return is_read(value);
}

static bool is_call_of(LLVMValueRef at, const char *front)
{
	LLVMValueRef callee =
		llvm.IsACallInst(at) ? llvm.IsAFunction(llvm.GetCalledValue(at)) : NULL;
	return callee && text_starts_with(ir_name(callee), front);
}

/* The barriers that the module has had before. */
struct barriers {
	LLVMValueRef *at;
	size_t count;
};

static bool is_barrier(LLVMValueRef at)
{
	return is_call_of(at, "llvm.bpf.passthrough.") || is_call_of(at, "llvm.bpf.compare.");
}

static void note_barriers(LLVMModuleRef module, struct barriers *barriers)
{
	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		for (LLVMValueRef at = ir_first_instruction(f); at; at = ir_next_instruction(at)) {
			if (!is_barrier(at))
				continue;
			barriers->at = xreallocarray(barriers->at, barriers->count + 1,
						     sizeof(*barriers->at));
			barriers->at[barriers->count++] = at;
		}
	}
}

static bool was_there(const struct barriers *barriers, LLVMValueRef at)
{
	for (size_t i = 0; i < barriers->count; i++)
		if (barriers->at[i] == at)
			return true;
	return false;
}

/* What a barrier is about, as it was without it. */
static LLVMValueRef bare(LLVMBuilderRef builder, LLVMValueRef at)
{
	if (is_call_of(at, "llvm.bpf.passthrough."))
		return llvm.GetOperand(at, 1);
	LLVMIntPredicate predicate =
		(LLVMIntPredicate)llvm.ConstIntGetZExtValue(llvm.GetOperand(at, 0));
	return llvm.BuildICmp(builder, predicate, llvm.GetOperand(at, 1), llvm.GetOperand(at, 2),
			      "");
}

static void drop_barriers(struct ir *ir, LLVMModuleRef module, struct barriers *old)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	struct barriers all = {0};

	note_barriers(module, &all);
	for (size_t i = 0; i < all.count; i++) {
		LLVMValueRef at = all.at[i];
		if (was_there(old, at) ||
		    (is_call_of(at, "llvm.bpf.passthrough.") && is_of_relocation(at)))
			continue;
		llvm.PositionBuilderBefore(builder, at);
		llvm.ReplaceAllUsesWith(at, bare(builder, at));
		llvm.InstructionEraseFromParent(at);
	}
	llvm.DisposeBuilder(builder);
	free(all.at);
	free(old->at);
}

/* ---- the intrinsics ---- */

/* LLVM forgets one that nothing uses, and code generation then fails over it. */
static bool drop_unused(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder,
			LLVMValueRef at)
{
	(void)ir, (void)module, (void)builder;
	LLVMValueRef callee =
		llvm.IsACallInst(at) ? llvm.IsAFunction(llvm.GetCalledValue(at)) : NULL;
	return callee && intrinsics_has(callee) && !llvm.GetFirstUse(at);
}

static int count_calls(LLVMModuleRef module)
{
	int count = 0;

	for (LLVMValueRef f = llvm.GetFirstFunction(module); f; f = llvm.GetNextFunction(f)) {
		if (!intrinsics_has(f))
			continue;
		for (LLVMUseRef use = llvm.GetFirstUse(f); use; use = llvm.GetNextUse(use))
			count++;
	}
	return count;
}

int relocs_lower(struct ir *ir, LLVMModuleRef module)
{
	struct names inlined = {0};
	struct barriers barriers = {0};

	if (!relocs_of_module_have_btf(ir, module))
		return -1;
	if (!count_calls(module))
		return 0;
	/* The last of a row first: then the one before it is unused. */
	while (rewrite_each(ir, module, drop_unused))
		;
	int count = count_calls(module);
	flavours_separate(ir, module);
	forbid_inlining(module, &inlined);
	note_barriers(module, &barriers);
	int err = passes_make_relocations(ir, module);
	drop_barriers(ir, module, &barriers);
	allow_inlining(ir, module, &inlined);
	return err ? -1 : count;
}
