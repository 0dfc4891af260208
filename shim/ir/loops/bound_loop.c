/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loops whose bound scalar evolution does not find, though their state is all constants in the end:
 * chained ranges, cursors that advance by one to four. Such a loop is given a counter of its own,
 * which leads to a marker after so many rounds; so it can be unrolled, and the optimiser then
 * proves round by round where it ends. If the marker goes away by that, the bound held; if not, the
 * attempt is thrown away.
 */
#include "ir/loops/bound_loop.h"

#include <string.h>

#include "ir/analysis/cfg.h"
#include "ir/llvm/module.h"

#define BOUND_MARKER "__bpf_shim_bound"

static LLVMValueRef marker_function(struct ir *ir, LLVMModuleRef module)
{
	LLVMValueRef marker = llvm.GetNamedFunction(module, BOUND_MARKER);
	if (marker)
		return marker;
	marker = llvm.AddFunction(
		module, BOUND_MARKER,
		llvm.FunctionType(llvm.VoidTypeInContext(ir->context), NULL, 0, false));
	ir_add_attribute(ir, marker, "noreturn");
	ir_add_attribute(ir, marker, "nounwind");
	return marker;
}

static LLVMValueRef build_counter(struct ir *ir, LLVMBuilderRef builder, const struct cfg *cfg,
				  LLVMBasicBlockRef latch, LLVMBasicBlockRef header)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(ir->context);
	LLVMValueRef zero = llvm.ConstInt(i64, 0, false);
	llvm.PositionBuilderBefore(builder, llvm.GetFirstInstruction(header));
	LLVMValueRef counter = llvm.BuildPhi(builder, i64, "");
	for (size_t i = 0; i < cfg->count; i++) {
		LLVMValueRef terminator = llvm.GetBasicBlockTerminator(cfg->blocks[i]);
		unsigned count = llvm.GetNumSuccessors(terminator);
		for (unsigned s = 0; s < count; s++) {
			if (llvm.GetSuccessor(terminator, s) == header && cfg->blocks[i] != latch)
				llvm.AddIncoming(counter, &zero, &cfg->blocks[i], 1);
		}
	}
	return counter;
}

/* The edge latch -> header goes through a block that counts. */
static void count_rounds(struct ir *ir, LLVMModuleRef module, const struct cfg *cfg,
			 LLVMBasicBlockRef latch, LLVMBasicBlockRef header, unsigned rounds)
{
	LLVMValueRef function = llvm.GetBasicBlockParent(header);
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	LLVMTypeRef i64 = llvm.Int64TypeInContext(ir->context);
	LLVMValueRef marker = marker_function(ir, module);
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(latch);
	LLVMBasicBlockRef again = llvm.AppendBasicBlockInContext(ir->context, function, "");
	LLVMBasicBlockRef beyond = llvm.AppendBasicBlockInContext(ir->context, function, "");

	LLVMValueRef counter = build_counter(ir, builder, cfg, latch, header);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(branch));
	llvm.PositionBuilderAtEnd(builder, again);
	LLVMValueRef next = llvm.BuildAdd(builder, counter, llvm.ConstInt(i64, 1, false), "");
	LLVMValueRef inside =
		llvm.BuildICmp(builder, LLVMIntULT, next, llvm.ConstInt(i64, rounds, false), "");
	llvm.BuildCondBr(builder, inside, header, beyond);
	llvm.PositionBuilderAtEnd(builder, beyond);
	llvm.BuildCall2(builder, llvm.GlobalGetValueType(marker), marker, NULL, 0, "");
	llvm.BuildUnreachable(builder);
	llvm.DisposeBuilder(builder);

	unsigned count = llvm.GetNumSuccessors(branch);
	for (unsigned s = 0; s < count; s++) {
		if (llvm.GetSuccessor(branch, s) == header)
			llvm.SetSuccessor(branch, s, again);
	}
	llvm.AddIncoming(counter, &next, &again, 1);
	ir_replace_incoming(ir, header, latch, again);
}

bool bound_loop(struct ir *ir, LLVMModuleRef module, const char *entry, unsigned number,
		unsigned rounds)
{
	struct cfg cfg;
	size_t latch, header;
	LLVMValueRef function = llvm.GetNamedFunction(module, entry);
	if (!function)
		return false;
	cfg_init(&cfg, function);
	bool found = cfg_back_edge(&cfg, number, &latch, &header);
	if (found)
		count_rounds(ir, module, &cfg, cfg.blocks[latch], cfg.blocks[header], rounds);
	cfg_release(&cfg);
	return found;
}

bool bound_loop_held(LLVMValueRef function)
{
	for (LLVMValueRef at = ir_first_instruction(function); at; at = ir_next_instruction(at)) {
		if (ir_calls(at, BOUND_MARKER))
			return false;
	}
	return true;
}
