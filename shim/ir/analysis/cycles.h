/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which blocks reach each other. */
#ifndef SHIM_IR_ANALYSIS_CYCLES_H
#define SHIM_IR_ANALYSIS_CYCLES_H

#include "ir/analysis/cfg.h"

/* By block, a number that it has in common with exactly the blocks that it reaches and that reach
 * it; the caller frees. Takes time linear in the edges. */
size_t *cycles_find(struct cfg *cfg);

#endif
