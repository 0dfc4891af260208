/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What the verifier knows at one place of one path: the registers and the stack of each frame
 * (struct bpf_verifier_state). States live in an arena until the walk ends.
 */
#ifndef SHIM_ELF_WALK_STATE_H
#define SHIM_ELF_WALK_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "elf/walk/scalar.h"

enum {
	WALK_REGISTERS = 11,
	WALK_FRAMES = 8, /* MAX_CALL_FRAMES, linux/bpf_verifier.h */
	WALK_SLOTS = 64, /* MAX_BPF_STACK in units of 8 bytes */
	WALK_RESULT = 0, /* r0 */
	SLOT_SIZE = 8,
};

enum reg_type {
	REG_UNSET,
	REG_SCALAR,
	REG_CONTEXT,
	REG_STACK,
	REG_MAP,
	REG_MAP_VALUE,
	REG_PACKET,
	REG_PACKET_META,
	REG_PACKET_END,
	REG_OTHER, /* any other pointer */
};

enum {
	LIVE_READ = 1,
	LIVE_WRITTEN = 2,
};

struct reg {
	uint8_t type; /* enum reg_type */
	uint8_t live; /* LIVE_* since the last checkpoint */
	bool precise;
	bool or_null;
	bool is_sum;   /* a scalar: the one with the same id plus 'offset' */
	uint8_t frame; /* of a pointer to the stack */
	int32_t offset;
	uint32_t range; /* of a packet pointer: bytes that were compared; else which map */
	uint32_t id;    /* equal ids: the same number, or pointers that are compared together */
	struct scalar number; /* a scalar, or a pointer's variable offset */
};

enum slot_type {
	SLOT_INVALID,
	SLOT_SPILL,
	SLOT_MISC,
	SLOT_ZERO,
};

struct slot {
	struct reg spilled;
	uint8_t type[SLOT_SIZE]; /* enum slot_type, by byte from the highest address down */
};

struct frame {
	struct reg regs[WALK_REGISTERS];
	struct slot *slots; /* owned; slot 0 is directly below the frame pointer */
	unsigned slot_count;
	size_t return_to; /* instruction behind the call */
	bool linked;      /* the parent state has this frame, too */
};

/* One instruction of a path, and the one before it. */
struct step {
	const struct step *before;
	uint32_t insn;
	uint8_t frame;
	uint8_t slot_frame; /* of the slot that it reads or writes */
	int8_t slot;        /* -1: none */
	uint16_t equals;    /* registers that it refined together, by bit */
	bool recorded;
};

/* The constants in the registers of the innermost frame, to tell most states apart quickly. */
struct digest {
	uint16_t known;      /* by register: the constants that must be the same */
	uint32_t values[10]; /* their low halves, of r0 to r9 */
};

struct state {
	struct digest digest;              /* of a state that is complete */
	struct frame *frames[WALK_FRAMES]; /* owned */
	unsigned current;                  /* index of the innermost frame */
	size_t insn;                       /* where it was kept */
	struct state *parent;              /* the checkpoint that its path comes from */
	unsigned branches;                 /* paths from here that are still to be followed */
	unsigned hits, misses;
	bool all_precise;        /* a checkpoint of which each scalar has been made precise */
	const struct step *last; /* its path since the parent */
	unsigned recorded;       /* steps of it that the kernel records */
	struct state *alike;     /* the next one with the same digest, or nearly so */
	struct state *next;      /* of those kept for one instruction, or of those waiting */
};

static inline struct frame *state_frame(struct state *state)
{
	return state->frames[state->current];
}
static inline struct reg *state_reg(struct state *state, unsigned reg)
{
	return &state_frame(state)->regs[reg];
}

/* A copy with frames of its own. */
struct state *state_copy(const struct state *state);
void state_free(struct state *state);
/* Adds an empty frame. */
struct frame *state_push_frame(struct state *state);
void state_pop_frame(struct state *state);
/* The slot with this index, after making room for it. */
struct slot *frame_slot(struct frame *frame, unsigned index);

/* Calls for each register, and for each slot that holds a spilled one. */
typedef void (*reg_visit)(struct reg *reg, void *data);
void state_visit(struct state *state, reg_visit visit, void *data);

struct reg reg_unset(void);
struct reg reg_scalar(struct scalar number);
struct reg reg_pointer(enum reg_type type, const struct verifier *verifier);
static inline bool reg_is_scalar(const struct reg *reg)
{
	return reg->type == REG_SCALAR;
}
/* Where a pointer points to, as far as it is constant. Wraps, as registers do. */
static inline int64_t pointer_offset(const struct reg *reg)
{
	return (int64_t)((uint64_t)reg->number.smin + (uint64_t)(int64_t)reg->offset);
}
static inline bool reg_is_packet(const struct reg *reg)
{
	return reg->type == REG_PACKET || reg->type == REG_PACKET_META;
}

#endif
