/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which lines the linker itself has changed: what the verifier refuses there may be our fault. */
#ifndef SHIM_IR_LLVM_CHANGED_H
#define SHIM_IR_LLVM_CHANGED_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Notes that a change, whose name is a literal, has changed code of this location. What has no
 * source line is not noted. */
void ir_note_changed(struct ir *ir, const char *change, LLVMMetadataRef location);
/* Forgets what was noted since there were 'count' notes: what they tell of was undone. */
void ir_forget_changed_since(struct ir *ir, size_t count);
/* Forgets all that was noted. */
void ir_forget_changed(struct ir *ir);

#endif
