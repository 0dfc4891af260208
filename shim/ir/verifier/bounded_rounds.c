/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Counts the rounds of loops of which the verifier sees no end. */
#include "ir/verifier/bounded_rounds.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/loop.h"
#include "ir/analysis/low_zeros.h"
#include "ir/llvm/changed.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/most_rounds.h"
#include "ir/verifier/quirk.h"

/* An edge to a loop's header. */
struct edge {
	LLVMBasicBlockRef from;
	bool inside; /* it comes from inside the loop */
};

/* A loop that is to count its rounds. */
struct counted {
	LLVMValueRef first; /* of its header: blocks change when others are split */
	struct edge *edges; /* owned */
	size_t edge_count;
	uint64_t most;
	LLVMValueRef state; /* or NULL */
};

struct counted_list {
	struct counted *at; /* owned */
	size_t count;
};

static void add(struct counted_list *list, const struct loop *loop, uint64_t most,
		LLVMValueRef state)
{
	struct cfg *cfg = loop->cfg;
	struct counted counted = {
		.first = llvm.GetFirstInstruction(cfg->blocks[loop->header]),
		.edge_count = cfg_edges_to(cfg, loop->header),
		.most = most,
		.state = state,
	};
	counted.edges = xcalloc(counted.edge_count, sizeof(*counted.edges));
	for (size_t i = 0; i < counted.edge_count; i++) {
		size_t from = cfg_source(cfg, loop->header, i);
		counted.edges[i] = (struct edge){cfg->blocks[from], loop->inside[from]};
	}
	list->at = xreallocarray(list->at, list->count + 1, sizeof(*list->at));
	list->at[list->count++] = counted;
}

static void collect(struct counted_list *list, struct ir *ir, LLVMValueRef function)
{
	LLVMTargetDataRef layout = llvm.CreateTargetDataLayout(ir->machine);
	struct model model;
	model_init(&model, function, layout);
	for (size_t header = 0; header < model.cfg.count; header++) {
		struct loop loop;
		LLVMValueRef state;
		uint64_t most;
		if (loop_init(&loop, &model.cfg, header) &&
		    most_rounds(&model, &loop, &most, &state))
			add(list, &loop, most, state);
		loop_release(&loop);
	}
	model_release(&model);
	llvm.DisposeTargetData(layout);
}

/* Each round checks the number by which it takes its way. Without what was known of it before, all
 * ways to the round are the same to the verifier. */
static void forget_state(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef state)
{
	if (!state || llvm.GetIntTypeWidth(llvm.TypeOf(state)) != 64)
		return;
	struct shaper shaper = {
		.ir = ir,
		.function = llvm.GetBasicBlockParent(llvm.GetInstructionParent(state)),
		.builder = builder,
	};
	/* All users but this take the copy. */
	LLVMValueRef known = opaque_copy(builder, state);
	LLVMValueRef copy = shape_forget_wide(&shaper, known);
	/* An address may be made of it, which has to be a multiple of what is read there. */
	unsigned zeros = low_zeros(state);
	if (zeros && zeros < 32)
		copy = llvm.BuildAnd(builder, copy, shape_i64(&shaper, -(1LL << zeros)), "");
	llvm.ReplaceAllUsesWith(state, copy);
	llvm.SetOperand(known, 0, state);
}

/* The rounds before this one are counted in a register of their own that code generation takes for
 * no multiple of another counter: it would keep the one of which the verifier knows nothing. */
static void build_count(struct ir *ir, const struct counted *counted)
{
	LLVMTypeRef i64 = llvm.Int64TypeInContext(ir->context);
	LLVMBasicBlockRef header = llvm.GetInstructionParent(counted->first);
	LLVMValueRef function = llvm.GetBasicBlockParent(header);
	LLVMValueRef first = counted->first, zero = llvm.ConstNull(i64);
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	LLVMBasicBlockRef never = llvm.AppendBasicBlockInContext(ir->context, function, "");

	while (llvm.IsAPHINode(first))
		first = llvm.GetNextInstruction(first);
	LLVMMetadataRef line = llvm.InstructionGetDebugLoc(first);
	ir_note_changed(ir, "bounded-rounds", line);
	LLVMBasicBlockRef check = ir_split_block(ir, builder, first);
	if (first != counted->first)
		llvm.PositionBuilderBefore(builder, counted->first);
	llvm.SetCurrentDebugLocation2(builder, line);
	LLVMValueRef count = llvm.BuildPhi(builder, i64, "");
	llvm.PositionBuilderAtEnd(builder, check);
	forget_state(ir, builder, counted->state);
	LLVMValueRef copy = opaque_copy(builder, count);
	LLVMValueRef more = llvm.BuildAdd(builder, copy, llvm.ConstInt(i64, 1, false), "");
	LLVMValueRef over = llvm.BuildICmp(builder, LLVMIntUGT, copy,
					   llvm.ConstInt(i64, counted->most, false), "");
	llvm.BuildCondBr(builder, over, never, header);
	for (size_t i = 0; i < counted->edge_count; i++) {
		struct edge *edge = &counted->edges[i];
		llvm.AddIncoming(count, edge->inside ? &more : &zero, &edge->from, 1);
	}
	llvm.PositionBuilderAtEnd(builder, never);
	llvm.BuildUnreachable(builder);
	llvm.DisposeBuilder(builder);
}

static int count_rounds(struct ir *ir, LLVMValueRef function)
{
	struct counted_list list = {0};
	collect(&list, ir, function);
	for (size_t i = 0; i < list.count; i++) {
		build_count(ir, &list.at[i]);
		free(list.at[i].edges);
	}
	free(list.at);
	return (int)list.count;
}

int bounded_rounds_count(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		if (!llvm.IsDeclaration(f))
			changed += count_rounds(ir, f);
	}
	return changed;
}
