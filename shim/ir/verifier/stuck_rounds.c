/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Rounds that change nothing. Where a byte is read twice, as from_utf8() reads the one that ends a
 * run of ASCII, the verifier takes the two for different, and finds a way round the loop on which
 * no number moves. A loop that writes no memory, and whose only number is what it was a round
 * before, would go on like that for ever: in functions whose loops forget their results it ends
 * there, with 'unreachable'.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ir/analysis/loop.h"
#include "ir/analysis/plan.h"
#include "ir/llvm/module.h"
#include "ir/verifier/bounds_check.h"
#include "ir/verifier/quirk.h"

struct round {
	LLVMValueRef phi, before; /* before: what the phi was in the last round */
};

struct work {
	struct round *at; /* owned */
	size_t count;
};

/* False for what may write, or may find other memory than before. */
static bool changes_nothing(LLVMValueRef at)
{
	switch (llvm.GetInstructionOpcode(at)) {
	case LLVMLoad:
		return !llvm.GetVolatile(at);
	case LLVMCall:
		return llvm.IsAFunction(llvm.GetCalledValue(at)) &&
		       (text_starts_with(ir_name(llvm.GetCalledValue(at)), "llvm.umin.") ||
			text_starts_with(ir_name(llvm.GetCalledValue(at)), "llvm.umax.") ||
			text_starts_with(ir_name(llvm.GetCalledValue(at)), "llvm.fshl.") ||
			text_starts_with(ir_name(llvm.GetCalledValue(at)), "llvm.assume"));
	case LLVMStore:
	case LLVMFence:
	case LLVMAtomicRMW:
	case LLVMAtomicCmpXchg:
	case LLVMInvoke:
	case LLVMCallBr:
	case LLVMVAArg:
		return false;
	default:
		return true;
	}
}

static bool writes_nothing(const struct loop *loop)
{
	for (size_t i = 0; i < loop->cfg->count; i++) {
		if (!loop->inside[i])
			continue;
		for (LLVMValueRef at = llvm.GetFirstInstruction(loop->cfg->blocks[i]); at;
		     at = llvm.GetNextInstruction(at)) {
			if (!changes_nothing(at))
				return false;
		}
	}
	return true;
}

/* The only phi of the header, an i64 that is not plainly another number each round; or NULL. */
static LLVMValueRef find_phi(const struct loop *loop)
{
	LLVMValueRef phi = llvm.GetFirstInstruction(loop->cfg->blocks[loop->header]);
	int64_t number;
	if (!llvm.IsAPHINode(phi) || shape_width(phi) != 64 ||
	    llvm.IsAPHINode(llvm.GetNextInstruction(phi)))
		return NULL;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		if (loop->inside[cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, i))] &&
		    !(llvm.IsAInstruction(value) && llvm.GetInstructionOpcode(value) == LLVMAdd &&
		      llvm.GetOperand(value, 0) == phi &&
		      ir_signed_constant(llvm.GetOperand(value, 1), &number)))
			return phi;
	}
	return NULL;
}

/* A number that is not the first one stands for the round before the first. */
static LLVMValueRef build_before(struct shaper *shaper, const struct loop *loop, LLVMValueRef phi)
{
	shape_stand_before(shaper, phi);
	LLVMValueRef before = llvm.BuildPhi(shaper->builder, llvm.TypeOf(phi), "");
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMBasicBlockRef from = llvm.GetIncomingBlock(phi, i);
		LLVMValueRef value = phi;
		if (!loop->inside[cfg_index(loop->cfg, from)]) {
			shape_stand_before(shaper, llvm.GetBasicBlockTerminator(from));
			value = llvm.BuildAdd(shaper->builder, llvm.GetIncomingValue(phi, i),
					      shape_i64(shaper, 1), "");
		}
		llvm.AddIncoming(before, &value, &from, 1);
	}
	return before;
}

static void collect(struct shaper *shaper, struct work *work, struct cfg *cfg)
{
	for (size_t header = 0; header < cfg->count; header++) {
		struct loop loop;
		bool found = loop_init(&loop, cfg, header);
		LLVMValueRef phi = found && writes_nothing(&loop) ? find_phi(&loop) : NULL;
		if (phi) {
			work->at = xreallocarray(work->at, work->count + 1, sizeof(*work->at));
			work->at[work->count++] =
				(struct round){phi, build_before(shaper, &loop, phi)};
		}
		loop_release(&loop);
	}
}

static void shape(struct shaper *shaper, const struct round *round)
{
	LLVMValueRef next = llvm.GetNextInstruction(round->phi);
	shape_split_before(shaper, next);
	shape_go_on_if(shaper,
		       llvm.BuildICmp(shaper->builder, LLVMIntNE, round->phi, round->before, ""),
		       next);
	shape_note(shaper, next);
}

void shape_stuck_rounds(struct shaper *shaper)
{
	struct work work = {0};
	struct cfg cfg;

	if (!names_has(&shaper->ir->plan->merged, ir_name(shaper->function)))
		return;
	cfg_init(&cfg, shaper->function);
	collect(shaper, &work, &cfg);
	cfg_release(&cfg);
	for (size_t i = 0; i < work.count; i++)
		shape(shaper, &work.at[i]);
	free(work.at);
}
