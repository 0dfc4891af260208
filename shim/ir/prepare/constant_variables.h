/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Variables on the stack that only ever hold the same constants. */
#ifndef SHIM_IR_PREPARE_CONSTANT_VARIABLES_H
#define SHIM_IR_PREPARE_CONSTANT_VARIABLES_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Makes constants of local tables, as in '["a", "bc"][i]': what is read from the stack by an index
 * the verifier takes for any number, while tables of constants have forms of their own. After
 * inlining, before optimisation. Returns how many variables went. */
int constant_variables_promote(struct ir *ir, LLVMModuleRef module);

#endif
