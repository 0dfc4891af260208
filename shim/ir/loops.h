/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOOPS_H
#define SHIM_IR_LOOPS_H

#include "ir/ir.h"

/* Reports each loop of the entry points: for kernels that have none (before Linux 5.3), after all
 * unrolling. 0, or -1 when there was one. */
int loops_check(struct ir *ir, LLVMModuleRef module);

#endif
