/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Part of the quirk "split-choices": numbers of any size. */
#ifndef SHIM_IR_VERIFIER_SPLIT_CLASSES_H
#define SHIM_IR_VERIFIER_SPLIT_CLASSES_H

#include "ir/verifier/quirk.h"

/* Before the first comparison of the number in the block parts the ways of the values that the
 * comparisons tell apart: the block's comparisons, and those behind it. On each way they are
 * constants, and so is what they choose; the comparisons are gone. False, with nothing done, where
 * they tell whole ranges apart, or too many values. */
bool split_classes(struct shaper *shaper, LLVMValueRef number, LLVMBasicBlockRef block);

#endif
