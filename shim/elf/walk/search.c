/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The search through all paths: the fall-through of a branch first, then the branch that was met
 * last. A path ends where a state is met that contains its own (do_check and is_state_visited,
 * kernel/bpf/verifier.c).
 */
#include "elf/walk/search.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "elf/code/opcode.h"

enum {
	FEW_JUMPS = 2, /* before another state is kept */
	FEW_INSNS = 8,
	LOOP_JUMPS = 20, /* the same inside a loop */
	LOOP_INSNS = 100,
	LONG_PATH = 40, /* recorded steps since the last state */
	PATIENCE = 3,   /* how often a state may miss for each hit */
};

static void make_imprecise(struct reg *reg, void *data)
{
	(void)data;
	reg->precise = false;
}

static void start_marks(struct state *state)
{
	for (unsigned f = 0; f <= state->current; f++) {
		struct frame *frame = state->frames[f];
		frame->linked = true;
		for (unsigned i = 0; i < WALK_REGISTERS; i++)
			frame->regs[i].live = 0;
		for (unsigned i = 0; i < frame->slot_count; i++)
			frame->slots[i].spilled.live = 0;
	}
}

/* What was written since the last checkpoint hides it from later reads; nothing was read yet. */
static void forget_reads(struct state *state)
{
	for (unsigned f = 0; f <= state->current; f++) {
		struct frame *frame = state->frames[f];
		for (unsigned i = 0; i < WALK_REGISTERS; i++)
			frame->regs[i].live &= LIVE_WRITTEN;
		for (unsigned i = 0; i < frame->slot_count; i++)
			frame->slots[i].spilled.live &= LIVE_WRITTEN;
	}
}

/* Keeps the state, and lets the path go on from it. */
static void keep(struct walker *walker)
{
	struct place *place = &walker->places[walker->insn];
	struct state *at = walker->at;

	walker->states++;
	walker->kept_jumps = walker->jumps;
	walker->kept_processed = walker->processed;
	if (walker->verifier.forgets_precision && !walker->all_precise)
		state_visit(at, make_imprecise, NULL);
	struct state *kept = state_copy(at);
	forget_reads(kept);
	kept->insn = walker->insn;
	kept->branches = 1;
	kept->hits = kept->misses = 0;
	kept->next = place->kept;
	place->kept = kept;
	at->parent = kept;
	at->last = NULL;
	at->recorded = 0;
	start_marks(at);
}

/* A state that rarely helps is compared no more. Its path may still lead through it. */
static void evict(struct walker *walker, struct state **link)
{
	struct state *state = *link;

	*link = state->next;
	state->next = walker->all;
	walker->all = state;
}

static void hit(struct walker *walker, struct state *kept)
{
	kept->hits++;
	mark_reads_of(walker, kept);
	mark_precise_as(walker, kept);
}

/* Returns true if a state was found that contains this one. Sets *keeps if it should be kept. */
static bool compare_kept(struct walker *walker, bool forced, bool *keeps)
{
	struct state **link = &walker->places[walker->insn].kept;
	const struct verifier *verifier = &walker->verifier;

	while (*link) {
		struct state *kept = *link;
		if (kept->branches && verifier->checkpoints) {
			/* A loop. */
			if (!forced && walker->jumps - walker->kept_jumps < LOOP_JUMPS &&
			    walker->processed - walker->kept_processed < LOOP_INSNS)
				*keeps = false;
		} else if (states_equal(walker, kept, walker->at)) {
			hit(walker, kept);
			return true;
		}
		kept->misses += *keeps;
		if (verifier->evicts && kept->misses > kept->hits * PATIENCE + PATIENCE)
			evict(walker, link);
		else
			link = &kept->next;
	}
	return false;
}

static bool is_visited(struct walker *walker)
{
	const struct verifier *verifier = &walker->verifier;
	bool forced =
		verifier->checkpoints == CHECKPOINT_LONG_PATHS && walker->at->recorded > LONG_PATH;
	bool keeps = forced || !verifier->checkpoints ||
		     (walker->jumps - walker->kept_jumps >= FEW_JUMPS &&
		      walker->processed - walker->kept_processed >= FEW_INSNS);

	/* Without precision, each constant that is read has to be the same. */
	struct state *kept = verifier->precision ? NULL : digest_find(walker);
	if (kept)
		hit(walker, kept);
	if (kept || (verifier->precision && compare_kept(walker, forced, &keeps)))
		return true;
	if (keeps)
		keep(walker);
	return false;
}

static void enter(struct walker *walker, const struct place *place)
{
	struct state *at = walker->at;

	if (at->current + 1 >= WALK_FRAMES) {
		walker_give_up(walker, "its calls nest too deep");
		return;
	}
	struct frame *caller = state_frame(at), *frame = state_push_frame(at);
	for (unsigned i = 0; i < WALK_REGISTERS; i++)
		frame->regs[i] = reg_unset();
	for (unsigned i = 1; i <= 5; i++)
		frame->regs[i] = caller->regs[i];
	frame->regs[FRAME_POINTER] = reg_pointer(REG_STACK, &walker->verifier);
	frame->regs[FRAME_POINTER].frame = (uint8_t)at->current;
	frame->return_to = walker->insn + 1;
	for (unsigned i = 0; i <= 5; i++) {
		caller->regs[i] = reg_unset();
		caller->regs[i].live = LIVE_WRITTEN;
	}
	walker->insn = place->callee;
}

/* A function that the kernel walks by itself. */
static bool is_separate(const struct walker *walker, const struct place *place)
{
	return walker->separate &&
	       walker->separate[walker->places[place->callee].program - walker->programs->at];
}

static void call(struct walker *walker)
{
	const struct place *place = &walker->places[walker->insn];

	if (place->callee == NO_PLACE) {
		step_call_helper(walker);
	} else if (!is_separate(walker, place)) {
		enter(walker, place);
		return;
	} else {
		for (unsigned i = 1; i <= 5; i++) {
			mark_read(walker, walker->at->current, i);
			walker_set(walker, i, reg_unset());
		}
		walker_set(walker, WALK_RESULT, walker_unknown(walker));
	}
	walker->insn++;
}

/* Returns true if the path goes on in the caller. */
static bool leave(struct walker *walker)
{
	struct state *at = walker->at;

	mark_read(walker, at->current, WALK_RESULT);
	if (at->current == 0)
		return false;
	struct reg result = *walker_reg(walker, WALK_RESULT);
	walker->insn = state_frame(at)->return_to;
	state_pop_frame(at);
	walker_set(walker, WALK_RESULT, result);
	return true;
}

/* Returns true if the path goes on. */
static bool jump(struct walker *walker)
{
	const struct insn *insn = walker_insn(walker);

	walker->jumps++;
	switch (insn->opcode) {
	case OP_CALL:
		call(walker);
		return true;
	case OP_CALLX:
		walker_give_up(walker, "it calls a function by its address");
		return false;
	case OP_EXIT:
		return leave(walker);
	case OP_JA:
		walker->insn = (size_t)((int64_t)walker->insn + 1 + insn->off);
		return true;
	case OP_GOTOL:
		walker->insn = (size_t)((int64_t)walker->insn + 1 + insn->imm);
		return true;
	default:
		if (insn_operation(insn) == JMP_MAY_GOTO) {
			walker_give_up(walker, "it contains a loop that the kernel bounds");
			return false;
		}
		step_branch(walker);
		return true;
	}
}

/* Returns true if the path goes on. */
static bool step(struct walker *walker)
{
	const struct insn *insn = walker_insn(walker);

	if (insn->dst >= WALK_REGISTERS || insn->src >= WALK_REGISTERS) {
		walker_give_up(walker, "it names registers that do not exist");
		return false;
	}
	switch (insn_class(insn)) {
	case CLASS_ALU:
	case CLASS_ALU64:
		step_alu(walker);
		break;
	case CLASS_LD:
	case CLASS_LDX:
		step_load(walker);
		walker->insn += insn->opcode == OP_LD_IMM64;
		break;
	case CLASS_ST:
	case CLASS_STX:
		step_store(walker);
		break;
	default:
		return jump(walker);
	}
	walker->insn++;
	return true;
}

static void follow(struct walker *walker)
{
	for (;;) {
		if (walker->insn >= walker->place_count) {
			walker_give_up(walker, "control runs past its end");
			return;
		}
		if (++walker->processed > walker->limit || walker->unknown ||
		    walker->too_many_paths)
			return;
		if (walker->places[walker->insn].compares && is_visited(walker))
			return;
		walker_add_step(walker);
		if (!step(walker))
			return;
	}
}

/* The path has ended: its checkpoints are complete when no other path comes from them. */
static void end_path(struct walker *walker)
{
	for (struct state *state = walker->at->parent; state && --state->branches == 0;
	     state = state->parent)
		if (!walker->verifier.precision)
			digest_add(walker, state);
	state_free(walker->at);
	walker->at = NULL;
}

static struct state *first_state(struct walker *walker, bool is_entry)
{
	struct state *state = xcalloc(1, sizeof(*state));
	struct frame *frame = state->frames[0] = xcalloc(1, sizeof(*frame));

	for (unsigned i = 0; i < WALK_REGISTERS; i++)
		frame->regs[i] = reg_unset();
	frame->regs[FRAME_POINTER] = reg_pointer(REG_STACK, &walker->verifier);
	frame->regs[1] = reg_pointer(REG_CONTEXT, &walker->verifier);
	for (unsigned i = 1; !is_entry && i <= 5; i++)
		frame->regs[i] = walker_unknown(walker);
	return state;
}

static void forget_kept(struct walker *walker)
{
	for (size_t i = 0; i < walker->place_count; i++) {
		while (walker->places[i].kept)
			evict(walker, &walker->places[i].kept);
	}
	while (walker->all) {
		struct state *next = walker->all->next;
		state_free(walker->all);
		walker->all = next;
	}
	digest_release(walker);
	walker_release_steps(walker);
}

void search(struct walker *walker, size_t first, bool is_entry)
{
	walker->waiting = first_state(walker, is_entry);
	walker->waiting->insn = first;
	walker->kept_jumps = walker->jumps;
	walker->kept_processed = walker->processed;
	while (walker->waiting) {
		walker->at = walker->waiting;
		walker->waiting = walker->at->next;
		walker->waiting_count -= walker->waiting != NULL;
		walker->at->next = NULL;
		walker->insn = walker->at->insn;
		if (walker->processed <= walker->limit && !walker->unknown &&
		    !walker->too_many_paths)
			follow(walker);
		end_path(walker);
	}
	forget_kept(walker);
}
