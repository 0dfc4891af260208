/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What a refusal is about, and the facts that fill in a reason and a help:
 *
 *     {map}    the map whose value the pointer leads to, or that a call is about
 *     {max}    the largest value that the verifier thinks possible
 *     {min}    the smallest one
 *     {call}   the function that the refused instruction calls
 *     {made}   the function that has returned the value
 *     {bytes}  how many bytes the refused instruction reads or writes
 *     {is}     what the verifier takes the value for
 *     {type N} the same of the capture N
 *     {share}  how many of 100 steps of the log are on the line that has most
 *     {steps}  how many steps that log has
 */
#ifndef SHIM_EXPLAIN_FACTS_H
#define SHIM_EXPLAIN_FACTS_H

#include "explain/kinds.h"
#include "explain/path.h"

/* A refusal as far as it is understood. */
struct refusal {
	struct path path;
	size_t step;             /* the refused one, or NO_STEP */
	bool has_insn;           /* 'insn' is the refused instruction */
	uint32_t insn;           /* its index in the layout */
	const char *said;        /* the remark; NULL: none */
	const struct kind *kind; /* NULL: not understood */
	struct capture captures[CAPTURES];
	int capture_count;
	bool has_value; /* the members below are known */
	bool is_addend; /* it was added to the pointer of the refused access */
	unsigned reg;   /* the register that the kind is about, at 'value_step' */
	size_t value_step;
	struct origin origin;
	bool late;          /* the message stands behind the last step */
	unsigned share;     /* of the hottest line; 0: not known */
	struct known known; /* of the register; the type is "" if the log does not tell */
};

/* Finds the value that the kind is about. */
void refusal_focus(struct refusal *refusal, enum about about);
bool refusal_fits(const struct refusal *refusal, enum when when);

/* Appends the text with its facts. */
void refusal_fill(const struct refusal *refusal, const char *text, struct buf *out);

/* A call's name, or NULL. It belongs to the log or is a literal; it may end in '#'. */
const char *step_call(const struct refusal *refusal, size_t step);

#endif
