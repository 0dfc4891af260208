/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Ranges of signed integers, and their transfer functions for operations and comparisons with a
 * constant. */
#ifndef SHIM_IR_VERIFIER_RANGE_H
#define SHIM_IR_VERIFIER_RANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "ir/llvm/llvm.h"

/* The values min to max, as signed numbers of 64 bits. */
struct range {
	int64_t min, max;
};

extern const struct range range_everything;

bool range_is_inside(struct range inner, struct range outer);
/* The smallest range that has both in it. */
struct range range_join(struct range a, struct range b);
/* The intersection; 'a' when it is empty. */
struct range range_meet(struct range a, struct range b);
/* All values of so many bits, sign-extended. */
struct range range_all_of(unsigned width);
/* All values of so many bits, zero-extended. */
struct range range_all_unsigned(unsigned width);
/* The values of so many bits for which the comparison with the constant on its right side holds. */
struct range range_holds(LLVMIntPredicate predicate, int64_t bound, unsigned width);
/* True when a sum is outside of 64 bits; else *sum is the range of all sums. */
bool range_add_overflows(struct range a, struct range b, struct range *sum);
/* The same for products with a constant; true for a negative constant, too. */
bool range_scale_overflows(struct range a, int64_t factor, struct range *product);
/* The results of an operation whose right operand is the constant; 'all' when it is not followed.
 */
struct range range_by_constant(LLVMOpcode opcode, struct range left, int64_t constant,
			       struct range all);

#endif
