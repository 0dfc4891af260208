/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How large a value can be. */
#include "ir/verifier/greatest.h"

#include "base/text.h"
#include "ir/analysis/address.h"
#include "ir/llvm/module.h"
#include "ir/verifier/conditions.h"

/* How many blocks that dominate one are searched for comparisons. */
#define MAX_DOMINATORS 32
#define MAX_DEPTH 64
#define MAX_STEPS 2048
/* How deep in conditions that are made of two. */
#define MAX_CONDITIONS 4

/* Phis that are being looked at, from the outermost to the innermost. */
struct search {
	struct cfg *cfg;
	LLVMValueRef open[MAX_DEPTH];
	unsigned depth;
	unsigned steps;
};

struct limits {
	uint64_t min, max;
};

static bool is_same(LLVMValueRef a, LLVMValueRef value)
{
	return a == value || (ir_is_opcode(value, LLVMZExt) && llvm.GetOperand(value, 0) == a);
}

/* The comparison says of its first side what it says of the value. */
static bool is_about(LLVMValueRef compare, uint64_t number, LLVMValueRef value)
{
	LLVMIntPredicate predicate = llvm.GetICmpPredicate(compare);
	LLVMValueRef compared = llvm.GetOperand(compare, 0);
	return is_same(compared, value) ||
	       (number == 0 && (predicate == LLVMIntEQ || predicate == LLVMIntNE) &&
		condition_tests_bits_of(compared, value));
}

static void raise(struct limits *limits, uint64_t min)
{
	limits->min = min > limits->min ? min : limits->min;
}

static void lower(struct limits *limits, uint64_t max)
{
	limits->max = max < limits->max ? max : limits->max;
}

/* What the comparison with a constant says of the value where it is true, or false. */
static void limit_by_condition(LLVMValueRef compare, bool truth, LLVMValueRef value,
			       struct limits *limits, int depth)
{
	uint64_t number;
	unsigned second = depth < MAX_CONDITIONS ? condition_second_part(compare, truth) : 0;
	if (second) {
		limit_by_condition(llvm.GetOperand(compare, 0), truth, value, limits, depth + 1);
		limit_by_condition(llvm.GetOperand(compare, second), truth, value, limits,
				   depth + 1);
		return;
	}
	if (!ir_is_opcode(compare, LLVMICmp) ||
	    !ir_constant(llvm.GetOperand(compare, 1), &number) || !is_about(compare, number, value))
		return;
	switch (llvm.GetICmpPredicate(compare)) {
	case LLVMIntEQ:
		if (truth)
			lower(limits, number);
		if (truth || !number)
			raise(limits, truth ? number : 1);
		break;
	case LLVMIntNE:
		if (!truth)
			lower(limits, number);
		if (!truth || !number)
			raise(limits, truth ? 1 : number);
		break;
	case LLVMIntULT:
		if (!truth)
			raise(limits, number);
		else if (number)
			lower(limits, number - 1);
		break;
	case LLVMIntULE:
		if (truth)
			lower(limits, number);
		else if (number < UINT64_MAX)
			raise(limits, number + 1);
		break;
	case LLVMIntUGT:
		if (!truth)
			lower(limits, number);
		else if (number < UINT64_MAX)
			raise(limits, number + 1);
		break;
	case LLVMIntUGE:
		if (truth)
			raise(limits, number);
		else if (number)
			lower(limits, number - 1);
		break;
	default:
		break;
	}
}

/* What the branch from one block to the other says of the value. */
static void limit_by_edge(struct search *search, size_t from, size_t to, LLVMValueRef value,
			  struct limits *limits)
{
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(search->cfg->blocks[from]);
	if (llvm.IsASwitchInst(branch) || llvm.GetNumSuccessors(branch) != 2 ||
	    llvm.GetSuccessor(branch, 0) == llvm.GetSuccessor(branch, 1))
		return;
	bool truth = llvm.GetSuccessor(branch, 0) == search->cfg->blocks[to];
	limit_by_condition(llvm.GetCondition(branch), truth, value, limits, 0);
}

static struct limits limits_in(struct search *search, LLVMValueRef value, size_t block)
{
	struct limits limits = {0, UINT64_MAX};
	for (int i = 0; i < MAX_DOMINATORS && block != 0; i++) {
		size_t idom = cfg_idom(search->cfg, block);
		if (idom == CFG_NONE)
			break;
		if (cfg_edges_to(search->cfg, block) == 1)
			limit_by_edge(search, idom, block, value, &limits);
		block = idom;
	}
	return limits;
}

static bool is_at_least(struct search *search, LLVMValueRef value, uint64_t number, size_t block);

/* "x & mask", where the mask takes lowest bits alone away from any number that x can be. */
static bool is_masked_at_least(struct search *search, LLVMValueRef value, uint64_t number,
			       size_t block)
{
	uint64_t mask, whole = address_known_max(llvm.GetOperand(value, 0));
	if (!ir_constant(llvm.GetOperand(value, 1), &mask) || !mask)
		return false;
	uint64_t low = (UINT64_C(1) << __builtin_ctzll(mask)) - 1;
	uint64_t bits = mask | low;
	if ((bits & (bits + 1)) || whole > bits || number > UINT64_MAX - low)
		return false;
	return is_at_least(search, llvm.GetOperand(value, 0), (number + low) & ~low, block);
}

/* Of what the value is made of by one step. */
static bool is_made_at_least(struct search *search, LLVMValueRef value, uint64_t number,
			     size_t block)
{
	uint64_t bits;
	if (!llvm.IsAInstruction(value) || ++search->steps > MAX_STEPS)
		return false;
	switch (llvm.GetInstructionOpcode(value)) {
	case LLVMZExt:
		return is_at_least(search, llvm.GetOperand(value, 0), number, block);
	case LLVMLShr:
		return ir_constant(llvm.GetOperand(value, 1), &bits) && bits < 64 &&
		       number <= UINT64_MAX >> bits &&
		       is_at_least(search, llvm.GetOperand(value, 0), number << bits, block);
	case LLVMAnd:
		return is_masked_at_least(search, value, number, block);
	case LLVMCall:
		return condition_is_passthrough(value) &&
		       is_at_least(search, llvm.GetOperand(value, 1), number, block);
	default:
		return false;
	}
}

/* True when the value is at least so large in the block. */
static bool is_at_least(struct search *search, LLVMValueRef value, uint64_t number, size_t block)
{
	uint64_t constant;
	if (ir_constant(value, &constant))
		return constant >= number;
	if (limits_in(search, value, block).min >= number)
		return true;
	if (!llvm.IsAPHINode(value))
		return is_made_at_least(search, value, number, block);
	size_t to = cfg_index(search->cfg, llvm.GetInstructionParent(value));
	for (unsigned i = 0; i < llvm.CountIncoming(value); i++) {
		LLVMValueRef incoming = llvm.GetIncomingValue(value, i);
		size_t from = cfg_index(search->cfg, llvm.GetIncomingBlock(value, i));
		struct limits limits = limits_in(search, incoming, from);
		limit_by_edge(search, from, to, incoming, &limits);
		if (ir_constant(incoming, &constant))
			raise(&limits, constant);
		if (limits.min < number && !is_made_at_least(search, incoming, number, from))
			return false;
	}
	return true;
}

static uint64_t least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t most(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static uint64_t find(struct search *search, LLVMValueRef value, size_t block);

/* What a phi that is being looked at adds to itself, made smaller, makes it no greater. */
static uint64_t of_phi(struct search *search, LLVMValueRef phi)
{
	uint64_t max = 0;
	size_t to = cfg_index(search->cfg, llvm.GetInstructionParent(phi));
	for (unsigned i = 0; i < search->depth; i++) {
		if (search->open[i] == phi)
			return 0;
	}
	if (search->depth == MAX_DEPTH)
		return UINT64_MAX;
	search->open[search->depth++] = phi;
	for (unsigned i = 0; i < llvm.CountIncoming(phi) && max != UINT64_MAX; i++) {
		LLVMValueRef value = llvm.GetIncomingValue(phi, i);
		size_t from = cfg_index(search->cfg, llvm.GetIncomingBlock(phi, i));
		struct limits limits = {0, UINT64_MAX};
		limit_by_edge(search, from, to, value, &limits);
		max = most(max, least(limits.max, find(search, value, from)));
	}
	search->depth--;
	return max;
}

/* Each of these is no greater than what it is made of: of_phi() needs that. */
static uint64_t of_instruction(struct search *search, LLVMValueRef value)
{
	size_t block = cfg_index(search->cfg, llvm.GetInstructionParent(value));
	LLVMValueRef first = llvm.GetOperand(value, 0);
	int64_t number;
	switch (llvm.GetInstructionOpcode(value)) {
	case LLVMPHI:
		return of_phi(search, value);
	case LLVMSelect:
		return most(find(search, llvm.GetOperand(value, 1), block),
			    find(search, llvm.GetOperand(value, 2), block));
	case LLVMZExt:
	case LLVMFreeze:
		return find(search, first, block);
	case LLVMSub:
		return llvm.GetNUW(value) ? find(search, first, block) : UINT64_MAX;
	case LLVMAdd:
		if (ir_signed_constant(llvm.GetOperand(value, 1), &number) && number < 0 &&
		    number > INT64_MIN && is_at_least(search, first, (uint64_t)-number, block))
			return find(search, first, block);
		return UINT64_MAX;
	case LLVMCall:
		if (text_starts_with(ir_name(llvm.GetCalledValue(value)), "llvm.umin."))
			return least(find(search, first, block),
				     find(search, llvm.GetOperand(value, 1), block));
		return UINT64_MAX;
	default:
		return UINT64_MAX;
	}
}

static uint64_t find(struct search *search, LLVMValueRef value, size_t block)
{
	uint64_t max;
	if (ir_constant(value, &max))
		return max;
	if (!llvm.IsAInstruction(value) || ++search->steps > MAX_STEPS ||
	    llvm.GetTypeKind(llvm.TypeOf(value)) != LLVMIntegerTypeKind)
		return UINT64_MAX;
	max = least(address_known_max(value), limits_in(search, value, block).max);
	return least(max, of_instruction(search, value));
}

uint64_t greatest_of(struct cfg *cfg, LLVMValueRef value, LLVMBasicBlockRef block)
{
	struct search search = {.cfg = cfg};
	return find(&search, value, cfg_index(cfg, block));
}

/* Whether the comparison's being true, or false, means that 'a' is not greater than 'b'. */
static bool compare_orders(LLVMValueRef compare, bool truth, LLVMValueRef a, LLVMValueRef b)
{
	LLVMValueRef first = llvm.GetOperand(compare, 0), second = llvm.GetOperand(compare, 1);
	bool straight = first == a && second == b, turned = first == b && second == a;
	if (!straight && !turned)
		return false;
	switch (llvm.GetICmpPredicate(compare)) {
	case LLVMIntEQ:
		return truth;
	case LLVMIntNE:
		return !truth;
	case LLVMIntULT:
	case LLVMIntULE:
		return truth ? straight : turned;
	case LLVMIntUGT:
	case LLVMIntUGE:
		return truth ? turned : straight;
	default:
		return false;
	}
}

/* The same of a condition. One that is true because two are, or false because two are not, says
 * what both say. */
static bool condition_orders(LLVMValueRef condition, bool truth, LLVMValueRef a, LLVMValueRef b,
			     int depth)
{
	struct limits limits = {0, UINT64_MAX};
	uint64_t number, arm;
	if (!llvm.IsAInstruction(condition) || depth > MAX_CONDITIONS)
		return false;
	LLVMValueRef first = llvm.GetOperand(condition, 0);
	switch (llvm.GetInstructionOpcode(condition)) {
	case LLVMICmp:
		limit_by_condition(condition, truth, a, &limits, depth);
		return compare_orders(condition, truth, a, b) ||
		       (ir_constant(b, &number) && limits.max <= number);
	case LLVMAnd:
	case LLVMOr:
		return (llvm.GetInstructionOpcode(condition) == LLVMAnd) == truth &&
		       (condition_orders(first, truth, a, b, depth + 1) ||
			condition_orders(llvm.GetOperand(condition, 1), truth, a, b, depth + 1));
	case LLVMSelect:
		/* "first and other" has a 0 in its last place, "first or other" a 1 before that. */
		if (!ir_constant(llvm.GetOperand(condition, truth ? 2 : 1), &arm) || arm != !truth)
			return false;
		return condition_orders(first, truth, a, b, depth + 1) ||
		       condition_orders(llvm.GetOperand(condition, truth ? 1 : 2), truth, a, b,
					depth + 1);
	default:
		return false;
	}
}

bool is_entered_not_greater(struct cfg *cfg, LLVMValueRef a, LLVMValueRef b, size_t block)
{
	size_t from = cfg_idom(cfg, block);
	if (block == 0 || from == CFG_NONE || cfg_edges_to(cfg, block) != 1)
		return false;
	LLVMValueRef branch = llvm.GetBasicBlockTerminator(cfg->blocks[from]);
	if (llvm.IsASwitchInst(branch) || llvm.GetNumSuccessors(branch) != 2)
		return false;
	return condition_orders(llvm.GetCondition(branch),
				llvm.GetSuccessor(branch, 0) == cfg->blocks[block], a, b, 0);
}

bool is_known_not_greater(struct cfg *cfg, LLVMValueRef a, LLVMValueRef b, size_t block)
{
	for (int i = 0; i < MAX_DOMINATORS && block != 0; i++) {
		if (is_entered_not_greater(cfg, a, b, block))
			return true;
		block = cfg_idom(cfg, block);
		if (block == CFG_NONE)
			return false;
	}
	return false;
}

bool greatest_is_at_least(struct cfg *cfg, LLVMValueRef value, uint64_t number,
			  LLVMBasicBlockRef block)
{
	struct search search = {.cfg = cfg};
	return is_at_least(&search, value, number, cfg_index(cfg, block));
}

bool greatest_is_never_zero(struct cfg *cfg, LLVMValueRef value, LLVMBasicBlockRef block)
{
	return greatest_is_at_least(cfg, value, 1, block);
}
