/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Adds means to the plan. */
#include "ir/spill/plan.h"

#include <string.h>

#include "base/diag.h"
#include "base/text.h"

void plan_release(struct plan *plan)
{
	names_release(&plan->reload);
	names_release(&plan->narrow);
}

static bool reload(struct plan *plan, const char *name)
{
	if (!names_add(&plan->reload, name, strlen(name)))
		return false;
	diag_trace("'%s': loading values again instead of keeping them", name);
	return true;
}

bool plan_save_stack(struct plan *plan, const char *name)
{
	if (reload(plan, name))
		return true;
	if (!names_add(&plan->narrow, name, strlen(name)))
		return false;
	diag_trace("'%s': keeping small values in bytes of the stack", name);
	return true;
}

bool plan_save_code(struct plan *plan, const char *name, size_t insns, size_t stack,
		    const struct profile *profile)
{
	/* What is twice as large as it may be does not become small enough by this, and neither
	 * does what keeps few values on the stack. */
	return insns > profile->max_insns && insns <= 2 * (size_t)profile->max_insns &&
	       stack > profile->max_stack / 2 && reload(plan, name);
}
