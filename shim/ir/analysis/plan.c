/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Adds means to the plan. */
#include "ir/analysis/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/diag.h"
#include "base/text.h"

void plan_release(struct plan *plan)
{
	names_release(&plan->reload);
	names_release(&plan->narrow);
	names_release(&plan->fresh);
	names_release(&plan->flat);
	names_release(&plan->merged);
	names_release(&plan->rounds);
	names_release(&plan->ways);
	names_release(&plan->keeping);
	names_release(&plan->unrolled);
	names_release(&plan->looping);
	names_release(&plan->closed);
	names_release(&plan->early);
	names_release(&plan->branch);
	for (size_t i = 0; i < plan->map_count; i++)
		free(plan->maps[i].name);
	free(plan->maps);
}

static bool add(struct names *names, const char *name, const char *means)
{
	if (!names_add(names, name, strlen(name)))
		return false;
	diag_trace("'%s': %s", name, means);
	return true;
}

static bool reload(struct plan *plan, const char *name)
{
	return add(&plan->reload, name, "loading values again instead of keeping them");
}

bool plan_leave_loads(struct plan *plan, const char *name)
{
	return add(&plan->early, name, "leaving loads where they are");
}

bool plan_save_stack(struct plan *plan, const char *name)
{
	return plan_leave_loads(plan, name) || reload(plan, name) ||
	       add(&plan->narrow, name, "keeping small values in bytes of the stack");
}

bool plan_save_code(struct plan *plan, const char *name, size_t insns, size_t stack,
		    const struct profile *profile)
{
	/* What is twice as large as it may be does not become small enough by this, and neither
	 * does what keeps few values on the stack. */
	return insns > profile->max_insns && insns <= 2 * (size_t)profile->max_insns &&
	       stack > profile->max_stack / 2 && reload(plan, name);
}

bool plan_is_flat(const struct plan *plan, const char *name)
{
	return names_has(&plan->flat, name) && !names_has(&plan->branch, name);
}

bool plan_save_walk(struct plan *plan, const char *name)
{
	return add(&plan->flat, name, "computing both ways instead of branching");
}

bool plan_branch_again(struct plan *plan, const char *name)
{
	return plan_is_flat(plan, name) &&
	       add(&plan->branch, name, "branching again: the other way does not help");
}

bool plan_merge_ways(struct plan *plan, const char *name)
{
	return add(&plan->merged, name, "forgetting by which way a loop was left");
}

bool plan_forget(struct plan *plan, const char *name)
{
	return !names_has(&plan->keeping, name) &&
	       (add(&plan->rounds, name, "forgetting what a round has of the one before") ||
		add(&plan->ways, name, "forgetting by which way a place was reached"));
}

bool plan_forgets_rounds(const struct plan *plan, const char *name)
{
	return names_has(&plan->rounds, name) && !names_has(&plan->keeping, name);
}

bool plan_forgets_ways(const struct plan *plan, const char *name)
{
	return names_has(&plan->ways, name) && !names_has(&plan->keeping, name);
}

bool plan_keep_again(struct plan *plan, const char *name)
{
	return plan_forgets_rounds(plan, name) &&
	       add(&plan->keeping, name, "forgetting nothing: that does not help");
}

bool plan_unroll(struct plan *plan, const char *name)
{
	return add(&plan->unrolled, name, "unrolling all loops");
}

bool plan_is_unrolled(const struct plan *plan, const char *name)
{
	return names_has(&plan->unrolled, name) && !names_has(&plan->looping, name);
}

bool plan_loop_again(struct plan *plan, const char *name)
{
	return plan_is_unrolled(plan, name) &&
	       add(&plan->looping, name, "keeping loops: unrolling them does not help");
}

bool plan_close_loops(struct plan *plan, const char *name)
{
	return add(&plan->closed, name, "closing loops by jumps");
}

bool plan_show_bounds(struct plan *plan, const char *name)
{
	return add(&plan->fresh, name, "telling bounds again where they are used");
}

static const struct plan_map *find_map(const struct plan *plan, const char *name)
{
	for (size_t i = 0; i < plan->map_count; i++) {
		if (strcmp(plan->maps[i].name, name) == 0)
			return &plan->maps[i];
	}
	return NULL;
}

bool plan_copy_arguments(struct plan *plan, const char *map, unsigned key_size, unsigned value_size)
{
	if (find_map(plan, map))
		return false;
	plan->maps = xreallocarray(plan->maps, plan->map_count + 1, sizeof(*plan->maps));
	plan->maps[plan->map_count++] = (struct plan_map){
		.name = xstrdup(map), .key_size = key_size, .value_size = value_size};
	diag_trace("map '%s': copying keys and values to the stack", map);
	return true;
}

bool plan_leave_arguments(struct plan *plan)
{
	if (!plan->map_count || plan->leaves_arguments)
		return false;
	plan->leaves_arguments = true;
	diag_trace("leaving keys and values where they are: there is no room for copies");
	return true;
}

const struct plan_map *plan_find_map(const struct plan *plan, const char *name)
{
	return plan->leaves_arguments ? NULL : find_map(plan, name);
}
