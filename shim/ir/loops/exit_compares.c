/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Equalities at the ends of loops become comparisons of order. */
#include "ir/loops/exit_compares.h"

#include "ir/analysis/cfg.h"
#include "ir/analysis/loop.h"
#include "ir/llvm/changed.h"
#include "ir/llvm/module.h"

/* An exit of a loop: the branch at the end of a block that goes on while 'value' != 'end'. */
struct exit {
	const struct loop *loop;
	LLVMValueRef compare;
	LLVMValueRef value, end;
	bool stays_when_true; /* the branch goes round when the comparison holds */
	uint64_t step;        /* of COURSE_STEPS */
};

/* How the value changes from round to round. */
enum course {
	COURSE_UNKNOWN,
	COURSE_DOWN,  /* never up, and once below a number it stays there */
	COURSE_UP,    /* by one, from zero: it meets each number that is not above the end */
	COURSE_STEPS, /* down to zero, always a multiple of the step, which is a power of two */
};

static bool is_number(LLVMValueRef value, uint64_t *number)
{
	if (!llvm.IsAConstantInt(value) || llvm.GetIntTypeWidth(llvm.TypeOf(value)) > 64)
		return false;
	*number = llvm.ConstIntGetZExtValue(value);
	return true;
}

/* The phi of the loop's header that the value is, or that it was computed from in this round. */
static LLVMValueRef find_phi(const struct loop *loop, LLVMValueRef value)
{
	LLVMBasicBlockRef header = loop->cfg->blocks[loop->header];
	for (int depth = 0; depth < 4 && llvm.IsAInstruction(value); depth++) {
		if (llvm.IsAPHINode(value))
			return llvm.GetInstructionParent(value) == header ? value : NULL;
		value = llvm.GetNumOperands(value) ? llvm.GetOperand(value, 0) : value;
	}
	return NULL;
}

/* Each incoming value from inside the loop is one step from the phi. */
typedef bool (*is_step)(LLVMValueRef next, LLVMValueRef phi);

static bool steps_by(const struct loop *loop, LLVMValueRef phi, is_step step)
{
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		size_t from = cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, i));
		if (loop->inside[from] && !step(llvm.GetIncomingValue(phi, i), phi))
			return false;
	}
	return true;
}

/* next = phi >> n, or phi / n: also of the same number in another width. */
static bool is_shrinking(LLVMValueRef next, LLVMValueRef phi)
{
	uint64_t by;
	for (int depth = 0; depth < 4; depth++) {
		if (ir_is_opcode(next, LLVMZExt) || ir_is_opcode(next, LLVMTrunc)) {
			next = llvm.GetOperand(next, 0);
			continue;
		}
		bool shift = ir_is_opcode(next, LLVMLShr), division = ir_is_opcode(next, LLVMUDiv);
		if ((!shift && !division) || !is_number(llvm.GetOperand(next, 1), &by) ||
		    by < (shift ? 1 : 2))
			return false;
		next = llvm.GetOperand(next, 0);
		while (ir_is_opcode(next, LLVMZExt) || ir_is_opcode(next, LLVMTrunc))
			next = llvm.GetOperand(next, 0);
		return next == phi;
	}
	return false;
}

/* next = phi + 1, in 64 bits: it does not wrap around in any time that a program has. */
static bool is_counting(LLVMValueRef next, LLVMValueRef phi)
{
	uint64_t one;
	return ir_is_opcode(next, LLVMAdd) && llvm.GetOperand(next, 0) == phi &&
	       llvm.GetIntTypeWidth(llvm.TypeOf(phi)) == 64 &&
	       is_number(llvm.GetOperand(next, 1), &one) && one == 1;
}

static bool starts_at_zero(const struct loop *loop, LLVMValueRef phi)
{
	uint64_t start;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		size_t from = cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, i));
		if (!loop->inside[from] &&
		    (!is_number(llvm.GetIncomingValue(phi, i), &start) || start != 0))
			return false;
	}
	return true;
}

/* How many of the lowest bits are zero, as far as the form of the value says. */
static unsigned low_zeros(LLVMValueRef value, int depth)
{
	uint64_t number;
	if (is_number(value, &number))
		return number ? (unsigned)__builtin_ctzll(number) : 64;
	if (!llvm.IsAInstruction(value) || depth == 6)
		return 0;
	LLVMOpcode opcode = llvm.GetInstructionOpcode(value);
	unsigned a =
		llvm.GetNumOperands(value) ? low_zeros(llvm.GetOperand(value, 0), depth + 1) : 0;
	if (opcode == LLVMZExt || opcode == LLVMSExt || opcode == LLVMTrunc)
		return a;
	if (llvm.GetNumOperands(value) != 2)
		return 0;
	if (opcode == LLVMShl)
		return is_number(llvm.GetOperand(value, 1), &number) && number < 64 - a
			       ? a + (unsigned)number
			       : a;
	unsigned b = low_zeros(llvm.GetOperand(value, 1), depth + 1);
	switch (opcode) {
	case LLVMAnd:
		return a > b ? a : b;
	case LLVMAdd:
	case LLVMSub:
	case LLVMOr:
		return a < b ? a : b;
	default:
		return 0;
	}
}

/* phi - step, which is a power of two, from a multiple of it, down to zero. Multiples stay
 * multiples, also when they wrap around. */
static bool find_steps(struct exit *exit, LLVMValueRef phi)
{
	uint64_t end, more;
	if (!is_number(exit->end, &end) || end != 0)
		return false;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		if (!exit->loop->inside[cfg_index(exit->loop->cfg, llvm.GetIncomingBlock(phi, i))])
			continue;
		if (!ir_is_opcode(value, LLVMAdd) || llvm.GetOperand(value, 0) != phi ||
		    !is_number(llvm.GetOperand(value, 1), &more))
			return false;
		unsigned width = llvm.GetIntTypeWidth(llvm.TypeOf(phi));
		uint64_t step = width < 64 ? (UINT64_C(1) << width) - more : 0 - more;
		if ((exit->step && exit->step != step) || step < 2 || (step & (step - 1)))
			return false;
		exit->step = step;
	}
	if (exit->value != phi &&
	    (!ir_is_opcode(exit->value, LLVMAdd) || llvm.GetOperand(exit->value, 0) != phi ||
	     low_zeros(llvm.GetOperand(exit->value, 1), 0) < (unsigned)__builtin_ctzll(exit->step)))
		return false;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		bool inside =
			exit->loop
				->inside[cfg_index(exit->loop->cfg, llvm.GetIncomingBlock(phi, i))];
		if (!inside && low_zeros(value, 0) < (unsigned)__builtin_ctzll(exit->step))
			return false;
	}
	return exit->step != 0;
}

static enum course find_course(struct exit *exit)
{
	LLVMValueRef phi = find_phi(exit->loop, exit->value);
	if (!phi || llvm.GetTypeKind(llvm.TypeOf(phi)) != LLVMIntegerTypeKind)
		return COURSE_UNKNOWN;
	/* Below the end the value would never meet it. That is a loop without an end, unless there
	 * is another way out. */
	if (exit->loop->exits == 1 && llvm.IsAConstantInt(exit->end) &&
	    steps_by(exit->loop, phi, is_shrinking) &&
	    (exit->value == phi || is_shrinking(exit->value, phi) ||
	     ir_is_opcode(exit->value, LLVMTrunc) || ir_is_opcode(exit->value, LLVMZExt)))
		return COURSE_DOWN;
	if (steps_by(exit->loop, phi, is_counting) && starts_at_zero(exit->loop, phi) &&
	    (exit->value == phi || is_counting(exit->value, phi)))
		return COURSE_UP;
	return find_steps(exit, phi) ? COURSE_STEPS : COURSE_UNKNOWN;
}

/* The end that is compared with the value after its step may be zero, which it never is. */
static bool may_be_below_start(const struct exit *exit)
{
	uint64_t end;
	return !llvm.IsAPHINode(exit->value) && !(is_number(exit->end, &end) && end > 0);
}

static bool find_exit(const struct loop *loop, size_t block, struct exit *exit)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(loop->cfg->blocks[block]);
	if (llvm.GetNumSuccessors(branch) != 2 || llvm.IsASwitchInst(branch))
		return false;
	bool first = loop->inside[cfg_index(loop->cfg, llvm.GetSuccessor(branch, 0))];
	bool second = loop->inside[cfg_index(loop->cfg, llvm.GetSuccessor(branch, 1))];
	LLVMValueRef compare = llvm.GetCondition(branch);
	if (first == second || !ir_is_opcode(compare, LLVMICmp) ||
	    llvm.GetNextUse(llvm.GetFirstUse(compare)))
		return false;
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
	*exit = (struct exit){.loop = loop,
			      .compare = compare,
			      .value = llvm.GetOperand(compare, 0),
			      .end = llvm.GetOperand(compare, 1),
			      .stays_when_true = first};
	return predicate == (first ? LLVMIntNE : LLVMIntEQ) &&
	       llvm.GetTypeKind(llvm.TypeOf(exit->value)) == LLVMIntegerTypeKind &&
	       !loop_is_invariant(loop, exit->value) && loop_is_invariant(loop, exit->end);
}

/* What the phi is before the first round; NULL when that depends on the way. */
static LLVMValueRef find_start(const struct loop *loop, LLVMValueRef phi)
{
	LLVMValueRef start = NULL;
	for (unsigned i = 0; i < llvm.CountIncoming(phi); i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		if (loop->inside[cfg_index(loop->cfg, llvm.GetIncomingBlock(phi, i))])
			continue;
		if (start && start != value)
			return NULL;
		start = value;
	}
	return start;
}

static bool is_zero_compare(LLVMValueRef compare, LLVMValueRef value)
{
	uint64_t zero;
	if (!ir_is_opcode(compare, LLVMICmp) || !is_number(llvm.GetOperand(compare, 1), &zero) ||
	    zero || llvm.GetNextUse(llvm.GetFirstUse(compare)))
		return false;
	LLVMValueRef compared = llvm.GetOperand(compare, 0);
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
	return (predicate == LLVMIntEQ || predicate == LLVMIntNE) &&
	       (compared == value ||
		(ir_is_opcode(value, LLVMZExt) && llvm.GetOperand(value, 0) == compared));
}

/* The comparison of the start with zero that keeps the loop from being begun: of an inequality
 * verifiers before 6.8 learn nothing, and take the start for zero. */
static void order_guard(LLVMBuilderRef builder, const struct exit *exit)
{
	struct cfg *cfg = exit->loop->cfg;
	LLVMValueRef phi = find_phi(exit->loop, exit->value);
	LLVMValueRef start = find_start(exit->loop, phi);
	size_t guard = cfg_idom(cfg, exit->loop->header);
	if (!start || !llvm.IsAInstruction(start) || guard == CFG_NONE ||
	    !cfg_dominates(cfg, cfg_index(cfg, llvm.GetInstructionParent(start)), guard))
		return;
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(cfg->blocks[guard]);
	if (llvm.GetNumSuccessors(branch) != 2 || llvm.IsASwitchInst(branch) ||
	    !is_zero_compare(llvm.GetCondition(branch), start))
		return;
	LLVMValueRef compare = llvm.GetCondition(branch);
	bool equal = llvm.GetICmpPredicate(compare) == LLVMIntEQ;
	LLVMValueRef most = llvm.ConstInt(llvm.TypeOf(start), exit->step - 1, false);
	llvm.PositionBuilderBefore(builder, branch);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(compare));
	llvm.ReplaceAllUsesWith(
		compare, llvm.BuildICmp(builder, equal ? LLVMIntULE : LLVMIntUGT, start, most, ""));
	llvm.InstructionEraseFromParent(compare);
}

static bool order(struct ir *ir, LLVMBuilderRef builder, struct exit *exit)
{
	enum course course = find_course(exit);
	if (course == COURSE_UNKNOWN || (course == COURSE_UP && may_be_below_start(exit)))
		return false;
	LLVMIntPredicate stays = course == COURSE_UP ? LLVMIntULT : LLVMIntUGT;
	LLVMIntPredicate leaves = course == COURSE_UP ? LLVMIntUGE : LLVMIntULE;
	/* Below the step no multiple is left but zero. */
	LLVMValueRef end = course == COURSE_STEPS
				   ? llvm.ConstInt(llvm.TypeOf(exit->value), exit->step - 1, false)
				   : exit->end;
	ir_note_changed(ir, "exit-compares", llvm.InstructionGetDebugLoc(exit->compare));
	if (course == COURSE_STEPS)
		order_guard(builder, exit);
	llvm.PositionBuilderBefore(builder, exit->compare);
	llvm.SetCurrentDebugLocation2(builder, llvm.InstructionGetDebugLoc(exit->compare));
	llvm.ReplaceAllUsesWith(exit->compare,
				llvm.BuildICmp(builder, exit->stays_when_true ? stays : leaves,
					       exit->value, end, ""));
	llvm.InstructionEraseFromParent(exit->compare);
	return true;
}

static int order_in_function(struct ir *ir, LLVMBuilderRef builder, LLVMValueRef function)
{
	struct cfg cfg;
	int changed = 0;
	cfg_init(&cfg, function);
	for (size_t header = 0; header < cfg.count; header++) {
		struct loop loop;
		bool found = loop_init(&loop, &cfg, header);
		for (size_t i = 0; found && i < cfg.count; i++) {
			struct exit exit;
			if (loop.inside[i] && find_exit(&loop, i, &exit))
				changed += order(ir, builder, &exit);
		}
		loop_release(&loop);
	}
	cfg_release(&cfg);
	return changed;
}

int exit_compares_order(struct ir *ir, LLVMModuleRef module)
{
	LLVMBuilderRef builder = llvm.CreateBuilderInContext(ir->context);
	int changed = 0;
	for (LLVMValueRef f = ir_first_function(ir, module); f; f = ir_next_function(ir, f)) {
		changed += order_in_function(ir, builder, f);
	}
	llvm.DisposeBuilder(builder);
	return changed;
}
