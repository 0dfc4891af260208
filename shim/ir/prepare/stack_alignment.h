/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_PREPARE_STACK_ALIGNMENT_H
#define SHIM_IR_PREPARE_STACK_ALIGNMENT_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Arrays on the stack are aligned to words, so that code which looks at the alignment of an address
 * is folded, and wide accesses are aligned. */
int stack_alignment_raise(struct ir *ir, LLVMModuleRef module);

#endif
