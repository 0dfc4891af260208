/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How many rounds a loop can have. */
#include "ir/verifier/most_rounds.h"

#include <limits.h>

#include "ir/analysis/retried.h"
#include "ir/llvm/module.h"
#include "ir/verifier/greatest.h"
#include "ir/verifier/interval.h"
#include "ir/verifier/loop_exit.h"
#include "ir/verifier/quotient_rounds.h"
#include "ir/verifier/rest_rounds.h"
#include "ir/verifier/shrinking_rounds.h"
#include "ir/verifier/state_rounds.h"

/* Rounds that the verifier can walk: each has two branches, and it keeps 8192. */
#define MAX_ROUNDS 4096
/* A counter of 64 bits that passes its end comes there again after more rounds than there is time
 * for. */
#define ENDLESS_WIDTH 64
#define NO_ROUNDS UINT64_MAX

/* What is known of the numbers that an exit compares. */
struct facts {
	struct range first, end; /* what is compared first, and with what */
	bool in_order;           /* the first is not behind the end, in the counter's direction */
};

static bool is_order(LLVMIntPredicate predicate, bool up, bool *has_sign, bool *equal)
{
	*has_sign = predicate == LLVMIntSLT || predicate == LLVMIntSLE || predicate == LLVMIntSGT ||
		    predicate == LLVMIntSGE;
	*equal = predicate == LLVMIntSLE || predicate == LLVMIntULE || predicate == LLVMIntSGE ||
		 predicate == LLVMIntUGE;
	switch (predicate) {
	case LLVMIntSLT:
	case LLVMIntSLE:
	case LLVMIntULT:
	case LLVMIntULE:
		return up;
	case LLVMIntSGT:
	case LLVMIntSGE:
	case LLVMIntUGT:
	case LLVMIntUGE:
		return !up;
	default:
		return false;
	}
}

/* Rounds of a counter that goes up from 'first', and stays in the loop while it is less than
 * 'end'. */
static uint64_t by_distance(int64_t first, int64_t end, int64_t step)
{
	int64_t way;
	if (end <= first)
		return 0;
	if (__builtin_sub_overflow(end, first, &way))
		return NO_ROUNDS;
	return (uint64_t)(way / step) + (way % step != 0);
}

/* The same of a counter that goes down is that of its negative. */
static struct range negative(struct range range)
{
	return (struct range){-range.max, -range.min};
}

static uint64_t count_rounds(const struct stay *stay, const struct facts *facts)
{
	int64_t step = stay->counter.step, last;
	bool up = step > 0, has_sign, equal;
	struct range all = range_all_of(stay->counter.width);
	struct range first = facts->first, end = facts->end;

	if (first.min == INT64_MIN || end.min == INT64_MIN)
		return NO_ROUNDS;
	if (stay->predicate == LLVMIntNE) {
		if ((step != 1 && step != -1) || !facts->in_order)
			return NO_ROUNDS;
		return up ? by_distance(first.min, end.max, 1)
			  : by_distance(-first.max, -end.min, 1);
	}
	if (!is_order(stay->predicate, up, &has_sign, &equal) ||
	    (!has_sign && (first.min < 0 || end.min < 0)))
		return NO_ROUNDS;
	if (!up) {
		/* What is negative, as an unsigned number, is a large one. */
		all = has_sign ? all : (struct range){0, all.max};
		all = all.min == INT64_MIN ? range_everything : negative(all);
		first = negative(first);
		end = negative(end);
		step = -step;
	}
	/* No number that is compared has passed the last one that there is. */
	if (end.max == INT64_MAX || __builtin_add_overflow(end.max, step - !equal, &last) ||
	    last > all.max)
		return NO_ROUNDS;
	return by_distance(first.min, end.max + equal, step);
}

/* A number of so many bits has lost all of them in so many rounds. */
static uint64_t count_bits(const struct stay *stay, struct range start)
{
	uint64_t number;
	if (stay->flipped || stay->predicate != LLVMIntNE || !ir_constant(stay->end, &number) ||
	    number != 0)
		return NO_ROUNDS;
	if (start.min < 0)
		return stay->counter.width;
	return start.max ? 64 - (uint64_t)__builtin_clzll((uint64_t)start.max) : 0;
}

/* A number that grows by a factor is beyond the end after so many rounds, if none that is compared
 * has wrapped around. */
static uint64_t count_factors(const struct stay *stay, struct range start, struct range end)
{
	uint64_t factor = stay->counter.factor, rounds = 0;
	struct range all = range_all_of(stay->counter.width);
	bool has_sign, equal;
	if (stay->flipped || !is_order(stay->predicate, true, &has_sign, &equal) || start.min < 1 ||
	    end.min < 0)
		return NO_ROUNDS;
	uint64_t most = (uint64_t)all.max * (has_sign ? 1 : 2) + !has_sign;
	uint64_t last = (uint64_t)end.max, at = (uint64_t)start.min;
	if (last > most / factor || (stay->counter.next && (uint64_t)start.max > most / factor))
		return NO_ROUNDS;
	for (at *= stay->counter.next ? factor : 1; at < last || (equal && at == last);
	     at *= factor)
		rounds++;
	return rounds;
}

/* What is behind the end comes to it after more rounds than there is time for, and there is no
 * other way out. */
static bool is_endless_behind(const struct loop *loop, const struct stay *stay,
			      const struct facts *facts)
{
	bool up = stay->counter.step > 0;
	int64_t way;
	return stay->counter.width == ENDLESS_WIDTH && stay->alone &&
	       exit_is_only_one(loop, stay->block) &&
	       !(up ? __builtin_sub_overflow(facts->first.max, facts->end.min, &way)
		    : __builtin_sub_overflow(facts->end.max, facts->first.min, &way));
}

/* True when the counter cannot pass the end without meeting it. */
static bool is_in_order(struct cfg *cfg, const struct loop *loop, const struct stay *stay,
			const struct facts *facts)
{
	const struct counter *counter = &stay->counter;
	size_t from = counter->from;
	bool up = counter->step > 0;
	if (up ? facts->first.max <= facts->end.min : facts->first.min >= facts->end.max)
		return true;
	if (is_endless_behind(loop, stay, facts))
		return true;
	return !counter->offset && !stay->flipped && facts->first.min >= 0 && facts->end.min >= 0 &&
	       (up ? is_known_not_greater(cfg, counter->start, stay->end, from)
		   : is_known_not_greater(cfg, stay->end, counter->start, from));
}

/* What is compared in the first round, of a counter that starts so. */
static struct range first_compared(const struct counter *counter, struct range start)
{
	struct range all = range_all_of(counter->width), sum;
	struct range offset = {counter->offset, counter->offset};
	if (!counter->offset)
		return start;
	return range_add_overflows(start, offset, &sum) || !range_is_inside(sum, all) ? all : sum;
}

static struct range on_entry(struct model *model, const struct loop *loop,
			     const struct counter *counter, LLVMValueRef value)
{
	if (counter->entries == 1)
		return interval_on_edge(&model->cfg, value, counter->from, loop->header);
	return interval_of(&model->cfg, value, model->cfg.blocks[counter->from]);
}

/* What the value can be where the loop is entered. What a loop around this one makes smaller in
 * each round has its greatest number before that. */
static struct range start_in_truth(struct model *model, const struct loop *loop,
				   const struct counter *counter, LLVMValueRef value)
{
	struct range range = on_entry(model, loop, counter, value);
	uint64_t most = greatest_of(&model->cfg, value, model->cfg.blocks[counter->from]);
	if (most <= (uint64_t)range_all_of(counter->width).max)
		range = range_meet(range, (struct range){0, (int64_t)most});
	return range;
}

static struct range flipped(struct range range, int64_t bits)
{
	return range_by_constant(LLVMXor, range, bits, range_everything);
}

static uint64_t rounds_in_truth(struct model *model, const struct loop *loop,
				const struct stay *stay)
{
	const struct counter *counter = &stay->counter;
	struct range start = start_in_truth(model, loop, counter, counter->start);
	struct facts facts = {.first = first_compared(counter, start),
			      .end = start_in_truth(model, loop, counter, stay->end)};
	if (counter->factor)
		return count_factors(stay, start, facts.end);
	if (!counter->step)
		return count_bits(stay, start);
	if (stay->flipped)
		facts.end = flipped(facts.end, stay->flip);
	facts.in_order = is_in_order(&model->cfg, loop, stay, &facts);
	return count_rounds(stay, &facts);
}

static struct range model_range(struct model *model, LLVMValueRef value, size_t block)
{
	const struct address address = {.terms = {{.index = value, .stride = 1}}, .term_count = 1};
	int64_t number;
	if (ir_signed_constant(value, &number))
		return (struct range){number, number};
	return model_range_of_terms(model, &address, model->cfg.blocks[block], true);
}

static uint64_t rounds_that_show(struct model *model, const struct stay *stay)
{
	const struct counter *counter = &stay->counter;
	struct range start = model_range(model, counter->start, counter->from);
	struct facts facts = {.first = first_compared(counter, start),
			      .end = model_range(model, stay->end, counter->from)};
	if (counter->factor)
		return count_factors(stay, start, facts.end);
	/* What is compared is a number of its own to it, if it is not the next round's. */
	bool own = counter->offset && !counter->next && start.min != start.max;
	if (!counter->step || stay->flipped || own)
		return NO_ROUNDS;
	facts.in_order = counter->step > 0 ? facts.first.max <= facts.end.min
					   : facts.first.min >= facts.end.max;
	return count_rounds(stay, &facts);
}

/* Lowers *most to what the exits at the end of the block say; true when the verifier sees an end,
 * too. */
static bool limit_rounds(struct model *model, const struct loop *loop, size_t block, uint64_t *most)
{
	struct stay stays[EXIT_MAX_COMPARES];
	unsigned count = exit_find(loop, block, stays);
	bool seen = false;
	for (unsigned i = 0; i < count; i++) {
		seen |= rounds_that_show(model, &stays[i]) <= MAX_ROUNDS;
		uint64_t rounds = rounds_in_truth(model, loop, &stays[i]);
		*most = rounds < *most ? rounds : *most;
	}
	return seen;
}

/* How many of the numbers follow one another from this one on, which is the last to be met. */
static int64_t count_in_a_row(const int64_t *numbers, unsigned count, int64_t number, bool up)
{
	int64_t row = 0;
	for (unsigned i = 0; i < count; i++) {
		if (numbers[i] != (up ? number - row : number + row))
			continue;
		row++;
		i = UINT_MAX; /* look again from the first one on */
	}
	return row;
}

/* A counter that goes by 3 meets one of three numbers in a row: LLVM makes such exits of "less than
 * three". */
static uint64_t rounds_to_meet(struct model *model, const struct loop *loop,
			       const struct counter *counter)
{
	int64_t numbers[EXIT_MAX_NUMBERS];
	bool up = counter->step > 0;
	int64_t step = up ? counter->step : -counter->step;
	unsigned count = exit_find_numbers(loop, counter, numbers);
	struct range start = start_in_truth(model, loop, counter, counter->start);
	uint64_t least = NO_ROUNDS;
	if (start.min == INT64_MIN)
		return NO_ROUNDS;
	for (unsigned i = 0; i < count; i++) {
		if (count_in_a_row(numbers, count, numbers[i], up) < step ||
		    (up ? start.max > numbers[i] : start.min < numbers[i]))
			continue;
		uint64_t rounds = up ? by_distance(start.min, numbers[i], step)
				     : by_distance(-start.max, -numbers[i], step);
		least = rounds < least ? rounds : least;
	}
	return least;
}

static uint64_t rounds_to_meet_any(struct model *model, const struct loop *loop)
{
	LLVMValueRef phi = llvm.GetFirstInstruction(loop->cfg->blocks[loop->header]);
	uint64_t least = NO_ROUNDS;
	for (; llvm.IsAPHINode(phi); phi = llvm.GetNextInstruction(phi)) {
		struct counter counter;
		if (!exit_is_counter(loop, phi, &counter))
			continue;
		uint64_t rounds = rounds_to_meet(model, loop, &counter);
		least = rounds < least ? rounds : least;
	}
	return least;
}

/* Sets *most to NO_ROUNDS where no exit says how many; true when the verifier sees an end. */
static bool limit_by_exits(struct model *model, const struct loop *loop, uint64_t *most)
{
	bool seen = false;
	*most = NO_ROUNDS;
	for (size_t i = 0; i < loop->count; i++) {
		if (exit_is_in_each_round(loop, loop->blocks[i]))
			seen |= limit_rounds(model, loop, loop->blocks[i], most);
	}
	return seen;
}

/* The same for what no comparison with an end says. */
static bool limit_otherwise(struct model *model, const struct loop *loop, uint64_t *most,
			    LLVMValueRef *state)
{
	*most = rounds_to_meet_any(model, loop);
	if (*most <= MAX_ROUNDS || rest_rounds(loop, most) || quotient_rounds(loop, most))
		return true;
	*state = shrinking_rounds(loop, MAX_ROUNDS, most);
	if (*state)
		return true;
	*state = state_rounds(loop, most);
	return *state != NULL;
}

bool most_rounds(struct model *model, const struct loop *loop, uint64_t *most, LLVMValueRef *state)
{
	*state = NULL;
	if (limit_by_exits(model, loop, most))
		return false;
	if (*most != NO_ROUNDS)
		return *most <= MAX_ROUNDS;
	return limit_otherwise(model, loop, most, state) || retried_tries(loop, most);
}

bool most_rounds_in_truth(struct model *model, const struct loop *loop, uint64_t *most)
{
	LLVMValueRef state;
	limit_by_exits(model, loop, most);
	if (*most != NO_ROUNDS)
		return *most <= MAX_ROUNDS;
	return limit_otherwise(model, loop, most, &state);
}
