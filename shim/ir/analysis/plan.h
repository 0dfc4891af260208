/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Which programs have to do with less stack, less code or less work for the verifier, and by what
 * means. It starts empty, and grows when an emitted program turns out too large, or when a walk of
 * the chosen kernel's verifier meets what that kernel probably refuses.
 */
#ifndef SHIM_IR_ANALYSIS_PLAN_H
#define SHIM_IR_ANALYSIS_PLAN_H

#include "base/names.h"
#include "kernel/profile.h"

/* Of a map whose keys and values a helper must not take from another map's memory. */
struct plan_map {
	char *name; /* owned */
	unsigned key_size, value_size;
};

struct plan {
	struct names reload;   /* load values again instead of keeping them */
	struct names narrow;   /* keep small values in bytes of the stack */
	struct names fresh;    /* tell the bounds of an index where it is used */
	struct names flat;     /* compute both ways instead of branching */
	struct names merged;   /* forget by which way an outermost loop was left */
	struct names rounds;   /* forget what a round has of the one before */
	struct names ways;     /* forget by which way a place was reached */
	struct names keeping;  /* functions in which that did not help: they forget neither */
	struct names unrolled; /* unroll all loops, where others may stay */
	struct names looping;  /* functions in which that did not help: their loops stay */
	struct names closed;   /* close loops by jumps */
	struct names early;    /* leave loads before the checks */
	struct names branch;   /* functions in which that did not help: they branch */
	struct plan_map *maps; /* owned */
	size_t map_count;
	bool leaves_arguments; /* there is no room for copies of them */
};

void plan_release(struct plan *plan);

/* Leaves loads where LLVM has put them; false when it has done so before. */
bool plan_leave_loads(struct plan *plan, const char *name);
/* The next means for a function that needs too much stack; false when there is none. */
bool plan_save_stack(struct plan *plan, const char *name);
/* The same for a program with so many instructions and bytes of stack, where they are more than the
 * profile takes and that helps. */
bool plan_save_code(struct plan *plan, const char *name, size_t insns, size_t stack,
		    const struct profile *profile);
/* The next means for a function whose walk is too long; false when there is none. */
bool plan_save_walk(struct plan *plan, const char *name);
/* Takes that means back from a function; false when it does not have it. */
bool plan_branch_again(struct plan *plan, const char *name);
/* True when a function is to be flat. */
bool plan_is_flat(const struct plan *plan, const char *name);
/* The means for a function with loops whose walk is too long; false when it has it. */
bool plan_merge_ways(struct plan *plan, const char *name);
/* The next two means for such a function, and that for others; false when it has them. */
bool plan_forget(struct plan *plan, const char *name);
/* Takes them back from a function; false when it does not have them. */
bool plan_keep_again(struct plan *plan, const char *name);
/* True when a round of the function's loops is to forget what it has of the one before. */
bool plan_forgets_rounds(const struct plan *plan, const char *name);
/* True when each place of the function is to forget by which way it was reached. */
bool plan_forgets_ways(const struct plan *plan, const char *name);
/* The next means for such a function; false when it has it. */
bool plan_unroll(struct plan *plan, const char *name);
/* Takes that means back from a function; false when it does not have it. */
bool plan_loop_again(struct plan *plan, const char *name);
/* True when the loops of a function are to be unrolled. */
bool plan_is_unrolled(const struct plan *plan, const char *name);
/* For a function with a loop that goes on without a jump. */
bool plan_close_loops(struct plan *plan, const char *name);
/* For a function in which the verifier does not see an index's bounds. */
bool plan_show_bounds(struct plan *plan, const char *name);
/* Notes the sizes of a map, so that what it is given is copied; false when they are noted. */
bool plan_copy_arguments(struct plan *plan, const char *map, unsigned key_size,
			 unsigned value_size);
/* Takes that means back; false when it is not in use. */
bool plan_leave_arguments(struct plan *plan);
/* The sizes of the map, if what it is given is to be copied; or NULL. */
const struct plan_map *plan_find_map(const struct plan *plan, const char *name);

#endif
