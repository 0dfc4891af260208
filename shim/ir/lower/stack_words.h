/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Arrays of small elements on the stack: a choice among whole words takes fewer pieces of code than
 * one among elements. */
#ifndef SHIM_IR_LOWER_STACK_WORDS_H
#define SHIM_IR_LOWER_STACK_WORDS_H

#include "ir/analysis/place.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* The stack has no more places. */
#define STACK_PLACES 512
#define STACK_WORD 8 /* bytes */

/* The type of a word, and a constant of it. */
LLVMTypeRef stack_word_type(const struct places *places);
LLVMValueRef stack_word_constant(const struct places *places, uint64_t number);

/* True for loads and stores of elements that are smaller than a word. */
bool stack_is_better_in_words(LLVMValueRef at);
/* Makes arrays of words of the function's variables with such accesses at a variable index. */
void stack_make_words(struct ir *ir, LLVMValueRef function);
/* Whether all that the place may be in has become such an array. */
bool stack_is_words(const struct places *places, const struct place *place);

#endif
