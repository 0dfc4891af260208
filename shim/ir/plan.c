/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The table of unroll limits, and stepping down in it. */
#include "ir/plan.h"

#include <stdlib.h>
#include <string.h>

static const unsigned unroll_limits[] = {4096, 64, 8, 0};
#define LAST_STEP (sizeof(unroll_limits) / sizeof(unroll_limits[0]) - 1)

void plan_init(struct plan *plan, const struct names *entries)
{
	plan->count = entries->count;
	plan->at = xcalloc(plan->count, sizeof(*plan->at));
	for (size_t i = 0; i < plan->count; i++)
		plan->at[i] =
			(struct plan_entry){.name = entries->at[i], .unroll = unroll_limits[0]};
}

static const struct program *find_program(const struct programs *programs, const char *name)
{
	for (size_t i = 0; i < programs->count; i++) {
		if (strcmp(programs->at[i].name, name) == 0)
			return &programs->at[i];
	}
	return NULL;
}

bool plan_lower(struct plan *plan, const struct programs *emitted, const struct profile *profile)
{
	bool lowered = false;
	for (size_t i = 0; i < plan->count; i++) {
		struct plan_entry *entry = &plan->at[i];
		const struct program *program = find_program(emitted, entry->name);
		if (!program || program->insn_count <= profile->unroll_insns ||
		    entry->step == LAST_STEP)
			continue;
		entry->unroll = unroll_limits[++entry->step];
		diag_trace("'%s' has %zu instructions: unrolling loops of up to %u rounds only",
			   entry->name, program->insn_count, entry->unroll);
		lowered = true;
	}
	return lowered;
}

void plan_release(struct plan *plan)
{
	free(plan->at);
	*plan = (struct plan){0};
}
