/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Explains why the verifier refused a program of an object. */
#ifndef SHIM_EXPLAIN_EXPLAIN_H
#define SHIM_EXPLAIN_EXPLAIN_H

#include <stdbool.h>

#include "base/buf.h"
#include "explain/cost.h"
#include "explain/place.h"

/* Explains the text of a log about a program of the object, as one error. 'named' is the refused
 * program if the caller knows it, else NULL. Returns 0, or -1 if the message is not in the table:
 * the error is printed all the same. */
int explain_log(const struct subject *subject, const struct buf *text, const char *named);

/* What a log says of the work that a program was. */
struct costs {
	struct cost cost; /* the lines, if the log has instructions */
	uint64_t steps;   /* instructions in the log */
	uint64_t processed, states, microseconds;
};

/* Sums up the last log in the text. The caller releases the costs. */
void costs_read(struct costs *costs, const struct subject *subject, const struct buf *text,
		const char *named);
void costs_release(struct costs *costs);

#endif
