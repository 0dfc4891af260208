/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The machine that a module was compiled for, as far as it must be like BPF's. */
#ifndef SHIM_IR_MERGE_LAYOUT_H
#define SHIM_IR_MERGE_LAYOUT_H

#include "input/input.h"
#include "ir/llvm/llvm.h"

/* The byte order of a module, as a triple. Host bitcode is laid out for a little-endian machine. */
const char *layout_triple(LLVMModuleRef module);

/* Reports a layout that BPF's cannot take the place of, with pointers of other than 64 bits or
 * address spaces; else 0. */
int layout_check(const struct input *in, LLVMModuleRef module);

#endif
