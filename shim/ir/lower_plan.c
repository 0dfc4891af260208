/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The table of unroll limits, and stepping down in it: where loops may stay. */
#include "ir/lower_plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"

static const unsigned unroll_limits[] = {4096, 64, 8, 0};
#define LAST_STEP (sizeof(unroll_limits) / sizeof(unroll_limits[0]) - 1)

static unsigned first_step(const struct profile *profile)
{
	return profile->unrolling == UNROLL_ALL ? 0 : LAST_STEP;
}

void plan_init(struct plan *plan, const struct names *entries, const struct profile *profile)
{
	unsigned step = first_step(profile);

	*plan = (struct plan){.count = entries->count};
	plan->at = xcalloc(plan->count, sizeof(*plan->at));
	for (size_t i = 0; i < plan->count; i++)
		plan->at[i] = (struct plan_entry){
			.name = entries->at[i], .step = step, .unroll = unroll_limits[step]};
}

static struct plan_entry *find_entry(struct plan *plan, const char *name)
{
	for (size_t i = 0; i < plan->count; i++) {
		if (strcmp(plan->at[i].name, name) == 0)
			return &plan->at[i];
	}
	return NULL;
}

static bool unroll_less(struct plan_entry *entry, const struct profile *profile)
{
	if (!profile->loops || entry->step == LAST_STEP)
		return false;
	entry->unroll = unroll_limits[++entry->step];
	entry->narrow = false;
	diag_trace("'%s': unrolling loops of up to %u rounds only", entry->name, entry->unroll);
	return true;
}

/* Takes less stack and, as a rule, fewer instructions, too. */
static bool make_compact(struct plan *plan, struct plan_entry *entry)
{
	if (entry->reload)
		return false;
	diag_trace("'%s': loading values again instead of keeping them", entry->name);
	entry->reload = plan->in_order = true;
	return true;
}

bool plan_lower_deep(struct plan *plan, const char *name, const struct profile *profile)
{
	struct plan_entry *entry = find_entry(plan, name);
	if (!entry)
		return false;
	if (make_compact(plan, entry))
		return true;
	if (!entry->narrow && entry->step == first_step(profile)) {
		diag_trace("'%s': keeping small values in bytes of the stack", name);
		return entry->narrow = true;
	}
	return unroll_less(entry, profile);
}

bool plan_lower_long(struct plan *plan, const char *name, size_t ir_instructions,
		     const struct profile *profile)
{
	/* An IR instruction makes one or two of BPF's, seldom none. */
	return ir_instructions > 4 * (size_t)profile->max_insns &&
	       unroll_less(find_entry(plan, name), profile);
}

/* What is twice as large as it may be does not become small enough by other means than loops, and
 * neither does what keeps few values on the stack. */
static bool lower_large(struct plan *plan, struct plan_entry *entry, const struct program *emitted,
			const struct profile *profile)
{
	if (emitted->insn_count <= 2 * (size_t)profile->max_insns &&
	    emitted->stack > profile->max_stack / 2 && make_compact(plan, entry))
		return true;
	return unroll_less(entry, profile);
}

bool plan_lower_large(struct plan *plan, const struct programs *emitted,
		      const struct profile *profile)
{
	bool lowered = false;
	for (size_t i = 0; i < emitted->count; i++) {
		struct plan_entry *entry = find_entry(plan, emitted->at[i].name);
		if (entry && emitted->at[i].insn_count > profile->max_insns)
			lowered |= lower_large(plan, entry, &emitted->at[i], profile);
	}
	return lowered;
}
