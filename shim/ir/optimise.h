/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The only place that spells the names of LLVM passes. */
#ifndef SHIM_IR_OPTIMISE_H
#define SHIM_IR_OPTIMISE_H

#include "ir/ir.h"
#include "ir/plan.h"

/* Turns invokes into calls: with panic=abort nothing unwinds, but core was compiled to. Returns how
 * many functions had a personality. */
unsigned optimise_lower_invokes(struct ir *ir, LLVMModuleRef module);

/* Inlines everything into the entry points of the merged, rewritten module, the panic handler last,
 * and turns panics into returns. 0 or -1 after reporting. */
int optimise_inline(struct ir *ir);

/* Optimises a copy of the prepared module by the plan, running the late rewrites between its steps.
 * 0 or -1 after reporting. */
int optimise(struct ir *ir, LLVMModuleRef module, const struct plan *plan);

#endif
