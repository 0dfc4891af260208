/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_OVERFLOW_SUMS_H
#define SHIM_IR_LOWER_OVERFLOW_SUMS_H

#include "ir/llvm/context.h"

/* "a + 1" in a debug build is llvm.uadd.with.overflow. By a constant that overflows where 'a' lies
 * in a range: a comparison with a constant is what the loops' bounds and the verifier read. Returns
 * the number of places. */
int overflow_sums_lower(struct ir *ir, LLVMModuleRef module);

#endif
