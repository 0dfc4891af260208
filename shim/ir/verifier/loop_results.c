/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What a loop has counted, behind the loop. The verifier walks a loop round by round, and walks
 * what follows once for each round in which the loop may end: after three searches in one text that
 * is the third power of its length. In functions that the plan names, a number that comes out of an
 * outermost loop is one that the verifier has forgotten, and is compared with the greatest that it
 * can be; so the ways out of the loop become one. Where that fails there is 'unreachable'.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/loop.h"
#include "ir/analysis/plan.h"
#include "ir/llvm/module.h"
#include "ir/llvm/opaque.h"
#include "ir/verifier/bounds_check.h"
#include "ir/verifier/compared_ends.h"
#include "ir/verifier/greatest.h"
#include "ir/verifier/quirk.h"
#include "ir/verifier/rounds_count.h"

/* Of larger numbers the verifier makes no use. */
#define MAX_RESULT INT32_MAX
/* How many phis stand between a count and the place behind an outer loop. */
#define MAX_DEPTH 4

struct result {
	LLVMValueRef phi; /* behind the loop */
	int64_t min;      /* 0 or 1 */
	uint64_t max;     /* when it is no more than MAX_RESULT; else it is less than 2^32 */
};

struct results {
	struct result *at; /* owned */
	size_t count;
};

/* The greatest that the loop's counters can be, by what one of them is compared with on the way to
 * a block behind the loop (visited_bytes.c). */
static uint64_t greatest_compared(const struct loop *loop, LLVMBasicBlockRef block)
{
	LLVMValueRef phi = llvm.GetFirstInstruction(loop->cfg->blocks[loop->header]);
	uint64_t max = UINT64_MAX;
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		uint64_t found = rounds_is_counter(loop, phi) ? greatest_of(loop->cfg, phi, block)
							      : UINT64_MAX;
		max = found < max ? found : max;
	}
	return max;
}

/* The greatest count that the value is in the block; false when it is none. */
static bool find_greatest_count(struct cfg *cfg, LLVMValueRef value, LLVMBasicBlockRef block,
				uint64_t *max)
{
	if (!llvm.IsAPHINode(value))
		return false;
	struct loop loop;
	bool counts = loop_init(&loop, cfg, cfg_index(cfg, llvm.GetInstructionParent(value))) &&
		      rounds_is_counter(&loop, value);
	if (counts)
		*max = greatest_compared(&loop, block);
	loop_release(&loop);
	return counts;
}

/* All that comes to the phi comes out of the loop, and some of it changes there. */
static bool comes_out(const struct loop *loop, LLVMValueRef phi)
{
	bool varies = false;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		if (!loop->inside[cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, i))])
			return false;
		varies |= !loop_is_invariant(loop, llvm.GetIncomingValue(phi, i));
	}
	return varies;
}

/* The greatest that the value can be in the block; UINT64_MAX when it is only less than 2^32. False
 * when it may be more. */
static bool find_max(struct cfg *cfg, LLVMValueRef value, LLVMBasicBlockRef block, uint64_t *max,
		     int depth)
{
	*max = greatest_of(cfg, value, block);
	if (*max <= MAX_RESULT || find_greatest_count(cfg, value, block, max))
		return true;
	bool small = llvm.IsAPHINode(value) && depth < MAX_DEPTH;
	*max = 0;
	for (unsigned i = 0; small && i < llvm.CountIncoming(value); i++) {
		uint64_t of_one;
		small = find_max(cfg, llvm.GetIncomingValue(value, i),
				 llvm.GetIncomingBlock(value, i), &of_one, depth + 1);
		*max = of_one > *max ? of_one : *max;
	}
	return small;
}

static void collect_of_block(struct results *results, const struct loop *loop,
			     LLVMBasicBlockRef block)
{
	LLVMValueRef phi = llvm.GetFirstInstruction(block);
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		uint64_t max;
		if (shape_width(phi) != 64 || !llvm.GetFirstUse(phi) || !comes_out(loop, phi) ||
		    !find_max(loop->cfg, phi, block, &max, 0))
			continue;
		results->at = xreallocarray(results->at, results->count + 1, sizeof(*results->at));
		results->at[results->count++] = (struct result){
			phi, greatest_is_never_zero(loop->cfg, phi, block) && max, max};
	}
}

static void mark_inside(const struct loop *loop, bool *inner)
{
	for (size_t i = 0; i < loop->cfg->count; i++)
		inner[i] |= loop->inside[i] && i != loop->header;
}

static bool *find_inner_headers(struct cfg *cfg)
{
	bool *inner = xcalloc(cfg->count, sizeof(*inner));
	for (size_t header = 0; header < cfg->count; header++) {
		struct loop loop;
		if (loop_init(&loop, cfg, header))
			mark_inside(&loop, inner);
		loop_release(&loop);
	}
	return inner;
}

/* The results of inner loops lead the outer one to its end: the verifier has to know them. */
static void collect(struct results *results, struct cfg *cfg, const bool *inner)
{
	for (size_t header = 0; header < cfg->count; header++) {
		struct loop loop;
		bool found = loop_init(&loop, cfg, header) && !inner[header];
		for (size_t i = 0; found && i < cfg->count; i++) {
			if (!loop.inside[i])
				collect_of_block(results, &loop, cfg->blocks[i]);
		}
		loop_release(&loop);
	}
}

static void forget_ends(struct shaper *shaper, struct cfg *cfg, const bool *inner)
{
	for (size_t header = 0; header < cfg->count; header++) {
		struct loop loop;
		if (loop_init(&loop, cfg, header) && !inner[header])
			ends_forget_behind(shaper, &loop);
		loop_release(&loop);
	}
}

/* The first instruction of a block that is no phi. */
static LLVMValueRef behind_phis(LLVMValueRef phi)
{
	while (llvm.IsAPHINode(phi))
		phi = llvm.GetNextInstruction(phi);
	return phi;
}

static void shape(struct shaper *shaper, const struct result *result)
{
	LLVMBuilderRef builder = shaper->builder;
	LLVMValueRef next = behind_phis(result->phi);
	shape_split_before(shaper, next);
	LLVMValueRef known = opaque_copy(builder, result->phi);
	LLVMValueRef above = llvm.BuildAdd(builder, known, shape_i64(shaper, -result->min), "");
	LLVMValueRef forgotten = shape_forget(shaper, above);
	LLVMValueRef sum = llvm.BuildAdd(builder, forgotten, shape_i64(shaper, result->min), "");
	llvm.ReplaceAllUsesWith(result->phi, sum);
	llvm.SetOperand(known, 0, result->phi);
	if (result->max > MAX_RESULT) {
		llvm.BuildBr(builder, llvm.GetInstructionParent(next));
	} else {
		LLVMValueRef max = shape_i64(shaper, (int64_t)result->max - result->min);
		shape_go_on_if(shaper, llvm.BuildICmp(builder, LLVMIntULE, forgotten, max, ""),
			       next);
	}
	shape_note(shaper, next);
}

void shape_loop_results(struct shaper *shaper)
{
	struct results results = {0};
	struct cfg cfg;

	if (!names_has(&shaper->ir->plan->merged, ir_name(shaper->function)))
		return;
	cfg_init(&cfg, shaper->function);
	bool *inner = find_inner_headers(&cfg);
	collect(&results, &cfg, inner);
	forget_ends(shaper, &cfg, inner);
	free(inner);
	cfg_release(&cfg);
	for (size_t i = 0; i < results.count; i++)
		shape(shaper, &results.at[i]);
	free(results.at);
}
