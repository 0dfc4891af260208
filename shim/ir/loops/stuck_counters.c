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
#include "ir/loops/round_value.h"

#define MAX_DEPTH 6
/* Where a loop is entered, its counter has been checked before; of two loops that have the same
 * one, often before the first. */
#define MAX_DOMINATORS 32
#define MAX_USES 16

/* ---- loops ---- */

static bool comes_from_inside(const struct loop *loop, LLVMValueRef phi, unsigned edge)
{
	return loop->inside[cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, edge))];
}

/* The number is halved, and shifted down: what comes back to the phi is zero when the phi is. */
static bool stays_zero(const struct loop *loop, LLVMValueRef phi)
{
	const struct round round = {phi, 0};
	bool shrinks = false;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		uint64_t number;
		if (!comes_from_inside(loop, phi, i))
			continue;
		if (!round_value(&round, value, &number) || number != 0)
			return false;
		/* What is the phi itself does not change; others have been looked at. */
		shrinks |= value != phi;
	}
	return shrinks;
}

/* The edge may be taken in the round; true where nothing is known. */
static bool may_take(const struct round *round, LLVMValueRef branch, unsigned edge)
{
	uint64_t truth;
	if (llvm.GetNumSuccessors(branch) != 2 || llvm.IsASwitchInst(branch) ||
	    !round_value(round, llvm.GetCondition(branch), &truth))
		return true;
	return (edge == 0) == (truth != 0);
}

struct ways {
	bool out;   /* of the loop */
	bool round; /* back to its header */
};

/* Where the paths of the round lead to. */
static struct ways find_ways(const struct loop *loop, const struct round *round)
{
	bool *seen = xcalloc(loop->cfg->count, sizeof(*seen));
	size_t *stack = xcalloc(loop->cfg->count, sizeof(*stack));
	size_t depth = 0;
	struct ways ways = {0};

	seen[loop->header] = true;
	stack[depth++] = loop->header;
	while (depth) {
		LLVMValueRef branch =
			llvm.GetBasicBlockTerminator(loop->cfg->blocks[stack[--depth]]);
		/* A return or 'unreachable' is a way out, too. */
		ways.out |= llvm.GetNumSuccessors(branch) == 0;
		for (unsigned i = 0; i < llvm.GetNumSuccessors(branch); i++) {
			size_t next = cfg_index(loop->cfg, llvm.GetSuccessor(branch, i));
			if (!may_take(round, branch, i))
				continue;
			/* From outside, the next way in has another number. */
			ways.out |= !loop->inside[next];
			ways.round |= next == loop->header;
			if (seen[next] || !loop->inside[next])
				continue;
			seen[next] = true;
			stack[depth++] = next;
		}
	}
	free(seen);
	free(stack);
	return ways;
}

/* The branch at the end of 'from' does not go to 'to' when the value is the number. */
static bool excludes(struct cfg *cfg, const struct round *number, size_t from, size_t to)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(cfg->blocks[from]);
	bool taken = false;
	for (unsigned i = 0; i < llvm.GetNumSuccessors(branch); i++) {
		if (llvm.GetSuccessor(branch, i) == cfg->blocks[to])
			taken |= may_take(number, branch, i);
	}
	return !taken;
}

/* A branch on the way to the block, and on to the header, excludes the number. */
static bool is_checked(const struct loop *loop, const struct round *number, size_t block)
{
	struct cfg *cfg = loop->cfg;
	if (excludes(cfg, number, block, loop->header))
		return true;
	for (int i = 0; i < MAX_DOMINATORS && block != 0; i++) {
		size_t idom = cfg_idom(cfg, block);
		if (idom == CFG_NONE)
			return false;
		if (cfg_has_one_way_in(cfg, block) && excludes(cfg, number, idom, block))
			return true;
		block = idom;
	}
	return false;
}

/* What the first operand of the value is when the value is this number, if that can be told. */
static bool invert(LLVMValueRef value, uint64_t number, uint64_t *inner)
{
	uint64_t constant, all = ir_all_bits(value);
	*inner = number;
	if (ir_is_opcode(value, LLVMZExt) || ir_is_opcode(value, LLVMSExt))
		return number <= ir_all_bits(llvm.GetOperand(value, 0)) >> 1;
	if (llvm.GetNumOperands(value) != 2 || !ir_constant(llvm.GetOperand(value, 1), &constant))
		return false;
	*inner = ir_is_opcode(value, LLVMXor) ? number ^ constant : (number - constant) & all;
	return ir_is_opcode(value, LLVMXor) || ir_is_opcode(value, LLVMAdd);
}

/* "(n + 1) & 3" is never zero where "n & 3" is never three, and "n >> 24 & 7" where "n & 7 << 24"
 * is not. */
static bool is_never_by_mask(const struct loop *loop, LLVMValueRef value, uint64_t number,
			     size_t block)
{
	uint64_t mask, bits, inner, other;
	LLVMValueRef made = llvm.GetOperand(value, 0);
	if (!ir_is_opcode(value, LLVMAnd) || !ir_constant(llvm.GetOperand(value, 1), &mask) ||
	    !llvm.IsAInstruction(made))
		return false;
	if (ir_is_opcode(made, LLVMLShr) && ir_constant(llvm.GetOperand(made, 1), &bits) &&
	    bits < 64 && mask <= ir_all_bits(value) >> bits) {
		mask <<= bits;
		inner = number << bits;
	} else if ((mask & (mask + 1)) || !invert(made, number, &inner)) {
		return false;
	}
	LLVMUseRef use = llvm.GetFirstUse(llvm.GetOperand(made, 0));
	for (unsigned i = 0; use && i < MAX_USES; i++, use = llvm.GetNextUse(use)) {
		const struct round round = {llvm.GetUser(use), inner & mask};
		if (ir_is_opcode(round.phi, LLVMAnd) &&
		    ir_constant(llvm.GetOperand(round.phi, 1), &other) && other == mask &&
		    is_checked(loop, &round, block))
			return true;
	}
	return false;
}

static bool is_never(const struct loop *loop, LLVMValueRef value, uint64_t number, size_t block,
		     int depth)
{
	const struct round round = {value, number};
	uint64_t inner;
	if (llvm.IsAConstantInt(value))
		return llvm.GetIntTypeWidth(llvm.TypeOf(value)) <= 64 &&
		       llvm.ConstIntGetZExtValue(value) != number;
	if (is_checked(loop, &round, block))
		return true;
	if (depth == MAX_DEPTH || !llvm.IsAInstruction(value) ||
	    llvm.GetIntTypeWidth(llvm.TypeOf(value)) > 64)
		return false;
	if (is_never_by_mask(loop, value, number, block))
		return true;
	if (invert(value, number, &inner))
		return is_never(loop, llvm.GetOperand(value, 0), inner, block, depth + 1);
	return number == 0 && ir_is_opcode(value, LLVMOr) &&
	       (is_never(loop, llvm.GetOperand(value, 0), 0, block, depth + 1) ||
		is_never(loop, llvm.GetOperand(value, 1), 0, block, depth + 1));
}

/* Half of what is more than one. */
static bool is_half(LLVMValueRef value, LLVMValueRef phi)
{
	if (!ir_is_opcode(value, LLVMLShr) || llvm.GetOperand(value, 0) != phi)
		return false;
	LLVMValueRef shift = llvm.GetOperand(value, 1);
	return llvm.IsAConstantInt(shift) && llvm.ConstIntGetZExtValue(shift) == 1;
}

/* It does not start as zero, and no round that begins with one leads to the next: halves of larger
 * numbers are not zero. */
static bool is_never_zero(const struct loop *loop, LLVMValueRef phi)
{
	const struct round one = {phi, 1};
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		size_t block = cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, i));
		if (loop->inside[block] ? value != phi && !is_half(value, phi)
					: !is_never(loop, value, 0, block, 0))
			return false;
	}
	return !find_ways(loop, &one).round;
}

/* A zero would go round for ever, or as long as nothing else ends the loop, and there is none. */
static bool is_stuck(const struct loop *loop, LLVMValueRef phi)
{
	const struct round zero = {phi, 0};
	struct ways ways = find_ways(loop, &zero);
	return !ways.out || (ways.round && is_never_zero(loop, phi));
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

static int check(struct ir *ir, LLVMModuleRef module, bool early)
{
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		if (!early || function_is_entry(ir, f))
			changed += check_function(ir, module, f, early);
	}
	return changed;
}

int stuck_counters_check(struct ir *ir, LLVMModuleRef module)
{
	return check(ir, module, false);
}

int stuck_counters_check_early(struct ir *ir, LLVMModuleRef module)
{
	return check(ir, module, true);
}
