/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Branches first, then what they have become. */
#include "ir/verifier/flat.h"

#include <stdlib.h>

#include "ir/analysis/plan.h"

int flat_by_plan(struct ir *ir, LLVMModuleRef module)
{
	int changed = 0;
	for (size_t i = 0; i < ir->plan->flat.count; i++) {
		LLVMValueRef function = llvm.GetNamedFunction(module, ir->plan->flat.at[i]);
		if (!function || !plan_is_flat(ir->plan, ir->plan->flat.at[i]))
			continue;
		struct flat flat = {.ir = ir,
				    .function = function,
				    .builder = llvm.CreateBuilderInContext(ir->context)};
		flat_branches(&flat);
		flat_values(&flat);
		llvm.DisposeBuilder(flat.builder);
		free(flat.bits);
		changed += flat.changed;
	}
	return changed;
}
