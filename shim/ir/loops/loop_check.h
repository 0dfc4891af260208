/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOOPS_LOOP_CHECK_H
#define SHIM_IR_LOOPS_LOOP_CHECK_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Reports each loop of the entry points: for kernels that have none (before Linux 5.3), after all
 * unrolling. 0, or -1 when there was one. */
int loops_report_left(struct ir *ir, LLVMModuleRef module);

#endif
