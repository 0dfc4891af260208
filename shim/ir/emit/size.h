/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Programs that are larger than the kernel takes: where their instructions come from. */
#ifndef SHIM_IR_EMIT_SIZE_H
#define SHIM_IR_EMIT_SIZE_H

#include "base/buf.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Report the programs that are too large; true when there are any. The first looks at the IR, for
 * what is so large that code generation would not come to an end with it; the second at the object
 * that was emitted from the module. */
bool size_report_long(struct ir *ir, LLVMModuleRef module);
bool size_report_large(struct ir *ir, LLVMModuleRef module, const struct buf *object);

#endif
