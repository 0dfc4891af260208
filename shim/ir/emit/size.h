/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Programs that are larger than the kernel takes: where their instructions come from. */
#ifndef SHIM_IR_EMIT_SIZE_H
#define SHIM_IR_EMIT_SIZE_H

#include "base/buf.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* True for what is so long that code generation would not come to an end with it, where loops must
 * not stay. */
bool size_is_too_long(const struct ir *ir, LLVMValueRef function);
/* Reports the programs that are; -1 when there are any. */
int size_check_length(struct ir *ir, LLVMModuleRef module);
/* Reports the programs of the object, emitted from the module, that are larger than the kernel
 * takes; true when there are any. */
bool size_report_large(struct ir *ir, LLVMModuleRef module, const struct buf *object);

#endif
