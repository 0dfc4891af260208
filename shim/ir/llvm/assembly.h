/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_LLVM_ASSEMBLY_H
#define SHIM_IR_LLVM_ASSEMBLY_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Reports calls of inline assembly that is not BPF's, each at its source line, which code
 * generation does not say. */
void assembly_check(struct ir *ir, LLVMModuleRef module);

/* Reports what the assembler says of assembly outside of functions; false when the text is about
 * something else. */
bool assembly_report_global(const char *text);

#endif
