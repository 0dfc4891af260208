/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Many loops, one after another. For each loop that scalar evolution counts, it looks at all
 * conditions on the way there, back to where two ways meet: in a row of loops, those of all loops
 * before. So 256 loops cost a passage of each of LLVM's loop passes 16 times as much as 64. Here a
 * row is parted: before each 16th loop two ways meet, of which LLVM cannot know that one is never
 * taken.
 */
#include "ir/loops/chains.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/loop.h"
#include "ir/llvm/module.h"
#include "ir/llvm/passes.h"

/* Functions with fewer loops stay as they are. Rows of 8 cost LLVM no less than rows of 16. */
#define MIN_LOOPS 32
#define ROW 16

#define CHOICE "__bpf_shim_chain.choice"
#define SIDE "__bpf_shim_chain.side"

/* A function that LLVM takes to compute its result from its argument, or never to return. */
static LLVMValueRef declare(struct ir *ir, LLVMModuleRef module, const char *name,
			    LLVMTypeRef result)
{
	LLVMValueRef function = llvm.GetNamedFunction(module, name);
	if (function)
		return function;
	LLVMTypeRef argument = llvm.Int32TypeInContext(ir->context);
	function = llvm.AddFunction(module, name, llvm.FunctionType(result, &argument, 1, false));
	ir_add_attribute(ir, function, "memory");
	ir_add_attribute(ir, function, "nounwind");
	return function;
}

static LLVMValueRef build_call(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef function,
			       unsigned number)
{
	LLVMValueRef argument = llvm.ConstInt(llvm.Int32TypeInContext(ir->context), number, false);
	return llvm.BuildCall2(builder, llvm.GlobalGetValueType(function), function, &argument, 1,
			       "");
}

struct edge {
	LLVMBasicBlockRef from, to;
};

static void redirect(LLVMBasicBlockRef from, LLVMBasicBlockRef to, LLVMBasicBlockRef instead)
{
	LLVMValueRef terminator = llvm.GetBasicBlockTerminator(from);
	for (unsigned i = 0; i < llvm.GetNumSuccessors(terminator); i++) {
		if (llvm.GetSuccessor(terminator, i) == to)
			llvm.SetSuccessor(terminator, i, instead);
	}
}

/* from -> to becomes from -> fork -> join -> to, and fork -> side -> join. Each choice has a number
 * of its own, lest they are taken for one. */
static void part(struct ir *ir, LLVMModuleRef module, const struct edge *edge, unsigned number)
{
	LLVMBasicBlockRef fork = llvm.InsertBasicBlockInContext(ir->context, edge->to, "");
	LLVMBasicBlockRef side = llvm.InsertBasicBlockInContext(ir->context, edge->to, "");
	LLVMBasicBlockRef join = llvm.InsertBasicBlockInContext(ir->context, edge->to, "");
	LLVMValueRef choice = declare(ir, module, CHOICE, llvm.Int1TypeInContext(ir->context));
	LLVMValueRef call = declare(ir, module, SIDE, llvm.VoidTypeInContext(ir->context));
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);

	ir_replace_incoming(ir, edge->to, edge->from, join);
	redirect(edge->from, edge->to, fork);
	llvm.PositionBuilderAtEnd(builder, fork);
	llvm.BuildCondBr(builder, build_call(ir, builder, choice, number), side, join);
	llvm.PositionBuilderAtEnd(builder, side);
	build_call(ir, builder, call, number);
	llvm.BuildBr(builder, join);
	llvm.PositionBuilderAtEnd(builder, join);
	llvm.BuildBr(builder, edge->to);
	llvm.DisposeBuilder(builder);
}

/* The only edge into the loop; false when there are more. */
static bool find_entry(const struct loop *loop, struct edge *edge)
{
	struct cfg *cfg = loop->cfg;
	size_t edges = cfg_edges_to(cfg, loop->header);
	if (edges != loop->latches + 1)
		return false;
	for (size_t i = 0; i < edges; i++) {
		size_t source = cfg_source(cfg, loop->header, i);
		if (!loop->inside[source])
			*edge = (struct edge){cfg->blocks[source], cfg->blocks[loop->header]};
	}
	return edge->from != NULL;
}

static unsigned part_function(struct ir *ir, LLVMModuleRef module, LLVMValueRef function)
{
	struct edge *entries = NULL;
	unsigned count = 0, parted = 0;
	struct cfg cfg;

	cfg_init(&cfg, function);
	for (size_t header = 0; header < cfg.count; header++) {
		struct loop loop;
		struct edge edge = {0};
		if (loop_init(&loop, &cfg, header) && find_entry(&loop, &edge)) {
			entries = xreallocarray(entries, count + 1, sizeof(*entries));
			entries[count++] = edge;
		}
		loop_release(&loop);
	}
	cfg_release(&cfg);
	for (unsigned i = ROW; i < count && count > MIN_LOOPS; i += ROW)
		part(ir, module, &entries[i], parted++);
	free(entries);
	return parted;
}

int chains_part(struct ir *ir, LLVMModuleRef module)
{
	int parted = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f))
		parted += (int)part_function(ir, module, f);
	return parted;
}

/* Takes all calls of the function away, with this in the place of their result, and the function.
 * Returns the functions that had some, each once or more; the caller frees. */
static LLVMValueRef *drop_calls(LLVMModuleRef module, const char *name, LLVMValueRef result,
				size_t *count)
{
	LLVMValueRef function = llvm.GetNamedFunction(module, name), *callers = NULL;
	LLVMUseRef use;

	for (*count = 0; function && (use = llvm.GetFirstUse(function)); ++*count) {
		LLVMValueRef call = llvm.GetUser(use);
		callers = xreallocarray(callers, *count + 1, sizeof(*callers));
		callers[*count] = llvm.GetBasicBlockParent(llvm.GetInstructionParent(call));
		if (result)
			llvm.ReplaceAllUsesWith(call, result);
		llvm.InstructionEraseFromParent(call);
	}
	if (function)
		llvm.DeleteFunction(function);
	return callers;
}

static int tidy(struct ir *ir, LLVMModuleRef module, LLVMValueRef *functions, size_t count)
{
	LLVMValueRef before = ir->focus;
	int err = 0;
	for (size_t i = 0; i < count && !err; i++) {
		if (i > 0 && functions[i] == functions[i - 1])
			continue;
		ir_focus(ir, functions[i]);
		err = passes_merge_blocks(ir, module);
	}
	ir_focus(ir, before);
	return err;
}

int chains_join(struct ir *ir, LLVMModuleRef module)
{
	LLVMTypeRef flag = llvm.Int1TypeInContext(ir->context);
	size_t count, sides;
	free(drop_calls(module, SIDE, NULL, &sides));
	LLVMValueRef *parted = drop_calls(module, CHOICE, llvm.ConstInt(flag, 0, false), &count);
	int err = tidy(ir, module, parted, count);
	free(parted);
	return err ? -1 : (int)count;
}
