/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LOWER_DECIDED_SELECTS_H
#define SHIM_IR_LOWER_DECIDED_SELECTS_H

#include "ir/llvm/context.h"

/* A choice that is used where branches have decided its condition becomes the value that is chosen
 * there: "None" of get() is a null pointer, and behind the branch that takes it away the verifier,
 * and LLVM's search for what a pointer points to, would still see it. Returns the number of places.
 */
int decided_selects_simplify(struct ir *ir, LLVMModuleRef module);

#endif
