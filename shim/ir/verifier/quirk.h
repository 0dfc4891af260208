/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What the quirks share. A quirk is a form of code that is right, and that the verifier refuses
 * although it takes another form which does the same. Each quirk has a file, a row in quirks.c and
 * a test in tests/quirks/ that loads with it and is refused without it.
 */
#ifndef SHIM_IR_VERIFIER_QUIRK_H
#define SHIM_IR_VERIFIER_QUIRK_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

struct shaper {
	struct ir *ir;
	const char *quirk;     /* the name of the one at work */
	LLVMValueRef function; /* that is shaped */
	LLVMBuilderRef builder;
	LLVMTargetDataRef layout;
	int changed;
	/* Of this function; NULL: none yet. */
	LLVMValueRef slot;      /* where shape_forget() puts values */
	LLVMBasicBlockRef exit; /* where shape_go_on_if() goes to if not */
};

/* The builder stands before the instruction, and takes its line. */
void shape_stand_before(struct shaper *shaper, LLVMValueRef at);
/* The first instruction of the block that is no phi. */
LLVMValueRef shape_first_behind_phis(LLVMBasicBlockRef block);
/* Counts a place that the quirk at work has changed, and traces where it is. */
void shape_note(struct shaper *shaper, LLVMValueRef at);
/* The bits of an integer; 0: it is none. */
unsigned shape_width(LLVMValueRef value);
LLVMValueRef shape_i64(const struct shaper *shaper, int64_t number);
/* Splits the block before the instruction, which is no phi. The builder stands at the end of what
 * is before it, with its line. */
void shape_split_before(struct shaper *shaper, LLVMValueRef at);
/* Ends the block where the builder stands: goes on with the block of the instruction only if the
 * condition is true. The builder stands before the instruction then. */
void shape_go_on_if(struct shaper *shaper, LLVMValueRef condition, LLVMValueRef at);
/* The predicate that compares the distances of two addresses from a third as this one compares the
 * addresses: distances are signed, and addresses far from wrapping around. */
LLVMIntPredicate shape_distance_predicate(LLVMIntPredicate predicate);
/* The address 'offset' (an i64) bytes behind the pointer. */
LLVMValueRef shape_offset(struct shaper *shaper, LLVMValueRef pointer, LLVMValueRef offset);
/* A field of the context, of 32 bits, as 64 bits; other values as they are. All its users have to
 * take the same extension, which stands behind the load: then it is part of it, and not two shifts
 * of a pointer. Moves the builder. */
LLVMValueRef shape_widen(struct shaper *shaper, LLVMValueRef field);

/* A copy of the i64, which is less than 2^32, where the builder stands, of which the verifier knows
 * nothing, and for which it keeps no values apart (mark_chain_precision()). */
LLVMValueRef shape_forget(struct shaper *shaper, LLVMValueRef value);
/* The same for an i64 that may have more than 32 bits. */
LLVMValueRef shape_forget_wide(struct shaper *shaper, LLVMValueRef value);
/* The size in bytes of the variable, constant, map value or reserved memory that the base of an
 * address is the start of, as a parameter of a subprogram may be, too; 0 when it is not known. */
uint64_t shape_object_size(const struct shaper *shaper, LLVMValueRef base);

/* ---- the quirks: each looks at shaper->function ---- */

void shape_context_fields(struct shaper *shaper);
void shape_helper_sizes(struct shaper *shaper);
void shape_narrow_compares(struct shaper *shaper);
void shape_assumed_ends(struct shaper *shaper);
void shape_split_choices(struct shaper *shaper);
void shape_paired_selects(struct shaper *shaper);
void shape_stuck_rounds(struct shaper *shaper);
void shape_visited_bytes(struct shaper *shaper);
void shape_loop_results(struct shaper *shaper);
void shape_forgotten_rounds(struct shaper *shaper);
void shape_remaining_lengths(struct shaper *shaper);
void shape_index_bounds(struct shaper *shaper);
void shape_place_bounds(struct shaper *shaper);
void shape_stack_addresses(struct shaper *shaper);
void shape_fresh_bounds(struct shaper *shaper);
void shape_map_arguments(struct shaper *shaper);
void shape_stack_fills(struct shaper *shaper);
void shape_tail_compares(struct shaper *shaper);
void shape_packet_tails(struct shaper *shaper);
void shape_packet_ends(struct shaper *shaper);
void shape_packet_compares(struct shaper *shaper);
void shape_packet_bounds(struct shaper *shaper);
void shape_chosen_limits(struct shaper *shaper);
void shape_void_returns(struct shaper *shaper);
void shape_negated_results(struct shaper *shaper);

#endif
