/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Looks for a number that leads a loop to its end. */
#include "ir/loops/followed.h"

#include "ir/analysis/cfg.h"

#define MAX_DEPTH 16
#define MAX_VISITS 32
/* BPF_COMPLEXITY_LIMIT_INSNS: no loop of more rounds is walked to its end. */
#define MAX_ROUNDS 1000000

/* By how much a value differs from the phi, on the paths of one round. */
struct step {
	const struct loop *loop;
	LLVMValueRef phi;
	int64_t least, most;
	LLVMValueRef visited[MAX_VISITS]; /* phis of inner loops go round */
	unsigned visits;
	bool any;
};

static bool is_inside(const struct loop *loop, LLVMValueRef phi, unsigned edge)
{
	return loop->inside[cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, edge))];
}

static bool is_number(LLVMValueRef value, int64_t *number)
{
	if (!llvm.IsAConstantInt(value) || llvm.GetIntTypeWidth(llvm.TypeOf(value)) > 64)
		return false;
	*number = llvm.ConstIntGetSExtValue(value);
	return true;
}

static void note(struct step *step, int64_t distance)
{
	if (!step->any || distance < step->least)
		step->least = distance;
	if (!step->any || distance > step->most)
		step->most = distance;
	step->any = true;
}

static bool collect(struct step *step, LLVMValueRef value, int64_t distance, int depth);

static bool collect_phi(struct step *step, LLVMValueRef phi, int64_t distance, int depth)
{
	for (unsigned i = 0; i < step->visits; i++) {
		if (step->visited[i] == phi)
			return true;
	}
	if (step->visits == MAX_VISITS)
		return false;
	step->visited[step->visits++] = phi;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		if (!collect(step, llvm.GetIncomingValue(phi, i), distance, depth))
			return false;
	}
	return true;
}

/* False for a value that is not the phi and constants. */
static bool collect(struct step *step, LLVMValueRef value, int64_t distance, int depth)
{
	int64_t number;
	if (value == step->phi) {
		note(step, distance);
		return true;
	}
	if (!llvm.IsAInstruction(value) || depth == MAX_DEPTH)
		return false;
	switch (llvm.GetInstructionOpcode(value)) {
	case LLVMAdd:
		return is_number(llvm.GetOperand(value, 1), &number) &&
		       !__builtin_add_overflow(distance, number, &distance) &&
		       collect(step, llvm.GetOperand(value, 0), distance, depth + 1);
	case LLVMSelect:
		return collect(step, llvm.GetOperand(value, 1), distance, depth + 1) &&
		       collect(step, llvm.GetOperand(value, 2), distance, depth + 1);
	case LLVMPHI:
		return collect_phi(step, value, distance, depth + 1);
	default:
		return false;
	}
}

/* All that comes back to the phi has moved in one direction. */
static bool find_step(struct step *step)
{
	for (unsigned i = 0; i < llvm.CountIncoming(step->phi); i++) {
		if (!is_inside(step->loop, step->phi, i))
			continue;
		step->visits = 0;
		if (!collect(step, llvm.GetIncomingValue(step->phi, i), 0, 0))
			return false;
	}
	return step->any && (step->least > 0 || step->most < 0);
}

static bool starts_with_constant(const struct loop *loop, LLVMValueRef phi)
{
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		if (!is_inside(loop, phi, i) && !llvm.IsAConstantInt(llvm.GetIncomingValue(phi, i)))
			return false;
	}
	return true;
}

/* The value is the phi, or what it becomes in this round. */
static bool is_of_phi(const struct step *step, LLVMValueRef value)
{
	struct step other = {.loop = step->loop, .phi = step->phi};
	return collect(&other, value, 0, 0) && other.any;
}

/* What does not change, and is no check for overflow: the verifier gives up long before. */
static bool is_bound(const struct loop *loop, LLVMValueRef value, LLVMIntPredicate predicate)
{
	int64_t number, least = predicate >= LLVMIntSGT ? -MAX_ROUNDS : 0;
	if (!loop_is_invariant(loop, value))
		return false;
	return !is_number(value, &number) || (number >= least && number <= MAX_ROUNDS);
}

/* The comparison at the end of a block ends the loop by the phi: by an order, or by an equality of
 * constants that are met. */
static bool is_end_by(const struct step *step, LLVMValueRef branch)
{
	if (llvm.GetNumSuccessors(branch) != 2 || llvm.IsASwitchInst(branch))
		return false;
	LLVMValueRef compare = llvm.GetCondition(branch);
	const struct loop *loop = step->loop;
	bool first = loop->inside[cfg_index(loop->cfg, llvm.GetSuccessor(branch, 0))];
	bool second = loop->inside[cfg_index(loop->cfg, llvm.GetSuccessor(branch, 1))];
	if (first == second || !llvm.IsAICmpInst(compare))
		return false;
	LLVMValueRef a = llvm.GetOperand(compare, 0), b = llvm.GetOperand(compare, 1);
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
	if (predicate > LLVMIntNE)
		return (is_of_phi(step, a) && is_bound(loop, b, predicate)) ||
		       (is_of_phi(step, b) && is_bound(loop, a, predicate));
	return is_of_phi(step, a) && llvm.IsAConstantInt(b) && step->least == step->most &&
	       starts_with_constant(loop, step->phi);
}

static bool ends_loop(const struct step *step)
{
	for (size_t i = 0; i < step->loop->cfg->count; i++) {
		if (step->loop->inside[i] &&
		    is_end_by(step, llvm.GetBasicBlockTerminator(step->loop->cfg->blocks[i])))
			return true;
	}
	return false;
}

/* A number that is shifted down each round comes to zero, which a check ends
 * (stuck_counters.c). */
static bool is_shifted(const struct loop *loop, LLVMValueRef phi)
{
	bool shifted = false;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		if (!is_inside(loop, phi, i))
			continue;
		if (!llvm.IsAInstruction(value) || (llvm.GetInstructionOpcode(value) != LLVMLShr &&
						    llvm.GetInstructionOpcode(value) != LLVMUDiv))
			return false;
		shifted = true;
	}
	return shifted;
}

bool loop_is_followed(const struct loop *loop)
{
	LLVMValueRef phi = llvm.GetFirstInstruction(loop->cfg->blocks[loop->header]);
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		struct step step = {.loop = loop, .phi = phi};
		if (llvm.GetTypeKind(llvm.TypeOf(phi)) != LLVMIntegerTypeKind)
			continue;
		if (is_shifted(loop, phi) || (find_step(&step) && ends_loop(&step)))
			return true;
	}
	return false;
}

bool loop_find_lost(LLVMValueRef function, unsigned *number)
{
	struct cfg cfg;
	size_t latch, header;
	bool lost = false;
	cfg_init(&cfg, function);
	for (; !lost && cfg_back_edge(&cfg, *number, &latch, &header); *number += !lost) {
		struct loop loop;
		lost = loop_init(&loop, &cfg, header) && !loop_is_followed(&loop);
		loop_release(&loop);
	}
	cfg_release(&cfg);
	return lost;
}
