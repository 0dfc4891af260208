/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the conditions of branches and selects say of a number. */
#ifndef SHIM_IR_VERIFIER_CONDITIONS_H
#define SHIM_IR_VERIFIER_CONDITIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "ir/analysis/cfg.h"
#include "ir/llvm/llvm.h"
#include "ir/verifier/range.h"

/* Each of these takes a range of the integer's values, and returns the part of it for which the
 * condition is true, or false; the same range where it says nothing of it. */
struct range condition_narrow(struct range range, LLVMValueRef condition, bool truth,
			      LLVMValueRef value);
/* The condition of the branch from one block to the next. */
struct range condition_narrow_on_edge(struct range range, struct cfg *cfg, size_t from, size_t to,
				      LLVMValueRef value);
/* The conditions of all branches that lead to the block. */
struct range condition_narrow_in(struct range range, struct cfg *cfg, LLVMBasicBlockRef at,
				 LLVMValueRef value);
/* The second operand that is true, or false, as the whole condition and its first one are; 0: there
 * is none. */
unsigned condition_second_part(LLVMValueRef condition, bool truth);
/* True when a branch on the way to the block says that the two numbers are not the same. */
bool condition_tells_apart(struct cfg *cfg, LLVMBasicBlockRef at, LLVMValueRef a, LLVMValueRef b);
/* What is compared with 0 has the bits that the value has further down: 'x & 12' for
 * '(x >> 2) & 3'. */
bool condition_tests_bits_of(LLVMValueRef tested, LLVMValueRef value);
/* A call of the intrinsic that hides a value, its operand 1, from the optimiser. */
bool condition_is_passthrough(LLVMValueRef call);

#endif
