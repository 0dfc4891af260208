/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Code generation: the optimised module becomes the bytes of an object. */
#ifndef SHIM_IR_EMIT_EMIT_H
#define SHIM_IR_EMIT_EMIT_H

#include "base/buf.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Emits the module. What code generation would turn into wrong code is found before it: calls that
 * are left, symbols that nothing defines, loops without an end. 0 and the bytes, or -1 after
 * reporting. */
int emit(struct ir *ir, LLVMModuleRef module, struct buf *object);

#endif
