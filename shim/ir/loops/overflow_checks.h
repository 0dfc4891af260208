/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Checks of counters that the kernel never lets come so far. */
#ifndef SHIM_IR_LOOPS_OVERFLOW_CHECKS_H
#define SHIM_IR_LOOPS_OVERFLOW_CHECKS_H

#include "ir/llvm/context.h"

/* Replaces comparisons of counters with numbers that they cannot come to within 1,000,000
 * instructions. Only after all passes that change loops: one could add up many rounds at once.
 * Returns the number of places. */
int overflow_checks_drop(struct ir *ir, LLVMModuleRef module);

#endif
