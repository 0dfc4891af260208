/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the chosen kernel's verifier says of the emitted object. */
#ifndef SHIM_IR_WALKED_H
#define SHIM_IR_WALKED_H

#include "elf/code/program.h"
#include "ir/analysis/plan.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Walks the programs of an emitted object as the profile's kernel does, or the newest one, and adds
 * to the plan what makes the walk shorter, or shows what the verifier loses. Returns whether the
 * plan has grown. Where no kernel is asked for and no plan is left, a program that even the newest
 * one gives up on is an error; 'module' is what the object was made of. */
bool walked_plan(struct ir *ir, LLVMModuleRef module, struct plan *plan,
		 const struct programs *programs);

#endif
