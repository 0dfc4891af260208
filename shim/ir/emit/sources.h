/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_EMIT_SOURCES_H
#define SHIM_IR_EMIT_SOURCES_H

#include "elf/btf/lines.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Notes what the object will not tell, right before code generation: where variables stand in the
 * source and, where a report was asked for, which functions the code on each line is from. Forgets
 * what was noted before. */
void sources_note(struct ir *ir, LLVMModuleRef module, struct lines *lines);

#endif
