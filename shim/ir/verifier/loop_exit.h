/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Exits of loops that compare a counter. */
#ifndef SHIM_IR_VERIFIER_LOOP_EXIT_H
#define SHIM_IR_VERIFIER_LOOP_EXIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ir/analysis/loop.h"
#include "ir/llvm/llvm.h"

/* A number that changes by the same in each round, or grows by the same factor, and is compared at
 * an exit. */
struct counter {
	LLVMValueRef phi, start;
	unsigned entries; /* edges into the loop */
	size_t from;      /* the block on the way into the loop, where the start is known */
	int64_t step;     /* 0: it loses a bit in each round, or there is a factor */
	uint64_t factor;  /* 2 or more; 0: none */
	bool next;        /* compared is what the next round begins with */
	int64_t offset;   /* compared is so much more than the phi; the step, where that is next */
	unsigned width;
};

/* What an exit says: the loop goes on while the counter compares so with 'end'. */
struct stay {
	size_t block;
	LLVMValueRef end;
	int64_t flip;
	struct counter counter;
	LLVMIntPredicate predicate;
	bool alone;   /* the exit's condition is this comparison */
	bool flipped; /* equality, with the end of which the bits of 'flip' are the other ones */
};

/* Comparisons of which each alone ends the loop: the exit's condition may be made of several. */
#define EXIT_MAX_COMPARES 8

struct exit_compares {
	LLVMValueRef at[EXIT_MAX_COMPARES];
	unsigned count;
	bool ends; /* the loop ends where one of them has this truth */
};

/* Finds the comparisons of the condition at the end of the block; false when it is no exit. */
bool exit_find_compares(const struct loop *loop, size_t block, struct exit_compares *compares);

/* Reads the exits at the end of the block; returns how many there are. */
unsigned exit_find(const struct loop *loop, size_t block, struct stay stays[EXIT_MAX_COMPARES]);
/* The numbers of the counter for which an exit ends the loop, of exits that each round passes and
 * that compare it for equality with constants; returns how many there are. */
#define EXIT_MAX_NUMBERS 16
unsigned exit_find_numbers(const struct loop *loop, const struct counter *counter,
			   int64_t numbers[EXIT_MAX_NUMBERS]);
/* Takes a phi of the header for a counter. */
bool exit_is_counter(const struct loop *loop, LLVMValueRef phi, struct counter *counter);
/* Each round that goes on to the next one comes through the block. */
bool exit_is_in_each_round(const struct loop *loop, size_t block);
/* Nothing else than the end of the block ends the loop. */
bool exit_is_only_one(const struct loop *loop, size_t block);

#endif
