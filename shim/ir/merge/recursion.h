/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Recursion with an end. Each call that closes a cycle of functions becomes a call of a stand-in;
 * so everything can be inlined once. Stand-ins that are still called in entry points then stand for
 * one more turn of the recursion, which is inlined and simplified, until the optimiser has proved
 * that no further turn is reached.
 */
#ifndef SHIM_IR_MERGE_RECURSION_H
#define SHIM_IR_MERGE_RECURSION_H

#include "base/buf.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* A function that calls itself, by way of others or not. */
struct recursive {
	LLVMValueRef function;
	char *again; /* the stand-in's name: a declaration, which LLVM drops when nothing calls it
		      */
	LLVMLinkage linkage;
	struct buf cycle; /* the functions in between, for the message */
};

struct recursion {
	struct recursive *at;
	size_t count;
};

/* NULL: nothing calls it any more. */
LLVMValueRef recursion_stand_in(const struct ir *ir, const struct recursive *recursive);
/* Cuts all the cycles of functions that have to be inlined. */
void recursion_cut(struct ir *ir, struct recursion *recursion);
/* Puts one more turn into the entry points; returns how many calls that were. */
unsigned recursion_turn(struct ir *ir, const struct recursion *recursion);
/* Reports the calls that are left, and lets the functions go. 0, or -1 when there were any. */
int recursion_finish(struct ir *ir, struct recursion *recursion);

#endif
