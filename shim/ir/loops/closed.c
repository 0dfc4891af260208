/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Jumps that close loops. Before 6.7, check_cfg() looks at back edges in the order of its own
 * search, and takes none that is no jump. Code generation lays out some loops so that the last
 * instruction of the body stands before the first one of the header.
 */
#include "ir/loops/closed.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/plan.h"
#include "ir/llvm/module.h"

/* A number that code generation does not know, and the verifier does: 0. */
static LLVMValueRef build_zero(LLVMBuilderRef builder, const struct ir *ir)
{
	static const char text[] = "$0 = 0", constraint[] = "=r";
	LLVMTypeRef type = llvm.FunctionType(llvm.Int64TypeInContext(ir->context), NULL, 0, false);
	LLVMValueRef zero =
		llvm.GetInlineAsm(type, text, strlen(text), constraint, strlen(constraint), true,
				  false, LLVMInlineAsmDialectATT, false);
	return llvm.BuildCall2(builder, type, zero, NULL, 0, "");
}

/* Makes the way to the next block a branch, whose other way is never taken: copies for the phis of
 * the header come right before the end of the block. */
static void build_jump(LLVMBuilderRef builder, const struct ir *ir, LLVMBasicBlockRef from,
		       LLVMBasicBlockRef to)
{
	LLVMBasicBlockRef never =
		llvm.AppendBasicBlockInContext(ir->context, llvm.GetBasicBlockParent(from), "");
	LLVMValueRef end = llvm.GetBasicBlockTerminator(from);

	llvm.PositionBuilderAtEnd(builder, never);
	llvm.BuildUnreachable(builder);
	llvm.PositionBuilderBefore(builder, end);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(end));
	LLVMValueRef zero = build_zero(builder, ir);
	LLVMValueRef condition = llvm.BuildICmp(builder, LLVMIntEQ, zero,
						llvm.ConstInt(llvm.TypeOf(zero), 0, false), "");
	llvm.BuildCondBr(builder, condition, to, never);
	llvm.InstructionEraseFromParent(end);
}

/* Code generation may give an edge that is one of two a block of its own, with copies. */
static LLVMBasicBlockRef split_edge(struct ir *ir, LLVMBuilderRef builder, LLVMBasicBlockRef from,
				    LLVMBasicBlockRef to)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(from);
	LLVMBasicBlockRef between =
		llvm.AppendBasicBlockInContext(ir->context, llvm.GetBasicBlockParent(from), "");
	for (unsigned i = 0; i < llvm.GetNumSuccessors(branch); i++) {
		if (llvm.GetSuccessor(branch, i) == to)
			llvm.SetSuccessor(branch, i, between);
	}
	llvm.PositionBuilderAtEnd(builder, between);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(branch));
	llvm.BuildBr(builder, to);
	ir_replace_incoming(ir, to, from, between);
	return between;
}

/* Both edges of a branch to one block would need two phi entries. */
static bool is_simple(LLVMBasicBlockRef from, LLVMBasicBlockRef to)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(from);
	unsigned edges = 0;
	for (unsigned i = 0; i < llvm.GetNumSuccessors(branch); i++)
		edges += llvm.GetSuccessor(branch, i) == to;
	return edges == 1;
}

/* An edge that goes back. */
struct edge {
	LLVMBasicBlockRef from, to;
};

/* All of them, before blocks are added; the caller frees. */
static struct edge *find_edges(LLVMValueRef function, size_t *count)
{
	struct edge *edges = NULL;
	struct cfg cfg;
	size_t latch, header;

	cfg_init(&cfg, function);
	for (*count = 0; cfg_back_edge(&cfg, (unsigned)*count, &latch, &header); ++*count) {
		edges = xreallocarray(edges, *count + 1, sizeof(*edges));
		edges[*count] = (struct edge){cfg.blocks[latch], cfg.blocks[header]};
	}
	cfg_release(&cfg);
	return edges;
}

static bool close_loop(struct ir *ir, LLVMBuilderRef builder, struct edge edge)
{
	if (!is_simple(edge.from, edge.to))
		return false;
	if (llvm.GetNumSuccessors(llvm.GetBasicBlockTerminator(edge.from)) > 1)
		edge.from = split_edge(ir, builder, edge.from, edge.to);
	build_jump(builder, ir, edge.from, edge.to);
	return true;
}

static int close_loops(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef function)
{
	size_t count;
	struct edge *edges = find_edges(function, &count);
	int closed = 0;

	for (size_t i = 0; i < count; i++)
		closed += close_loop(ir, builder, edges[i]);
	free(edges);
	return closed;
}

int closed_loops_by_plan(struct ir *ir, LLVMModuleRef module)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	int closed = 0;
	for (size_t i = 0; i < ir->plan->closed.count; i++) {
		LLVMValueRef function = llvm.GetNamedFunction(module, ir->plan->closed.at[i]);
		if (function)
			closed += close_loops(ir, builder, function);
	}
	llvm.DisposeBuilder(builder);
	return closed;
}
