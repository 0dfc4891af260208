/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The ranges of results: signed numbers, and 'all' is what a result of that width can be. */
#ifndef SHIM_IR_VERIFIER_RANGE_RESULTS_H
#define SHIM_IR_VERIFIER_RANGE_RESULTS_H

#include "ir/llvm/llvm.h"
#include "ir/verifier/range.h"

/* The range, where all of it are numbers of so many bits; else all that there are. */
struct range range_fitted(struct range range, struct range all);
/* The numbers as unsigned ones; none that is larger than all signed ones stays. */
struct range range_as_unsigned(struct range range, unsigned width);

struct range range_of_product(struct range a, struct range b, struct range all);
struct range range_of_difference(struct range a, struct range b, struct range all);
/* Of and, or, exclusive or. */
struct range range_of_bits(LLVMOpcode opcode, struct range a, struct range b, struct range all);
/* Of divisions and remainders by a constant, signed and unsigned ones. */
struct range range_of_quotient(LLVMOpcode opcode, struct range a, int64_t by, unsigned width);
/* Of shifts by a constant, or by a number: by more bits than there are nothing is shifted. */
struct range range_of_shift(LLVMOpcode opcode, struct range a, int64_t by, unsigned width);
struct range range_of_shifts(LLVMOpcode opcode, struct range a, struct range by, unsigned width);

#endif
