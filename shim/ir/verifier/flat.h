/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Code without branches. Verifiers before 5.3 compare all scalars of two paths that meet: counters
 * that differ, and so does whatever was made of them, keep the paths apart, and their number
 * doubles with each branch. Where the walk of a program is too long, both ways of a branch are
 * computed, and arithmetic takes one of the results.
 */
#ifndef SHIM_IR_VERIFIER_FLAT_H
#define SHIM_IR_VERIFIER_FLAT_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* For functions that the plan wants flat. */
int flat_by_plan(struct ir *ir, LLVMModuleRef module);

/* ---- shared by its two parts ---- */

struct flat_bit {
	LLVMValueRef condition, bit;
};

struct flat {
	struct ir *ir;
	LLVMValueRef function;
	LLVMBuilderRef builder;
	LLVMBasicBlockRef block; /* the one at hand */
	struct flat_bit *bits;   /* its conditions that are numbers by now; owned */
	size_t bit_count;
	int changed;
};

/* True for a condition that flat_values() makes a number. */
bool flat_takes_condition(LLVMValueRef condition);
/* True for an integer that may be chosen by arithmetic: no address is made of it, of which the
 * verifier must know the bounds. */
bool flat_takes_value(LLVMValueRef value);
/* Makes selects of branches around what can be computed in any case. */
void flat_branches(struct flat *flat);
/* Makes arithmetic of selects, minima, maxima and conditions that are numbers. */
void flat_values(struct flat *flat);

#endif
