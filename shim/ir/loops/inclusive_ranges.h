/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOOPS_INCLUSIVE_RANGES_H
#define SHIM_IR_LOOPS_INCLUSIVE_RANGES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* select(i >= n, i, i + 1) on a back edge that is taken only when i < n becomes i + 1: what rustc's
 * inclusive ranges need to have a countable trip. */
int inclusive_ranges_simplify(struct ir *ir, LLVMModuleRef module);

#endif
