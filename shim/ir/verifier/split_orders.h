/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_SPLIT_ORDERS_H
#define SHIM_IR_VERIFIER_SPLIT_ORDERS_H

#include "ir/llvm/llvm.h"
#include "ir/verifier/quirk.h"

/* Makes all comparisons of the same two values those of one number, where there are several. False
 * when nothing has changed. */
bool split_orders(struct shaper *shaper, LLVMValueRef compare);

#endif
