/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Which functions stay functions (BPF subprograms, in .text) instead of being inlined: with
 * --subprograms those that the user marked #[inline(never)] or exported without a section, with
 * --subprogram the one that is named. A function that can panic is inlined all the same, since an
 * end in a subprogram only returns to its caller.
 */
#ifndef SHIM_IR_MERGE_SUBPROGRAMS_H
#define SHIM_IR_MERGE_SUBPROGRAMS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Fills ir->subprograms out of the merged module, before the rewrites drop "noinline". What cannot
 * be a subprogram is left out, with a trace line that says why. 0, or -1 after reporting a name
 * that no function has. */
int subprograms_select(struct ir *ir, LLVMModuleRef module);

/* Whether a name of an option, which is a symbol, a path or the end of one, means a function of
 * this symbol and readable name. */
bool subprogram_is_named(const char *wish, const char *symbol, const char *readable);
/* Why the function cannot be called as a subprogram, or NULL. */
const char *subprogram_find_obstacle(LLVMValueRef function);

/* Gives one up to the inliner; the reason is told. */
void subprogram_give_up(struct ir *ir, LLVMValueRef function, const char *why);
/* Gives those that can panic up to the inliner; true when there was one, so that inlining has to be
 * done again. */
bool subprograms_give_up_panics(struct ir *ir, LLVMModuleRef module);

/* Makes them static functions, for code generation. */
int subprograms_make_static(struct ir *ir, LLVMModuleRef module);

#endif
