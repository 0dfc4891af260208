/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sums up the steps of a log by lines. */
#include "explain/cost.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static bool same_line(const struct diag_where *a, const struct diag_where *b)
{
	return a->line == b->line && a->file && b->file && strcmp(a->file, b->file) == 0;
}

static void add_steps(struct cost *cost, const struct cost_line *line)
{
	for (size_t i = 0; i < cost->line_count; i++) {
		if (same_line(&cost->lines[i].where, &line->where)) {
			cost->lines[i].steps += line->steps;
			return;
		}
	}
	cost->lines = xreallocarray(cost->lines, cost->line_count + 1, sizeof(*cost->lines));
	cost->lines[cost->line_count++] = *line;
}

static int by_steps(const void *a, const void *b)
{
	const struct cost_line *x = a, *y = b;

	if (x->steps != y->steps)
		return x->steps < y->steps ? 1 : -1;
	return (x->insn > y->insn) - (x->insn < y->insn);
}

void cost_count(struct cost *cost, const struct subject *subject, const struct layout *layout,
		const struct log *log)
{
	uint64_t *steps = xcalloc(layout->count + 1, sizeof(*steps));

	*cost = (struct cost){.spots = xcalloc(layout->count + 1, sizeof(*cost->spots))};
	for (size_t i = 0; i < layout->count; i++)
		steps[i] = !log;
	for (size_t i = 0; log && i < log->step_count; i++)
		if (log->steps[i].insn < layout->count)
			steps[log->steps[i].insn]++;
	for (size_t i = 0; i < layout->count; i++) {
		struct cost_line line = {.insn = (uint32_t)i, .steps = steps[i]};
		if (!steps[i])
			continue;
		cost->spots[cost->spot_count++] = (struct cost_spot){layout->spots[i], steps[i]};
		line.where = spot_where(subject, layout->spots[i], &line.text);
		if (line.where.line)
			add_steps(cost, &line);
	}
	free(steps);
	if (cost->line_count)
		qsort(cost->lines, cost->line_count, sizeof(*cost->lines), by_steps);
}

void cost_release(struct cost *cost)
{
	free(cost->lines);
	free(cost->spots);
	*cost = (struct cost){0};
}
