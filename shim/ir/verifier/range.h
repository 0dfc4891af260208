/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Ranges of numbers, and what operations and comparisons with a constant make of them. */
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
struct range range_join(struct range a, struct range b);
/* What both allow; 'a' where that is nothing. */
struct range range_meet(struct range a, struct range b);
/* All values of so many bits, sign-extended. */
struct range range_all_of(unsigned width);
/* All values of so many bits, zero-extended. */
struct range range_all_unsigned(unsigned width);
/* The values of so many bits for which the comparison with the constant on its right side holds. */
struct range range_holds(LLVMIntPredicate predicate, int64_t bound, unsigned width);
bool range_add_overflows(struct range a, struct range b, struct range *sum);
/* Of products by a number that is not negative; true for a negative one, too. */
bool range_scale_overflows(struct range a, int64_t factor, struct range *product);
/* For an operation with a constant on its right side; 'all' where nothing is known. */
struct range range_by_constant(LLVMOpcode opcode, struct range left, int64_t constant,
			       struct range all);

#endif
