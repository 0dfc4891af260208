/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which lines the verifier walked most. */
#ifndef SHIM_EXPLAIN_COST_H
#define SHIM_EXPLAIN_COST_H

#include "explain/log.h"
#include "explain/place.h"

/* A line of source, by the first of its instructions. Lines of crates count for themselves. */
struct cost_line {
	uint32_t insn;
	struct diag_where where;
	const char *text; /* of the line, or NULL; belongs to the subject */
	uint64_t steps;
};

/* An instruction that was walked. */
struct cost_spot {
	struct spot spot; /* belongs to the subject */
	uint64_t steps;
};

struct cost {
	struct cost_line *lines; /* owned; the most expensive one first */
	size_t line_count;
	struct cost_spot *spots; /* owned; in the order of the layout */
	size_t spot_count;
};

/* Counts the steps of a log; without one, each instruction counts once. The layout must be the
 * log's. The caller releases the cost. */
void cost_count(struct cost *cost, const struct subject *subject, const struct layout *layout,
		const struct log *log);
void cost_release(struct cost *cost);

#endif
