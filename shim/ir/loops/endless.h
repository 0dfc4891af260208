/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Loops without a way out. Those that a program has are errors. Others appear when LLVM unrolls and
 * folds: the rest of a loop that an impossible number of rounds would lead to. Nothing gets there,
 * or the program would not end.
 */
#ifndef SHIM_IR_LOOPS_ENDLESS_H
#define SHIM_IR_LOOPS_ENDLESS_H

#include "ir/analysis/cfg.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Notes in ir->endless the functions that have such loops before anything is unrolled: their own.
 * Returns how many there are. */
int endless_loops_note(struct ir *ir, LLVMModuleRef module);
/* Ends the loops of all other functions in 'unreachable'. Returns how many there were. */
int endless_loops_cut(struct ir *ir, LLVMModuleRef module);

/* True when the way to the block leads through a branch that looks at a constant which a loader may
 * set (a volatile read): where that is off, the verifier never gets there. */
bool endless_is_switched_off(struct cfg *cfg, size_t header);

#endif
