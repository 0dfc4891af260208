/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Pointers that walk through memory until they meet an end pointer, as slices' iterators do. The
 * verifier compares no pointers but those to a packet: it walks on behind the end, and off the
 * object. Such a pointer becomes the place where it started plus an offset, and the comparison one
 * of the offset with the distance of the end, which the verifier follows.
 */
#ifndef SHIM_IR_LOOPS_CURSORS_H
#define SHIM_IR_LOOPS_CURSORS_H

#include "ir/llvm/context.h"
#include "ir/llvm/llvm.h"

/* Returns the number of pointers that have become offsets. */
int cursors_to_offsets(struct ir *ir, LLVMModuleRef module);

#endif
