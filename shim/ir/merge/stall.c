/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "ir/merge/stall.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/functions.h"
#include "ir/analysis/loop.h"
#include "ir/llvm/llvm.h"

/* A tree of calls doubles at each turn: with 1024 of them left, a link of 0.4 s, with 4096 one
 * of 8. Each of 16 nested loops is another 2 rounds at least: 65536 times the innermost body. */
#define MAX_CALLS 1024
#define MAX_NESTING 16

/* Wider constants count nothing down. */
#define MAX_BITS 64

static bool note_constant(struct stall *stall, size_t function, unsigned place, LLVMValueRef value)
{
	char text[64];

	if (!llvm.IsAConstantInt(value) || llvm.GetIntTypeWidth(llvm.TypeOf(value)) > MAX_BITS)
		return false;
	int len = snprintf(text, sizeof(text), "%zu %u %lld", function, place,
			   llvm.ConstIntGetSExtValue(value));
	return names_add(&stall->passed, text, (size_t)len);
}

static bool note_constants(struct stall *stall, size_t function, LLVMValueRef call)
{
	bool is_new = false;
	unsigned count = llvm.GetNumArgOperands(call);

	for (unsigned i = 0; i < count; i++)
		is_new |= note_constant(stall, function, i, llvm.GetOperand(call, i));
	return is_new;
}

static bool calls_stand_in(const struct ir *ir, const struct recursion *recursion,
			   LLVMBasicBlockRef block)
{
	for (LLVMValueRef at = llvm.GetFirstInstruction(block); at;
	     at = llvm.GetNextInstruction(at)) {
		if (!llvm.IsACallInst(at))
			continue;
		for (size_t i = 0; i < recursion->count; i++)
			if (llvm.GetCalledValue(at) == recursion_stand_in(ir, &recursion->at[i]))
				return true;
	}
	return false;
}

/* How many loops lie around the calls that are nested deepest. */
static unsigned nesting_in(const struct ir *ir, const struct recursion *recursion,
			   LLVMValueRef function)
{
	struct cfg cfg;
	unsigned deepest = 0;

	cfg_init(&cfg, function);
	unsigned *depth = xcalloc(cfg.count, sizeof(*depth));
	for (size_t header = 0; header < cfg.count; header++) {
		struct loop loop;
		if (loop_init(&loop, &cfg, header))
			for (size_t i = 0; i < loop.count; i++)
				depth[loop.blocks[i]]++;
		loop_release(&loop);
	}
	for (size_t i = 0; i < cfg.count; i++)
		if (depth[i] > deepest && calls_stand_in(ir, recursion, cfg.blocks[i]))
			deepest = depth[i];
	free(depth);
	cfg_release(&cfg);
	return deepest;
}

static bool nests_too_deep(const struct ir *ir, const struct recursion *recursion)
{
	for (size_t i = 0; i < ir->entries.count; i++)
		if (nesting_in(ir, recursion,
			       llvm.GetNamedFunction(ir->module, ir->entries.at[i])) > MAX_NESTING)
			return true;
	return false;
}

bool stall_found(struct stall *stall, const struct ir *ir, const struct recursion *recursion)
{
	bool is_new = false;
	size_t calls = 0;

	for (size_t i = 0; i < recursion->count; i++) {
		LLVMValueRef again = recursion_stand_in(ir, &recursion->at[i]);
		LLVMUseRef use = again ? llvm.GetFirstUse(again) : NULL;
		for (; use; use = llvm.GetNextUse(use)) {
			LLVMValueRef call = llvm.GetUser(use);
			LLVMBasicBlockRef block = llvm.GetInstructionParent(call);
			if (!function_is_entry(ir, llvm.GetBasicBlockParent(block)))
				continue;
			is_new |= note_constants(stall, i, call);
			calls++;
		}
	}
	return !is_new && (calls > MAX_CALLS || nests_too_deep(ir, recursion));
}

void stall_release(struct stall *stall)
{
	names_release(&stall->passed);
}
