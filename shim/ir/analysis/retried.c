/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Loops that go round as long as an atomic exchange fails. */
#include "ir/analysis/retried.h"

#include "ir/llvm/module.h"

/* How many ways the verifier keeps for later at a time is BPF_COMPLEXITY_LIMIT_JMP_SEQ, 8192: a
 * quarter is left to the rest of the program. */
#define KEPT_WAYS 6144
/* Of 256 processors that do nothing else, one fails 4096 times in a row once in nine million times;
 * of 64, 1024 times in a row once in ten million. A program that gives up sooner than that is worse
 * than one that is refused. */
#define MOST_TRIES 4096
#define LEAST_TRIES 1024

/* The flag of a cmpxchg's result: true when it has exchanged. */
static bool is_success(LLVMValueRef value)
{
	return ir_is_opcode(value, LLVMExtractValue) &&
	       ir_is_opcode(llvm.GetOperand(value, 0), LLVMAtomicCmpXchg) &&
	       llvm.GetIntTypeWidth(llvm.TypeOf(value)) == 1;
}

/* The edge is taken when an exchange has failed. */
static bool is_failure(struct cfg *cfg, size_t from, size_t to)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(cfg->blocks[from]);
	return !llvm.IsASwitchInst(branch) && llvm.GetNumSuccessors(branch) == 2 &&
	       llvm.GetSuccessor(branch, 0) != cfg->blocks[to] &&
	       llvm.GetSuccessor(branch, 1) == cfg->blocks[to] &&
	       is_success(llvm.GetCondition(branch));
}

/* So is each path of a round to the end of the block, or over its edge to the header. */
static bool comes_by_failure(const struct loop *loop, size_t block)
{
	struct cfg *cfg = loop->cfg;
	if (is_failure(cfg, block, loop->header))
		return true;
	while (block != loop->header) {
		size_t from = cfg_idom(cfg, block);
		if (cfg_has_one_way_in(cfg, block) && is_failure(cfg, from, block))
			return true;
		block = from;
	}
	return false;
}

static bool is_retried(const struct loop *loop)
{
	for (size_t i = 0; i < cfg_edges_to(loop->cfg, loop->header); i++) {
		size_t from = cfg_source(loop->cfg, loop->header, i);
		if (loop->inside[from] && !comes_by_failure(loop, from))
			return false;
	}
	return true;
}

static uint64_t count_choices(const struct loop *loop)
{
	uint64_t choices = 0;
	for (size_t i = 0; i < loop->count; i++) {
		LLVMValueRef branch =
			llvm.GetBasicBlockTerminator(loop->cfg->blocks[loop->blocks[i]]);
		if (llvm.GetNumSuccessors(branch) > 1)
			choices += llvm.GetNumSuccessors(branch) - 1;
	}
	return choices;
}

/* Of all such loops: control may come from one to the next behind each try. */
static uint64_t count_all_choices(struct cfg *cfg)
{
	uint64_t choices = 0;
	for (size_t header = 0; header < cfg->count; header++) {
		struct loop loop;
		if (loop_init(&loop, cfg, header) && is_retried(&loop))
			choices += count_choices(&loop);
		loop_release(&loop);
	}
	return choices;
}

bool retried_tries(const struct loop *loop, uint64_t *tries)
{
	if (!is_retried(loop))
		return false;
	uint64_t choices = count_all_choices(loop->cfg);
	if (choices <= KEPT_WAYS / MOST_TRIES)
		*tries = MOST_TRIES;
	else if (choices >= KEPT_WAYS / LEAST_TRIES)
		*tries = LEAST_TRIES;
	else
		*tries = KEPT_WAYS / choices;
	return true;
}
