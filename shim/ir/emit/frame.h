/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHIM_IR_EMIT_FRAME_H
#define SHIM_IR_EMIT_FRAME_H

#include "base/buf.h"
#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

struct lines;

/* Of each function that code generation found too deep (ir->too_deep), keeps what takes up the
 * stack: the size by the object, the variables by the module that it was made of. */
void frames_note(struct ir *ir, LLVMModuleRef module, const struct buf *object);
/* Reports what was noted last. */
void frames_report(const struct ir *ir);
/* Adds the variables of all functions to lines->locals, the largest of each first. */
void frames_list(struct ir *ir, LLVMModuleRef module, struct lines *lines);
void frames_release(struct ir *ir);

#endif
