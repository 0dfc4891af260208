/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_NULL_CHECKS_H
#define SHIM_IR_LOWER_NULL_CHECKS_H

#include "ir/llvm/context.h"

/* Decides comparisons with null of pointers that a loop moves through a variable or a constant: to
 * an iterator null is the end, and LLVM before 20 does not see that a phi which goes round is no
 * null pointer. Returns the number of places. */
int null_checks_fold(struct ir *ir, LLVMModuleRef module);

#endif
