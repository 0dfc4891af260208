/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Finds loops that a zero would never leave. */
#include "ir/loops/stuck_counters.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "ir/analysis/cfg.h"
#include "ir/analysis/functions.h"
#include "ir/analysis/loop.h"
#include "ir/llvm/changed.h"
#include "ir/llvm/module.h"

#define MAX_DEPTH 6

/* ---- values, when the phi is zero ---- */

static bool is_opcode(LLVMValueRef value, LLVMOpcode opcode)
{
	return llvm.IsAInstruction(value) && llvm.GetInstructionOpcode(value) == opcode;
}

static bool compare(LLVMIntPredicate predicate, uint64_t a, uint64_t b, bool *result)
{
	switch (predicate) {
	case LLVMIntEQ:
		*result = a == b;
		return true;
	case LLVMIntNE:
		*result = a != b;
		return true;
	case LLVMIntUGT:
		*result = a > b;
		return true;
	case LLVMIntUGE:
		*result = a >= b;
		return true;
	case LLVMIntULT:
		*result = a < b;
		return true;
	case LLVMIntULE:
		*result = a <= b;
		return true;
	default:
		return false;
	}
}

static bool evaluate(LLVMValueRef value, LLVMValueRef phi, int depth, uint64_t *number);

static bool evaluate_binary(LLVMValueRef value, LLVMValueRef phi, int depth, uint64_t *number)
{
	LLVMOpcode opcode = llvm.GetInstructionOpcode(value);
	uint64_t a, b;
	bool truth;
	bool known_a = evaluate(llvm.GetOperand(value, 0), phi, depth, &a);
	bool known_b = evaluate(llvm.GetOperand(value, 1), phi, depth, &b);

	*number = 0;
	if (opcode == LLVMAnd || opcode == LLVMMul)
		return (known_a && a == 0) || (known_b && b == 0);
	if (opcode == LLVMLShr || opcode == LLVMShl || opcode == LLVMUDiv || opcode == LLVMURem)
		return known_a && a == 0;
	if (opcode != LLVMICmp || !known_a || !known_b ||
	    !compare(llvm.GetICmpPredicate(value), a, b, &truth))
		return false;
	*number = truth;
	return true;
}

/* The value, as an unsigned number, in a round that the phi enters with zero. */
static bool evaluate(LLVMValueRef value, LLVMValueRef phi, int depth, uint64_t *number)
{
	*number = 0;
	if (value == phi)
		return true;
	if (llvm.GetTypeKind(llvm.TypeOf(value)) != LLVMIntegerTypeKind ||
	    llvm.GetIntTypeWidth(llvm.TypeOf(value)) > 64)
		return false;
	if (llvm.IsAConstantInt(value)) {
		*number = llvm.ConstIntGetZExtValue(value);
		return true;
	}
	if (!llvm.IsAInstruction(value) || depth == MAX_DEPTH)
		return false;
	if (is_opcode(value, LLVMZExt) || is_opcode(value, LLVMTrunc) || is_opcode(value, LLVMSExt))
		return evaluate(llvm.GetOperand(value, 0), phi, depth + 1, number) && *number == 0;
	return llvm.GetNumOperands(value) == 2 && evaluate_binary(value, phi, depth + 1, number);
}

/* ---- loops ---- */

/* The number is halved, and shifted down: what comes back to the phi is zero when the phi is. */
static bool stays_zero(const struct loop *loop, LLVMValueRef phi)
{
	bool shrinks = false;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		uint64_t number;
		if (!loop->inside[cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, i))])
			continue;
		if (!evaluate(value, phi, 0, &number) || number != 0)
			return false;
		/* What is the phi itself does not change; others have been looked at. */
		shrinks |= value != phi;
	}
	return shrinks;
}

/* The edges of a block that control may take when the phi is zero: a bit for each of the first two,
 * all where nothing is known. */
static bool may_take(LLVMValueRef branch, unsigned edge, LLVMValueRef phi)
{
	uint64_t truth;
	if (llvm.GetNumSuccessors(branch) != 2 || llvm.IsASwitchInst(branch) ||
	    !evaluate(llvm.GetCondition(branch), phi, 0, &truth))
		return true;
	return (edge == 0) == (truth != 0);
}

/* True when no way leads out of the loop for a zero. */
static bool is_stuck(const struct loop *loop, LLVMValueRef phi)
{
	bool *seen = xcalloc(loop->cfg->count, sizeof(*seen));
	size_t *stack = xcalloc(loop->cfg->count, sizeof(*stack));
	size_t depth = 0;
	bool leaves = false;

	seen[loop->header] = true;
	stack[depth++] = loop->header;
	while (depth && !leaves) {
		LLVMValueRef branch =
			llvm.GetBasicBlockTerminator(loop->cfg->blocks[stack[--depth]]);
		/* A return or 'unreachable' is a way out, too. */
		leaves = llvm.GetNumSuccessors(branch) == 0;
		for (unsigned i = 0; i < llvm.GetNumSuccessors(branch); i++) {
			size_t next = cfg_index(loop->cfg, llvm.GetSuccessor(branch, i));
			if (seen[next] || !may_take(branch, i, phi))
				continue;
			leaves |= !loop->inside[next];
			seen[next] = true;
			stack[depth++] = next;
		}
	}
	free(seen);
	free(stack);
	return !leaves;
}

static LLVMValueRef find_stuck(const struct loop *loop)
{
	LLVMValueRef phi = llvm.GetFirstInstruction(loop->cfg->blocks[loop->header]);
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		if (llvm.GetTypeKind(llvm.TypeOf(phi)) == LLVMIntegerTypeKind &&
		    llvm.GetIntTypeWidth(llvm.TypeOf(phi)) > 1 && stays_zero(loop, phi) &&
		    is_stuck(loop, phi))
			return phi;
	}
	return NULL;
}

/* ---- the check ---- */

static void end_program(struct ir *ir, LLVMModuleRef module, LLVMBuilderRef builder, bool early)
{
	if (early) {
		LLVMValueRef marker = function_panic_marker(ir, module);
		llvm.BuildCall2(builder, llvm.GlobalGetValueType(marker), marker, NULL, 0, "");
	}
	llvm.BuildUnreachable(builder);
}

static void build_check(struct ir *ir, LLVMModuleRef module, LLVMValueRef phi, bool early)
{
	LLVMBasicBlockRef header = llvm.GetInstructionParent(phi);
	LLVMValueRef first = phi;
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	LLVMBasicBlockRef stuck =
		llvm.AppendBasicBlockInContext(ir->context, llvm.GetBasicBlockParent(header), "");

	while (llvm.IsAPHINode(first))
		first = llvm.GetNextInstruction(first);
	LLVMMetadataRef line = llvm.InstructionGetDebugLoc(first);
	ir_note_changed(ir, "stuck-counters", line);
	ir_split_block(ir, builder, first);
	llvm.SetCurrentDebugLocation2(builder, line);
	LLVMValueRef zero =
		llvm.BuildICmp(builder, LLVMIntEQ, phi, llvm.ConstNull(llvm.TypeOf(phi)), "");
	llvm.BuildCondBr(builder, zero, stuck, header);
	llvm.PositionBuilderAtEnd(builder, stuck);
	llvm.SetCurrentDebugLocation2(builder, line);
	end_program(ir, module, builder, early);
	llvm.DisposeBuilder(builder);
}

static int check_function(struct ir *ir, LLVMModuleRef module, LLVMValueRef function, bool early)
{
	struct cfg cfg;
	LLVMValueRef *found = NULL;
	size_t count = 0;

	cfg_init(&cfg, function);
	for (size_t header = 0; header < cfg.count; header++) {
		struct loop loop;
		LLVMValueRef phi = loop_init(&loop, &cfg, header) ? find_stuck(&loop) : NULL;
		loop_release(&loop);
		if (!phi)
			continue;
		found = xreallocarray(found, count + 1, sizeof(*found));
		found[count++] = phi;
	}
	cfg_release(&cfg);
	for (size_t i = 0; i < count; i++)
		build_check(ir, module, found[i], early);
	free(found);
	return (int)count;
}

int stuck_counters_check(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		changed += check_function(ir, module, f, false);
	}
	return changed;
}

int stuck_counters_check_early(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		if (function_is_entry(ir, f))
			changed += check_function(ir, module, f, true);
	}
	return changed;
}
