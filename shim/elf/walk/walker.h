/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Shared by the files of the walk. */
#ifndef SHIM_ELF_WALK_WALKER_H
#define SHIM_ELF_WALK_WALKER_H

#include "elf/code/program.h"
#include "elf/walk/compare.h"
#include "elf/walk/memory_maps.h"
#include "elf/walk/state.h"
#include "elf/walk/walk.h"

/* One instruction. Those of the functions that are reached have numbers in one sequence. */
struct place {
	const struct insn *insn;
	const struct program *program;
	struct state *kept; /* to compare later ones with */
	bool compares;      /* the kernel compares states here (a prune point) */
	bool joins;         /* the kernel records that a path comes by (a jump point) */
	uint16_t live;      /* registers that are read before they are written, by bit */
	uint8_t differs;    /* the register in which states differed here last */
	uint16_t *masks;    /* owned: which registers the digests of states here have */
	unsigned mask_count;
	int32_t map;   /* index of the map that it loads, or -1 */
	size_t callee; /* first instruction of the function that it calls or loads */
};

#define NO_PLACE SIZE_MAX

struct step_block;

/* What a program is called with. */
enum walk_context {
	CONTEXT_PLAIN, /* without pointers into a packet */
	CONTEXT_XDP,
	CONTEXT_SKB,
	CONTEXT_MSG,
};

struct walker {
	const struct programs *programs;
	struct verifier verifier;
	struct walk_maps maps;
	const struct program **reached; /* the entry point, and all that it calls */
	size_t reached_count;
	size_t *first; /* by program that is reached: the number of its first place */
	struct place *places;
	size_t place_count;
	bool little; /* byte order of the object */
	enum walk_context context;
	const bool *separate; /* by program: the kernel walks it by itself; NULL: none */
	bool all_precise;     /* the kernel tracks precision in programs without subprograms only */

	struct state *at; /* the path that is followed now */
	unsigned waiting_count;
	struct state *waiting; /* branches to follow later, the last one first */
	size_t insn;           /* of the path */
	unsigned long processed, jumps, kept_processed, kept_jumps, states;
	unsigned long limit;  /* where to stop */
	unsigned long traced; /* steps gone back over, to find what has to be precise */
	bool too_many_paths;  /* the verifier stops here */
	uint32_t ids;         /* given out so far */
	struct step_block *steps;
	struct walk_doubt doubt; /* the first thing that the verifier probably refuses */
	const char *unknown;     /* why there is no estimate: a literal, or NULL */
	struct state **digests;  /* owned: states by a hash of their digest, or NULL */
	struct state *all;       /* states that were kept once, for the end */
};

static inline const struct insn *walker_insn(const struct walker *walker)
{
	return walker->places[walker->insn].insn;
}
static inline struct reg *walker_reg(const struct walker *walker, unsigned reg)
{
	return &state_frame(walker->at)->regs[reg];
}

/* Ends the walk: something is not modelled. */
void walker_give_up(struct walker *walker, const char *why);
/* Notes that the verifier probably refuses the instruction. */
void walker_doubt(struct walker *walker, enum walk_reason reason);
/* Appends the instruction to the path. */
void walker_add_step(struct walker *walker);
/* The last step, to say more about it. */
struct step *walker_step(const struct walker *walker);
/* The kernel records the last step, to find its way back. */
void walker_record(struct walker *walker);

void walker_release_steps(struct walker *walker);

/* A copy of the path, which goes on at the target later. */
struct state *walker_fork(struct walker *walker, size_t target);

/* What a register holds that the verifier knows nothing about. */
struct reg walker_unknown(const struct walker *walker);
/* Sets a register. */
void walker_set(struct walker *walker, unsigned reg, struct reg value);

/* Gives a number an identity before it is copied, so that a comparison refines both. */
void walker_identify(struct walker *walker, struct reg *source);

/* Read marks: the checkpoints that the value comes from need it. */
void mark_read(struct walker *walker, unsigned frame, unsigned reg);
void mark_slot_read(struct walker *walker, unsigned frame, unsigned slot);
/* Passes the read marks of a kept state on, which the path is equal to. */
void mark_reads_of(struct walker *walker, const struct state *kept);

/* Makes a register of the innermost frame precise, with all that it was computed from. */
void mark_precise(struct walker *walker, unsigned reg);
/* The same for a number in a slot. */
void mark_slot_precise(struct walker *walker, unsigned frame, unsigned slot);
/* The same for all that is precise in a kept state. */
void mark_precise_as(struct walker *walker, const struct state *kept);

/* The instructions. Each computes what it leaves in the registers and the stack. */
void step_alu(struct walker *walker);
void step_load(struct walker *walker);
void step_store(struct walker *walker);
void step_call_helper(struct walker *walker);
/* How many arguments a helper takes; 5 if that is not known. */
unsigned helper_arguments(int32_t id);
/* Moves walker->insn on. */
void step_branch(struct walker *walker);

/* Accesses to the stack of a frame, at a constant offset. 'value': NULL for a constant. */
void stack_store(struct walker *walker, unsigned frame, int64_t offset, unsigned size,
		 struct reg *value, int64_t constant);
struct reg stack_load(struct walker *walker, unsigned frame, int64_t offset, unsigned size);
/* A helper reads these bytes, or may write them. */
void stack_pass(struct walker *walker, unsigned frame, int64_t offset, int64_t size, bool written);
/* The constant in these bytes, as far as it is known; it becomes precise. */
bool stack_constant(struct walker *walker, const struct reg *pointer, unsigned size,
		    uint64_t *value);

/* True if whatever is safe behind 'kept' is safe behind 'state'. */
bool states_equal(struct walker *walker, const struct state *kept, const struct state *state);

/* Files a state that is complete by its digest, for digest_find(). */
void digest_add(struct walker *walker, struct state *state);
/* Finds a state at this place that whatever is safe behind is safe behind this one; or NULL. */
struct state *digest_find(struct walker *walker);
void digest_release(struct walker *walker);

/* By the name of its section. */
enum walk_context walk_context(const char *section);

/* Finds the places where states are compared, and live registers. */
void places_prepare(struct walker *walker);

#endif
