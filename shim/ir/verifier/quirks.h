/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_VERIFIER_QUIRKS_H
#define SHIM_IR_VERIFIER_QUIRKS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Gives the code forms that the verifier of the profile's kernel follows: the table in quirks.c is
 * the list. Returns the number of places. */
int quirks_apply(struct ir *ir, LLVMModuleRef module);

#endif
