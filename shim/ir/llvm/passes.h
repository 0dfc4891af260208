/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The passes of LLVM that are run, by what they are for. passes.c is the only place that spells
 * their names. Passes of functions run on ir->focus alone, where it is set. Each function returns
 * 0, or -1 after reporting.
 */
#ifndef SHIM_IR_LLVM_PASSES_H
#define SHIM_IR_LLVM_PASSES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* LLVM's own pipeline, O2 or O3, without loop unrolling. */
int passes_optimise(struct ir *ir, LLVMModuleRef module);
/* What is left of it for functions that have been optimised before. */
int passes_simplify(struct ir *ir, LLVMModuleRef module);
/* Inlines what is marked alwaysinline, bottom up. */
int passes_inline(struct ir *ir, LLVMModuleRef module);
/* The same for functions that were just built, without any simplification. */
int passes_inline_built(struct ir *ir, LLVMModuleRef module);
/* Turns invokes into calls. */
int passes_lower_invokes(struct ir *ir, LLVMModuleRef module);
/* Turns calls of itself that are the last thing a function does into loops. */
int passes_loop_tail_calls(struct ir *ir, LLVMModuleRef module);
/* Shows whether a recursion has come to its end after one more level was inlined. */
int passes_simplify_recursion(struct ir *ir, LLVMModuleRef module);
/* Expands comparisons of memory of constant size. */
int passes_expand_memcmp(struct ir *ir, LLVMModuleRef module);

/* The forms in which the unroller takes loops: form is less than PASSES_LOOP_FORMS. */
#define PASSES_LOOP_FORMS 2
int passes_form_loops(struct ir *ir, LLVMModuleRef module, unsigned form);
/* Unrolls loops of at most so many rounds, completely. */
int passes_unroll(struct ir *ir, LLVMModuleRef module, unsigned rounds);
/* Lets scalar evolution prove that a counter stays below its bound, which folds the comparison. */
int passes_prove_bounds(struct ir *ir, LLVMModuleRef module);

/* Folds instructions whose operands have become constants. */
int passes_fold(struct ir *ir, LLVMModuleRef module);
/* The same, and drops values that nothing uses. */
int passes_fold_and_drop(struct ir *ir, LLVMModuleRef module);
/* Drops values that nothing uses, also those that use each other. */
int passes_drop_dead(struct ir *ir, LLVMModuleRef module);
/* Leads ways that a branch tells apart by where they come from past it. */
int passes_thread_jumps(struct ir *ir, LLVMModuleRef module);
/* Drops blocks that nothing leads to, and merges those that one way alone leads through. */
int passes_merge_blocks(struct ir *ir, LLVMModuleRef module);
/* The shortest pipeline of LLVM's, at whose start the target makes CO-RE relocations. */
int passes_make_relocations(struct ir *ir, LLVMModuleRef module);
/* Drops functions and variables that nothing refers to. */
int passes_drop_unreferenced(struct ir *ir, LLVMModuleRef module);

#endif
