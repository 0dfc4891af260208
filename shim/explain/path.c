/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Walks back from a refused instruction. */
#include "explain/path.h"

#include <string.h>

#include "base/text.h"
#include "elf/code/opcode.h"

/* Steps that one walk takes: a way through a loop may have a million. */
#define MAX_STEPS 100000

#define NO_REGISTER 16

const struct insn *path_insn(const struct path *path, size_t step)
{
	return step < path->log->step_count ? layout_insn(path->layout, path->log->steps[step].insn)
					    : NULL;
}

size_t path_before(const struct path *path, size_t step)
{
	const struct step *steps = path->log->steps;

	if (step == 0 || step == NO_STEP)
		return NO_STEP;
	if (!steps[step].branch)
		return step - 1;
	for (size_t i = step; i-- > 0;)
		if (steps[i].insn == steps[step].from)
			return i;
	return NO_STEP;
}

static bool is_call(const struct insn *insn)
{
	return insn->opcode == OP_CALL || insn->opcode == OP_CALLX;
}

/* In the object, calls of the kernel's functions look like those of the program's own. */
static bool is_function_call(const struct path *path, size_t step)
{
	const struct insn *insn = path_insn(path, step);

	return insn->opcode == OP_CALL && insn->src == CALL_SUBPROGRAM &&
	       text_starts_with(path->log->steps[step].text, "call pc");
}

static unsigned atomic_target(const struct insn *insn)
{
	if (insn->imm == ATOMIC_CMPXCHG)
		return 0;
	if (insn->imm == ATOMIC_LOAD_ACQ)
		return insn->dst;
	return insn->imm & ATOMIC_FETCH ? insn->src : NO_REGISTER;
}

static bool writes(const struct insn *insn, unsigned reg)
{
	switch (insn_class(insn)) {
	case CLASS_ALU:
	case CLASS_ALU64:
	case CLASS_LDX:
		return insn->dst == reg;
	case CLASS_LD:
		return insn->opcode == OP_LD_IMM64 ? insn->dst == reg : reg <= 5;
	case CLASS_STX:
		return insn_mode(insn) == MODE_ATOMIC && atomic_target(insn) == reg;
	default:
		return is_call(insn) && reg <= 5;
	}
}

bool path_known(const struct path *path, size_t step, unsigned reg, struct known *known)
{
	const struct log *log = path->log;
	size_t at = step;

	if (step >= log->step_count)
		return false;
	if (state_find(log->steps[at].before, reg, known))
		return true;
	for (unsigned i = 0; i < MAX_STEPS; i++) {
		at = path_before(path, at);
		const struct insn *insn = path_insn(path, at);
		if (!insn || insn->opcode == OP_EXIT)
			return false;
		/* The state behind a jump is that of the side that is not walked at once. */
		if (state_find(log->steps[at].after, reg, known))
			return true;
		if (writes(insn, reg) || is_function_call(path, at))
			return false;
		if (state_find(log->steps[at].before, reg, known))
			return true;
	}
	return false;
}

static bool is_move(const struct insn *insn)
{
	unsigned class = insn_class(insn);
	return (class == CLASS_ALU || class == CLASS_ALU64) && insn_operation(insn) == ALU_MOV;
}

static bool is_stack_load(const struct insn *insn)
{
	return insn_class(insn) == CLASS_LDX && insn->src == FRAME_POINTER;
}

/* Arithmetic with a constant, which leaves a value what it was for a reader. */
static bool is_arithmetic(const struct insn *insn)
{
	unsigned class = insn_class(insn);
	return class == CLASS_ALU || class == CLASS_ALU64;
}

static bool compares(const struct insn *insn, unsigned reg)
{
	unsigned class = insn_class(insn), operation = insn_operation(insn);

	if ((class != CLASS_JMP && class != CLASS_JMP32) || is_call(insn) || operation == JMP_JA ||
	    operation == JMP_EXIT || operation == JMP_MAY_GOTO)
		return false;
	return insn->dst == reg || (insn_has_register(insn) && insn->src == reg);
}

/* What a walk back follows: a register, or a slot of the stack. */
struct walk {
	const struct path *path;
	struct origin origin;
	size_t at;
	unsigned depth; /* functions that returned on the way, whose insides do not matter */
	bool in_slot;
	int16_t slot;
};

static void finish(struct walk *walk, enum origin_kind kind)
{
	walk->origin.kind = kind;
	walk->origin.step = walk->at;
}

/* Follows a value through the instruction that wrote it. Returns true if the value was made there.
 */
static bool follow_write(struct walk *walk, const struct insn *insn)
{
	unsigned class = insn_class(insn);

	if (is_call(insn)) {
		finish(walk, walk->origin.reg == 0 ? ORIGIN_CALL : ORIGIN_LOST);
		return true;
	}
	if (is_move(insn) && insn_has_register(insn)) {
		walk->origin.reg = insn->src;
		return false;
	}
	if (is_arithmetic(insn) && !is_move(insn)) {
		if (walk->origin.changed == NO_STEP)
			walk->origin.changed = walk->at;
		struct known known;
		bool pointer = path_known(walk->path, walk->at, insn->dst, &known) &&
			       strcmp(known.type, "scalar") != 0;
		if (!insn_has_register(insn) || insn_operation(insn) == ALU_NEG ||
		    insn_operation(insn) == ALU_END || pointer)
			return false;
		finish(walk, ORIGIN_COMPUTED);
		return true;
	}
	if (is_stack_load(insn)) {
		walk->in_slot = true;
		walk->slot = insn->off;
		return false;
	}
	finish(walk, class == CLASS_ALU || class == CLASS_ALU64 || class == CLASS_LD
			     ? ORIGIN_CONSTANT
			     : ORIGIN_LOAD);
	return true;
}

static bool stores_slot(const struct walk *walk, const struct insn *insn)
{
	unsigned class = insn_class(insn);
	return (class == CLASS_STX || class == CLASS_ST) && insn->dst == FRAME_POINTER &&
	       insn->off == walk->slot && insn_mode(insn) == MODE_MEM;
}

/* A helper called back: what the function got is the kernel's. 'after' is the step behind the call.
 */
static bool calls_back(const struct walk *walk, const struct insn *insn, size_t after)
{
	const struct step *steps = walk->path->log->steps;

	return is_call(insn) && steps[after].insn != steps[walk->at].insn + 1;
}

/* Goes through one step. Returns true when the walk is over. */
static bool walk_step(struct walk *walk, const struct insn *insn, size_t after)
{
	struct origin *origin = &walk->origin;

	if (insn->opcode == OP_EXIT) {
		/* What a function returns is made in it. */
		walk->depth += walk->depth || walk->in_slot || origin->reg != 0;
		return false;
	}
	if (walk->depth) {
		walk->depth -= is_function_call(walk->path, walk->at);
		return false;
	}
	if (is_function_call(walk->path, walk->at)) {
		/* The walk leaves the function for its caller, who gave it r1 to r5. */
		bool argument = !walk->in_slot && origin->reg >= 1 && origin->reg <= 5;
		if (!argument)
			finish(walk, ORIGIN_UNKNOWN);
		return !argument;
	}
	if (calls_back(walk, insn, after)) {
		finish(walk, ORIGIN_UNKNOWN);
		return true;
	}
	if (walk->in_slot) {
		if (!stores_slot(walk, insn))
			return false;
		walk->in_slot = false;
		if (insn_class(insn) == CLASS_ST) {
			finish(walk, ORIGIN_CONSTANT);
			return true;
		}
		origin->reg = insn->src;
		return false;
	}
	if (compares(insn, origin->reg) && origin->compared == NO_STEP)
		origin->compared = walk->at;
	return writes(insn, origin->reg) && follow_write(walk, insn);
}

struct origin path_origin(const struct path *path, size_t step, unsigned reg)
{
	struct walk walk = {
		.path = path,
		.at = step,
		.origin = {.step = NO_STEP, .reg = reg, .compared = NO_STEP, .changed = NO_STEP},
	};

	for (unsigned i = 0; i < MAX_STEPS; i++) {
		size_t before = path_before(path, walk.at);
		const struct insn *insn = path_insn(path, before);
		if (!insn) {
			bool first = walk.at < path->log->step_count &&
				     path->log->steps[walk.at].insn == 0;
			finish(&walk, first && !walk.in_slot && walk.origin.reg >= 1 &&
						      walk.origin.reg <= 5
					      ? ORIGIN_ENTRY
					      : ORIGIN_UNKNOWN);
			return walk.origin;
		}
		size_t after = walk.at;
		walk.at = before;
		if (walk_step(&walk, insn, after))
			return walk.origin;
	}
	return walk.origin;
}

/* Is the register a number that can be several ones? */
static bool varies(const struct path *path, size_t step, unsigned reg)
{
	struct known known;

	return !path_known(path, step, reg, &known) ||
	       (strcmp(known.type, "scalar") == 0 && !known.constant);
}

size_t path_addition(const struct path *path, size_t step, unsigned reg, unsigned *addend)
{
	size_t at = step;

	for (unsigned i = 0; i < MAX_STEPS; i++) {
		at = path_before(path, at);
		const struct insn *insn = path_insn(path, at);
		if (!insn || insn->opcode == OP_EXIT || is_function_call(path, at))
			return NO_STEP;
		if (!writes(insn, reg))
			continue;
		if (!is_arithmetic(insn))
			return NO_STEP;
		if (is_move(insn)) {
			if (!insn_has_register(insn))
				return NO_STEP;
			reg = insn->src;
			continue;
		}
		if (!insn_has_register(insn))
			continue;
		/* The compiler may have added the pointer to the number. */
		if (varies(path, at, insn->src)) {
			*addend = insn->src;
			return at;
		}
		if (varies(path, at, insn->dst)) {
			*addend = insn->dst;
			return at;
		}
	}
	return NO_STEP;
}

const char *path_map(const struct path *path, size_t step, unsigned reg, struct known *known)
{
	/* From the value to the lookup, and from that to its map. */
	for (int i = 0; i < 2; i++) {
		struct origin origin = path_origin(path, step, reg);
		const struct insn *insn = path_insn(path, origin.step);
		if (origin.kind == ORIGIN_CONSTANT && insn && insn->opcode == OP_LD_IMM64) {
			struct spot spot = path->layout->spots[path->log->steps[origin.step].insn];
			return spot_symbol(path->subject, spot);
		}
		if (origin.kind != ORIGIN_CALL || !insn || insn->src != CALL_HELPER)
			break;
		step = origin.step;
		reg = 1;
	}
	return path_known(path, step, reg, known) && *known->map ? known->map : NULL;
}
