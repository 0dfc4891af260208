/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The plan as plain data. */
#include "ir/analysis/plan.h"

#include <stdlib.h>

void plan_release(struct plan *plan)
{
	free(plan->at);
	*plan = (struct plan){0};
}
