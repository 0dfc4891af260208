/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Predicates of integer comparisons. */
#ifndef SHIM_IR_LLVM_PREDICATES_H
#define SHIM_IR_LLVM_PREDICATES_H

#include "ir/llvm/llvm.h"

/* Holds where the other one does not. */
LLVMIntPredicate predicate_inverse(LLVMIntPredicate predicate);
/* Holds for "b, a" where the other one does for "a, b". */
LLVMIntPredicate predicate_swapped(LLVMIntPredicate predicate);

#endif
