/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which way a conditional jump certainly goes, and what is known about the registers then. */
#include <string.h>

#include "elf/code/fold.h"
#include "elf/code/opcode.h"
#include "elf/code/program.h"
#include "elf/code/progression.h"
#include "elf/code/value.h"

/* Where numbers of 32 bits, and sums with constants, all may be so far apart: nothing overflows. */
#define FARTHEST (INT32_MAX / 4)

/* An interval of numbers of 64 bits, or of 32; it goes round where end < first. */
struct interval {
	uint64_t first, end;
	bool is_empty;
};

/* The same comparison with its operands exchanged. */
static unsigned mirror(unsigned operation)
{
	static const uint8_t mirrored[] = {
		[JMP_EQ] = JMP_EQ,   [JMP_NE] = JMP_NE,   [JMP_SET] = JMP_SET, [JMP_GT] = JMP_LT,
		[JMP_LT] = JMP_GT,   [JMP_GE] = JMP_LE,   [JMP_LE] = JMP_GE,   [JMP_SGT] = JMP_SLT,
		[JMP_SLT] = JMP_SGT, [JMP_SGE] = JMP_SLE, [JMP_SLE] = JMP_SGE};
	return mirrored[operation];
}

/* The comparison that holds where this one does not; there is none of JMP_SET. */
static unsigned opposite(unsigned operation)
{
	static const uint8_t opposites[] = {
		[JMP_EQ] = JMP_NE,   [JMP_NE] = JMP_EQ,   [JMP_SET] = JMP_SET, [JMP_GT] = JMP_LE,
		[JMP_LT] = JMP_GE,   [JMP_GE] = JMP_LT,   [JMP_LE] = JMP_GT,   [JMP_SGT] = JMP_SLE,
		[JMP_SLT] = JMP_SGE, [JMP_SGE] = JMP_SLT, [JMP_SLE] = JMP_SGT};
	return opposites[operation];
}

/* Those from 'number' on up to 'most', or from 'least' up to it; with or without itself. */
static struct interval from_number(uint64_t number, uint64_t most, bool itself)
{
	return (struct interval){number + !itself, most, !itself && number == most};
}

static struct interval up_to_number(uint64_t number, uint64_t least, bool itself)
{
	return (struct interval){least, number - !itself, !itself && number == least};
}

/* The numbers that compare so with 'number'. */
static struct interval interval_of(unsigned operation, uint64_t number, bool narrow)
{
	uint64_t most = narrow ? UINT32_MAX : UINT64_MAX, sign = most / 2 + 1;
	number &= most;
	switch (operation) {
	case JMP_EQ:
		return (struct interval){number, number, false};
	case JMP_NE:
		return (struct interval){(number + 1) & most, (number - 1) & most, false};
	case JMP_GT:
	case JMP_GE:
		return from_number(number, most, operation == JMP_GE);
	case JMP_LT:
	case JMP_LE:
		return up_to_number(number, 0, operation == JMP_LE);
	case JMP_SGT:
	case JMP_SGE:
		return from_number(number, sign - 1, operation == JMP_SGE);
	default:
		return up_to_number(number, sign, operation == JMP_SLE);
	}
}

/* Of an interval of 64 bits the numbers of 32. */
static struct interval narrow_interval(struct interval interval)
{
	if (interval.first > UINT32_MAX)
		interval = (struct interval){0, interval.end,
					     interval.is_empty || interval.end >= interval.first};
	if (interval.end > UINT32_MAX)
		interval.end = UINT32_MAX;
	return interval;
}

/* Replaces a value wherever it is, and forgets those that depend on it. */
static void replace(struct registers *registers, struct value old, struct value by)
{
	for (unsigned i = 0; i < REGISTERS; i++) {
		struct value *at = &registers->at[i];
		if (at->kind != VARYING || at->origin != old.origin)
			continue;
		*at = at->version == old.version ? by : value_unknown(at->elsewhere);
	}
}

static void forget(struct registers *registers, struct value value)
{
	replace(registers, value, value_unknown(value.elsewhere));
}

static struct distance *find_distance(struct registers *registers, unsigned origin)
{
	for (unsigned i = 0; i < MAX_DISTANCES; i++) {
		struct distance *at = &registers->distances[i];
		if (at->from == origin || at->to == origin)
			return at;
	}
	return NULL;
}

/* Some of the numbers of 'a', in the modulus of the comparison, lie in the interval. */
static bool constrain_set(struct registers *registers, struct value a, struct interval interval,
			  bool narrow)
{
	struct progression set = a.set, pieces[2];
	uint64_t least, greatest;
	/* A set of 32 bits may stand for numbers of 64 only where they are the same. */
	bool same = !narrow || set.narrow ||
		    (progression_range(set, &least, &greatest) && greatest <= UINT32_MAX);

	if (narrow)
		set = progression_narrow(set);
	else if (set.narrow)
		interval = narrow_interval(interval);
	unsigned count =
		interval.is_empty ? 0 : progression_cut(set, interval.first, interval.end, pieces);
	if (count == 0)
		return false;
	bool all = count == 1 && pieces[0].last == set.last;
	if (!same)
		forget(registers, a);
	else if (!all)
		replace(registers, a,
			count == 1 ? value_derived(registers, a, pieces[0])
				   : value_derived_some(registers, a));
	return true;
}

/* Bits of the mask are set in some numbers of 'a', or none of them is. */
static bool constrain_bits(struct registers *registers, struct value a, uint64_t mask, bool some)
{
	struct progression rest = progression_and(a.set, mask);
	if (!progression_is_known(rest))
		return false;
	if (some ? progression_is_single(rest) && progression_first(rest) == 0
		 : !progression_has(rest, 0))
		return false;
	forget(registers, a);
	return true;
}

/* A varying value compared with a number. */
static bool constrain(struct registers *registers, struct value a, unsigned operation,
		      int64_t number, bool narrow, bool holds)
{
	if (find_distance(registers, a.origin))
		return false;
	if (operation == JMP_SET)
		return progression_is_known(a.set) &&
		       constrain_bits(registers, a, narrow ? (uint32_t)number : (uint64_t)number,
				      holds);
	operation = holds ? operation : opposite(operation);
	if (progression_is_known(a.set)) {
		/* The verifier knows that a pointer is not null. */
		if (a.pointer && operation == JMP_EQ && number == 0)
			return false;
		return constrain_set(registers, a, interval_of(operation, (uint64_t)number, narrow),
				     narrow);
	}
	/* Of several, one at most is this number. */
	if (operation != JMP_NE || narrow)
		return false;
	forget(registers, a);
	return true;
}

/* The greatest of 'a' with the least of 'b', or the other way round, shows whether some do. */
static bool some_compare(unsigned operation, struct progression a, struct progression b,
			 bool narrow)
{
	uint64_t least[2], greatest[2], most = narrow ? INT32_MAX : INT64_MAX;
	bool is_signed = operation == JMP_SGT || operation == JMP_SGE || operation == JMP_SLT ||
			 operation == JMP_SLE;

	if (operation == JMP_NE)
		return true;
	if (!progression_range(a, &least[0], &greatest[0]) ||
	    !progression_range(b, &least[1], &greatest[1]))
		return false;
	if (operation == JMP_EQ)
		return (a.step == 1 && b.step == 1 && least[0] <= greatest[1] &&
			least[1] <= greatest[0]);
	if (is_signed && (greatest[0] > most || greatest[1] > most))
		return false;
	bool upwards = operation == JMP_GT || operation == JMP_GE || operation == JMP_SGT ||
		       operation == JMP_SGE;
	return upwards ? fold_condition(operation, (int64_t)greatest[0], (int64_t)least[1], narrow)
		       : fold_condition(operation, (int64_t)least[0], (int64_t)greatest[1], narrow);
}

/* Could these be addresses in a packet and of its end? */
static bool are_ends(struct value a, struct value b)
{
	return a.pointer && b.pointer && !a.set.narrow && !b.set.narrow && a.set.step == 1 &&
	       b.set.step == 1 && a.set.last == UINT32_MAX && b.set.last == UINT32_MAX;
}

/* Of two origins, neither of which is compared with a third. */
static struct distance *use_distance(struct registers *registers, unsigned a, unsigned b)
{
	struct distance *at = find_distance(registers, a);
	if (at || find_distance(registers, b))
		return at == find_distance(registers, b) ? at : NULL;
	at = find_distance(registers, 0);
	if (at)
		*at = (struct distance){a, b, -FARTHEST, FARTHEST};
	return at;
}

/* Two varying values of one distance, a + x and b + y: are there distances of a and b left? */
static bool constrain_ends(struct registers *registers, struct value a, struct value b,
			   unsigned operation)
{
	int64_t x = (int64_t)a.set.base, y = (int64_t)b.set.base, by;
	struct distance *at = use_distance(registers, a.origin, b.origin);
	if (!at || x < -FARTHEST || x > FARTHEST || y < -FARTHEST || y > FARTHEST)
		return false;
	if (at->from == b.origin) {
		operation = mirror(operation);
		by = y - x;
	} else {
		by = x - y;
	}
	switch (operation) {
	case JMP_GT:
	case JMP_GE:
		by -= operation == JMP_GT;
		at->most = by < at->most ? by : at->most;
		break;
	case JMP_LT:
	case JMP_LE:
		by += operation == JMP_LT;
		at->least = by > at->least ? by : at->least;
		break;
	default:
		return false;
	}
	return at->least <= at->most;
}

static bool compare_varying(struct registers *registers, struct value a, struct value b,
			    unsigned operation, bool narrow)
{
	if (a.origin == b.origin || operation == JMP_SET)
		return false;
	if (are_ends(a, b) && !narrow)
		return constrain_ends(registers, a, b, operation);
	struct progression x = narrow ? progression_narrow(a.set) : a.set;
	struct progression y = narrow ? progression_narrow(b.set) : b.set;
	if (find_distance(registers, a.origin) || find_distance(registers, b.origin) ||
	    !progression_is_known(x) || !progression_is_known(y) ||
	    !some_compare(operation, x, y, narrow))
		return false;
	forget(registers, a);
	forget(registers, b);
	return true;
}

static unsigned make_signed(unsigned operation)
{
	switch (operation) {
	case JMP_GT:
		return JMP_SGT;
	case JMP_GE:
		return JMP_SGE;
	case JMP_LT:
		return JMP_SLT;
	case JMP_LE:
		return JMP_SLE;
	default:
		return operation;
	}
}

/* The verifier goes both ways where it compares addresses, or the right one. */
static bool compare_stack(struct value a, struct value b, unsigned operation, bool narrow,
			  bool holds)
{
	if (narrow || operation == JMP_SET)
		return false;
	if (a.kind == STACK && b.kind == STACK)
		return fold_condition(make_signed(operation), a.number, b.number, false) == holds;
	bool is_null = a.kind == STACK && b.kind == CONSTANT && b.number == 0;
	return is_null && operation == (holds ? JMP_NE : JMP_EQ);
}

bool registers_branch(struct registers *registers, const struct insn *insn, bool taken)
{
	unsigned operation = insn->opcode >> 4;
	bool with_register = insn->opcode & 8, narrow = (insn->opcode & 7) == CLASS_JMP32;
	struct value a = registers->at[insn->dst];
	struct value b = with_register ? registers->at[insn->src] : value_constant(insn->imm);

	if (operation == JMP_MAY_GOTO)
		return true;
	if (operation > JMP_SLE || operation == JMP_CALL || operation == JMP_EXIT ||
	    operation == JMP_JA)
		return false;
	if (a.kind == CONSTANT && b.kind == CONSTANT)
		return fold_condition(operation, a.number, b.number, narrow) == taken;
	if (a.kind == VARYING && b.kind == CONSTANT)
		return constrain(registers, a, operation, b.number, narrow, taken);
	if (a.kind == CONSTANT && b.kind == VARYING)
		return constrain(registers, b, mirror(operation), a.number, narrow, taken);
	if (a.kind == VARYING && b.kind == VARYING)
		return compare_varying(registers, a, b, taken ? operation : opposite(operation),
				       narrow);
	return compare_stack(a, b, operation, narrow, taken);
}
